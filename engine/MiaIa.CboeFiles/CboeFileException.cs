namespace MiaIa.CboeFiles;

/// <summary>A quote table cannot be read at all. The message names the file, the line and what was found there.</summary>
public sealed class CboeFileException : IOException
{
    /// <summary>No file was named.</summary>
    public CboeFileException() { }

    /// <summary>Takes a whole message.</summary>
    public CboeFileException(string message)
        : base(message) { }

    /// <summary>Takes a whole message and what lies behind it.</summary>
    public CboeFileException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Names the place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1; 0 = the file as a whole.</param>
    /// <param name="reason">What was found and what was expected.</param>
    public CboeFileException(string file, int line, string reason)
        : base(line > 0 ? $"{file}, line {line}: {reason}" : $"{file}: {reason}") { }
}
