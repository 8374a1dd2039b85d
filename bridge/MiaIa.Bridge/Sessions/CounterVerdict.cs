namespace MiaIa.Bridge.Sessions;

/// <summary>Where a frame stands in a study's order.</summary>
internal enum CounterVerdict
{
    /// <summary>It is the one that was waited for.</summary>
    Next,

    /// <summary>It was taken before.</summary>
    Duplicate,

    /// <summary>A frame before it is missing.</summary>
    Ahead,
}
