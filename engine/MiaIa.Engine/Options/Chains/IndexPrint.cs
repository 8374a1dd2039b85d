using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>One value of an index or fund. Reused by the edge: it may be filled again as soon as the step has returned.</summary>
public sealed class IndexPrint
{
    /// <summary>Which.</summary>
    public IndexSymbol Index { get; set; }

    /// <summary>Where it comes from.</summary>
    public ChainSource Source { get; set; }

    /// <summary>Points, positive and finite; percent a year for VIX and VXN.</summary>
    public double Points { get; set; }

    /// <summary>When it was observed, market time.</summary>
    public UnixNanos At { get; set; }
}
