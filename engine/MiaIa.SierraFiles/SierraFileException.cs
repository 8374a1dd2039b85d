namespace MiaIa.SierraFiles;

/// <summary>A file is not what it should be. The message names the file, what was found and what was expected.</summary>
public sealed class SierraFileException : IOException
{
    /// <summary>No file was named.</summary>
    public SierraFileException() { }

    /// <summary>Takes a whole message.</summary>
    public SierraFileException(string message)
        : base(message) { }

    /// <summary>Takes a whole message and what lies behind it.</summary>
    public SierraFileException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Names the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What was found and what was expected.</param>
    public SierraFileException(string path, string reason)
        : base($"{path}: {reason}") => FilePath = path;

    /// <summary>The file; empty when none was named.</summary>
    public string FilePath { get; } = "";
}
