using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>What the options feed says of itself. Reused by the edge.</summary>
public sealed class FeedChange
{
    /// <summary>Of which it speaks; none = of all.</summary>
    public IndexSymbol Index { get; set; }

    /// <summary>What it says.</summary>
    public FeedCondition Condition { get; set; }
}
