using System.Globalization;
using System.Text;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// A small text file that is written whole or not at all, and says by itself whether it is whole: a first line with kind, version and subject,
/// lines of fields, a last line with their number and a hash over everything before it.
/// </summary>
internal static class StoredFile
{
    private const ulong FnvSeed = 14_695_981_039_346_656_037,
        FnvPrime = 1_099_511_628_211;

    /// <summary>Writes a file beside the old one, down to the disk, and puts it in its place: whoever reads finds the old one or the new one, whole.</summary>
    public static void Write(string path, string head, IEnumerable<string> lines)
    {
        var text = new StringBuilder().Append(head).Append('\n');
        var count = 0;
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
            count++;
        }
        var hash = HashOf(text.ToString());
        text.Append(CultureInfo.InvariantCulture, $"end {count} {hash:x16}\n");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(Encoding.UTF8.GetBytes(text.ToString()));
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What its first line has to begin with: kind and version.</param>
    /// <param name="problem">Why it is not usable; empty when there is no file, or when it is.</param>
    /// <returns>The first line and the lines of fields; null when it is not usable.</returns>
    public static (string Head, string[] Lines)? Read(string path, string kind, out string problem)
    {
        problem = "";
        if (!File.Exists(path))
            return null;
        try
        {
            var text = File.ReadAllText(path);
            var end = text.LastIndexOf("end ", StringComparison.Ordinal);
            var lines = text[..Math.Max(end, 0)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Length == 0 || !lines[0].StartsWith(kind + " ", StringComparison.Ordinal))
                problem = $"{path}: the first line is not \"{kind} …\": another version, or no such file";
            else if (text[end..] != string.Create(CultureInfo.InvariantCulture, $"end {lines.Length - 1} {HashOf(text[..end]):x16}\n"))
                problem = $"{path}: the last line does not fit the {lines.Length - 1} lines before it: the file is damaged";
            else
                return (lines[0], lines[1..]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be read: {e.Message}";
        }
        return null;
    }

    private static ulong HashOf(string text)
    {
        var hash = FnvSeed;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * FnvPrime);
        return hash;
    }
}
