namespace MiaIa.Hosting;

/// <summary>A log file cannot be opened: a program that was told to keep a log must not run without it.</summary>
public sealed class LogFileException : Exception
{
    private LogFileException(string path, Exception why)
        : base($"the log file {PrintableText.From(path)} cannot be opened: {PrintableText.From(why.Message)}", why) { }

    /// <summary>Lines and JSON in one file would be neither.</summary>
    internal static void ThrowIfOne(string path, string jsonPath)
    {
        if (path.Length > 0 && jsonPath.Length > 0 && string.Equals(FullOf(path), FullOf(jsonPath), StringComparison.OrdinalIgnoreCase))
            throw new LogFileException(path, new IOException("it is to be the file of the JSON lines, too"));
    }

    /// <summary>Tries a file beside it, since the log's own name carries the day; an empty path is no file.</summary>
    internal static void ThrowIfCannotBeOpened(string path)
    {
        if (path.Length == 0)
            return;
        try
        {
            var full = Path.GetFullPath(path);
            if (Directory.Exists(full) || Path.GetFileName(full).Length == 0)
                throw new IOException("it is a folder");
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using var tried = new FileStream(
                $"{full}.{Environment.ProcessId}.tmp",
                FileMode.Create,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LogFileException(path, e);
        }
    }

    // A text that is no path is told by the attempt to open it.
    private static string FullOf(string path) => path.Contains('\0', StringComparison.Ordinal) ? path : Path.GetFullPath(path);
}
