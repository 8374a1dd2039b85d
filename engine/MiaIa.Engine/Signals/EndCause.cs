namespace MiaIa.Engine.Signals;

/// <summary>Why a signal ended. In lower case these are the words of the wire schema.</summary>
public enum EndCause : byte
{
    /// <summary>It has not ended.</summary>
    None = 0,

    /// <summary>C in its direction fell below the end limit.</summary>
    Weakened,

    /// <summary>C changed its sign.</summary>
    Flipped,

    /// <summary>Its time to live is over.</summary>
    Expired,

    /// <summary>Coverage fell below the floor.</summary>
    Coverage,

    /// <summary>An ES feed went stale.</summary>
    Stale,
}
