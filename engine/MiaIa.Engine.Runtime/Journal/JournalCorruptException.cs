namespace MiaIa.Engine.Runtime.Journal;

/// <summary>A journal that cannot be trusted: the engine refuses to start on it rather than guess.</summary>
public sealed class JournalCorruptException : Exception
{
    /// <summary>Names the file, the offset in bytes and what is wrong there.</summary>
    public JournalCorruptException(string path, long offset, string what)
        : base($"journal {path} is corrupt at byte {offset}: {what}")
    {
        Path = path;
        Offset = offset;
    }

    /// <summary>The segment.</summary>
    public string Path { get; }

    /// <summary>Where in it, in bytes.</summary>
    public long Offset { get; }

    /// <summary>Whether it is a newer engine's, as far as it can be told: it is sound there, and nothing of it is to be cut.</summary>
    public bool IsOfNewerEngine { get; init; }
}
