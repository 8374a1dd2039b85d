namespace MiaIa.Evidence.Work;

/// <summary>What is asked for cannot be had from these inputs; the message names the thing and the value. Trying again does not help.</summary>
public sealed class EvidenceException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public EvidenceException(string message)
        : base(message) { }

    /// <summary>Says what is wrong, and what it came from.</summary>
    public EvidenceException(string message, Exception inner)
        : base(message, inner) { }
}
