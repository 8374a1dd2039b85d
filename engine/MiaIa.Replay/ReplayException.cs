namespace MiaIa.Replay;

/// <summary>Something that was asked for cannot be replayed. The message names the thing and the value that was found.</summary>
public sealed class ReplayException : Exception
{
    /// <summary>Says what cannot be replayed.</summary>
    public ReplayException(string message)
        : base(message) { }

    /// <summary>Says what cannot be replayed, and what lies behind it.</summary>
    public ReplayException(string message, Exception inner)
        : base(message, inner) { }
}
