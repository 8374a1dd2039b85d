using System.Security.Cryptography;
using System.Text.Json;

namespace MiaIa.Cli.Setup;

/// <summary>A file that setup has written.</summary>
/// <param name="Path">Where.</param>
/// <param name="Sha256">What it held then, as hexadecimal digits: one that was changed since is not deleted.</param>
/// <param name="Kept">Where that lies which was there before; empty = nothing was.</param>
/// <param name="KeptEarlier">Where that lies which was there before an earlier setup, oldest first; null = nothing was.</param>
internal sealed record WrittenFile(string Path, string Sha256, string Kept, IReadOnlyList<string>? KeptEarlier = null);

/// <summary>What setup has done, kept in a file after each step, so that it can be taken back whenever it was cut off.</summary>
internal sealed class SetupRecord
{
    /// <summary>Beside the tokens: one for this user, wherever journals and logs lie.</summary>
    public const string FileName = "setup.json";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };
    private readonly string _path;
    private readonly List<WrittenFile> _files;

    private SetupRecord(string path, Written written)
    {
        _path = path;
        Folder = written.Folder ?? "";
        Journal = written.Journal ?? "";
        _files = written.Files ?? [];
    }

    /// <summary>Where journals and logs lie; empty = no setup is known.</summary>
    public string Folder { get; set; }

    /// <summary>The journal's folder by the settings of the last setup, which may be a person's own; empty = not noted.</summary>
    public string Journal { get; set; }

    /// <summary>ACS_Source of the Sierra Chart that was set up last: where it was named once, it need not be again; empty = none is known.</summary>
    public string Sierra =>
        _files.FindLast(file => Path.GetFileName(file.Path) == SierraFolder.StudyName) is { } study
            ? Path.GetDirectoryName(study.Path)!
            : "";

    /// <summary>In the order in which they were written last.</summary>
    public IReadOnlyList<WrittenFile> Files => _files;

    /// <summary>Reads the record in the user's folder; an empty one when there is none.</summary>
    /// <exception cref="SetupException">It is damaged.</exception>
    public static SetupRecord Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new SetupRecord(path, new Written("", []));
        try
        {
            return new SetupRecord(path, Read(File.ReadAllBytes(path), folder));
        }
        catch (JsonException damaged)
        {
            throw new SetupException(
                $"{path} is damaged ({damaged.Message}): move it away, and undo by hand what the README says setup does. "
                    + "Settings of the installation before will then not come along: look limits, accounts and ports up in "
                    + "appsettings.json in the folders engine and bridge of that installation, and set them anew."
            );
        }
    }

    /// <summary>What is known of a file; null when setup never wrote it.</summary>
    public WrittenFile? Of(string path) => _files.Find(file => SamePath.Is(file.Path, path));

    /// <summary>Files that were moved aside before earlier setups, oldest first: nobody else would tell of them.</summary>
    public IReadOnlyList<string> KeptOf(WrittenFile file) => Of(file.Path)?.KeptEarlier ?? [];

    /// <summary>Keeps what was written, whole or not at all.</summary>
    public void Add(WrittenFile file)
    {
        if (Of(file.Path) is { } before)
        {
            string[] earlier =
            [
                .. KeptOf(before),
                .. before.Kept.Length > 0 && before.Kept != file.Kept ? [before.Kept] : Array.Empty<string>(),
            ];
            file = file with { KeptEarlier = earlier.Length > 0 ? earlier : null };
        }

        _files.RemoveAll(known => SamePath.Is(known.Path, file.Path));
        _files.Add(file);
        Keep();
    }

    /// <summary>
    /// Nothing is left to take back. A folder of journals that lies elsewhere than beside this record stays noted: halts lie there, and the next setup
    /// goes on with them.
    /// </summary>
    public void Clear()
    {
        _files.Clear();
        var own = Path.GetDirectoryName(_path)!;
        if ((Folder.Length == 0 || SamePath.Is(Folder, own)) && (Journal.Length == 0 || SamePath.Is(Journal, LeftJournal.Below(own))))
            File.Delete(_path);
        else
            Keep();
    }

    /// <summary>The digits of <see cref="WrittenFile.Sha256"/>.</summary>
    public static string Sum(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private void Keep()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        WholeFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(new Written(Folder, _files, Journal), Layout));
    }

    private static Written Read(byte[] text, string folder)
    {
        var isOlder = text.AsSpan().TrimStart("\uFEFF \t\r\n"u8).StartsWith("["u8);
        var written = (isOlder ? ReadOlder(text, folder) : JsonSerializer.Deserialize<Written>(text)) ?? new Written("", []);
        return written.Files?.TrueForAll(file => file is { Path.Length: > 0, Sha256: not null, Kept: not null }) is false
            ? throw new JsonException("a file lacks its path, its sum, or what was there before")
            : written;
    }

    // Once the record was the list of files alone, beside journals and logs, and tokens were noted too: those are not setup's own any more.
    private static Written ReadOlder(byte[] text, string folder)
    {
        var files = JsonSerializer.Deserialize<List<WrittenFile>>(text)!;
        files.RemoveAll(file => file?.Path?.EndsWith(".token", StringComparison.Ordinal) is true);
        return new Written(folder, files);
    }

    private sealed record Written(string? Folder, List<WrittenFile>? Files, string? Journal = null);
}
