namespace MiaIa.Ibkr.Connection;

/// <summary>A session could not be opened, or is over when something should be sent.</summary>
public sealed class TwsException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="end">Why the session is over.</param>
    /// <param name="inner">What the system said, if it did.</param>
    public TwsException(SessionEnd end, Exception? inner = null)
        : base(end.Text, inner)
    {
        End = end;
    }

    /// <summary>Why the session is over.</summary>
    public SessionEnd End { get; }
}
