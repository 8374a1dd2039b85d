using System.Diagnostics;
using System.Security.AccessControl;
using System.Security.Principal;
using Grpc.Core;
using MiaIa.Hosting.Logs;

namespace MiaIa.Hosting.Credentials;

/// <summary>
/// The tokens of this user: a file for each role in one folder, which nobody else may read. Whoever needs them first makes them; they
/// stay the same from then on, so that engine, bridge, study and commands may start in any order. A file that is replaced counts at once for
/// whoever asks here; deleting one and starting all programs anew changes a token, too.
/// </summary>
public sealed class AccessTokens
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(10);

    private readonly TokenFile _watch;
    private readonly TokenFile _operate;

    private AccessTokens(TokenFile watch, TokenFile operate)
    {
        _watch = watch;
        _operate = operate;
    }

    /// <summary>Where they lie unless a setting says otherwise: <c>MiaIa</c> in the user's folder for local program files.</summary>
    public static string UsualFolder =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "MiaIa"
        );

    /// <summary>The token of a role, as its file holds it now.</summary>
    public AccessToken this[AccessRole role] => (role == AccessRole.Operate ? _operate : _watch).Now;

    /// <summary>The file of a role's token.</summary>
    public static string FileOf(string folder, AccessRole role) =>
        Path.Combine(InUse(folder), role == AccessRole.Operate ? "operate.token" : "watch.token");

    /// <summary>Reads both tokens; those that are missing are made.</summary>
    /// <param name="folder">The folder; empty = <see cref="UsualFolder"/>.</param>
    /// <exception cref="CredentialsException">A file can be neither read nor made, is damaged, or others may read it.</exception>
    public static AccessTokens OpenOrCreate(string folder) =>
        new(OpenOrCreate(folder, AccessRole.Watch), OpenOrCreate(folder, AccessRole.Operate));

    /// <summary>Reads the token of one role; nothing is made.</summary>
    /// <inheritdoc cref="OpenOrCreate(string)"/>
    public static AccessToken Open(string folder, AccessRole role)
    {
        var file = FileOf(folder, role);
        try
        {
            return Read(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CredentialsException(
                $"there is no token file {file}: start the engine or the bridge first, or name their folder",
                missing
            );
        }
    }

    /// <summary>Puts the token of a role into the metadata of every call of a channel, each time as its file holds it then.</summary>
    public CallCredentials ToCallCredentials(AccessRole role) =>
        CallCredentials.FromInterceptor(
            (_, metadata) =>
            {
                metadata.Add(AccessToken.HeaderName, this[role].HeaderValue);
                return Task.CompletedTask;
            }
        );

    /// <summary>No log says one of them.</summary>
    public void HideFrom(SecretTexts? secrets)
    {
        _watch.HideFrom(secrets);
        _operate.HideFrom(secrets);
    }

    /// <summary>Which role a header proves; null when it proves none.</summary>
    public AccessRole? RoleOf(string? headerValue)
    {
        if (_operate.Now.IsIn(headerValue))
            return AccessRole.Operate;
        return _watch.Now.IsIn(headerValue) ? AccessRole.Watch : null;
    }

    private static string InUse(string folder) => folder.Length == 0 ? UsualFolder : folder;

    private static TokenFile OpenOrCreate(string folder, AccessRole role)
    {
        var file = FileOf(folder, role);
        RefuseFolder(file);
        try
        {
            if (!File.Exists(file))
                CreateOnce(file);
            return new TokenFile(file, Read);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialsException($"the token file {file} cannot be made: {fault.Message}", fault);
        }
    }

    private static AccessToken Read(string file)
    {
        RefuseFolder(file);
        try
        {
            // Whoever can read it can trade as this user, so a file that was opened to others is worth nothing.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
            {
                throw new CredentialsException(
                    $"the token file {file} can be read by other users: chmod 600 it, or delete it and start again"
                );
            }

            using var stream = File.OpenRead(file);
            var bytes = new byte[AccessToken.TextLength + 1];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return AccessToken.TryParse(bytes.AsSpan(0, count), out var token)
                ? token
                : throw new CredentialsException(
                    $"the token file {file} does not begin with {AccessToken.TextLength} lower-case hexadecimal digits and the end of their line: "
                        + "delete it and start again"
                );
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new CredentialsException($"the token file {file} cannot be read: {fault.Message}", fault);
        }
    }

    private static void RefuseFolder(string file)
    {
        if (Directory.Exists(file))
            throw new CredentialsException($"{file} is a folder, and has to be the token file: delete it and start again");
    }

    // A move that must not replace a file looks first and renames then: only whoever holds the lock may do the two.
    private static void CreateOnce(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        CreateFolder(folder);
        using var taken = TakeLock(Path.Combine(folder, "tokens.lock"));
        if (!File.Exists(file))
            Create(file, Path.Combine(folder, Path.GetRandomFileName()));
    }

    // Written whole under another name first: whoever reads meanwhile sees all of it or nothing.
    private static void Create(string file, string draft)
    {
        try
        {
            using (var stream = CreateOwnersFile(draft))
            {
                stream.Write(AccessToken.CreateRandom().Bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, file, overwrite: false);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // Held by an open, unshared file, so that it goes with the process however that ends.
    private static FileStream TakeLock(string path)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waiting.Elapsed < LockPatience && File.Exists(path))
            {
                Thread.Sleep(LockInterval);
            }
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnersFolder);
    }

    private static FileStream CreateOwnersFile(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return new FileInfo(path).Create(
                FileMode.CreateNew,
                FileSystemRights.Write,
                FileShare.None,
                1,
                FileOptions.None,
                OwnersAccess()
            );
        }

        return new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = OwnersOnly,
            }
        );
    }

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static FileSecurity OwnersAccess()
    {
        using var user = WindowsIdentity.GetCurrent();
        var access = new FileSecurity();
        access.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        access.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return access;
    }
}
