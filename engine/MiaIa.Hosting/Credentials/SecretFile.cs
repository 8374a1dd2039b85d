namespace MiaIa.Hosting.Credentials;

/// <summary>A secret of another service, in a file of the credentials folder that nobody else may read: one line.</summary>
public static class SecretFile
{
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;
    private const int CharactersMax = 4_096;

    /// <summary>Reads it.</summary>
    /// <param name="folder">The folder; empty = <see cref="AccessTokens.UsualFolder"/>.</param>
    /// <param name="name">The file's name.</param>
    /// <returns>The line; null when there is no such file.</returns>
    /// <exception cref="CredentialsException">It cannot be read, holds nothing or too much, or others may read it.</exception>
    public static string? Read(string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var file = Path.Combine(folder.Length == 0 ? AccessTokens.UsualFolder : folder, name);
        try
        {
            if (!File.Exists(file))
                return null;
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
                throw new CredentialsException($"the file {file} can be read by other users: chmod 600 it");
            if (new FileInfo(file).Length > CharactersMax)
                throw new CredentialsException($"the file {file} holds more than a line");
            var line = File.ReadAllText(file).Trim();
            return line.Length > 0 && !line.AsSpan().ContainsAny('\r', '\n')
                ? line
                : throw new CredentialsException($"the file {file} must hold one line");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialsException($"the file {file} cannot be read: {fault.Message}", fault);
        }
    }
}
