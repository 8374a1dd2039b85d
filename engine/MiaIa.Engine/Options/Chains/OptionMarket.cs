using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// The option chains and index values that arrived. Every instrument reads the same ones, so one of these serves all cores of an engine:
/// its owner applies an event about options here once, and then steps each core with it. What depends on an instrument's own price or time
/// (basis, fit, levels, flow out of the money) is the instrument's: docs/decisions/0046. Nothing large is allocated before a chain is listed.
/// </summary>
public sealed class OptionMarket
{
    private readonly IndexChain?[] _chains = new IndexChain?[(int)IndexSymbol.Vxn + 1];

    internal IndexValues Indices { get; } = new();

    /// <summary>Events applied so far. A core that has seen another number was stepped without this market, or this without it.</summary>
    internal long Events { get; private set; }

    /// <summary>Whether the newest print was taken; one that is older than the one before is not.</summary>
    internal bool IsNewestPrintNews { get; private set; }

    /// <summary>Takes an event about options, once.</summary>
    public void Apply(in MarketEvent e)
    {
        Events++;
        switch (e.Payload)
        {
            case ListedChain listed:
                Find(listed.Index)?.List(listed);
                break;
            case ChainChanges changes:
                Find(changes.Index)?.Apply(changes);
                break;
            case IndexPrint print:
                IsNewestPrintNews = Indices.Apply(print);
                break;
            case FeedChange feed:
                Apply(feed);
                break;
        }
    }

    /// <summary>The chain of an index with the newest values; null while none is listed that an instrument reads.</summary>
    public OptionChain? ChainOf(IndexSymbol index) => Find(index)?.Chain;

    /// <summary>Time of the newest volume of an index' chain; the default when none came.</summary>
    public UnixNanos VolumeAtOf(IndexSymbol index) => Find(index)?.VolumeAt ?? default;

    /// <summary>What the feed last said of an index.</summary>
    public FeedCondition ConditionOf(IndexSymbol index) => Indices.ConditionOf(index);

    /// <summary>The newest print of an index. False when none came.</summary>
    public bool TryGetPrint(IndexSymbol index, out IndexPrint print)
    {
        print = new IndexPrint
        {
            Index = index,
            Points = Indices.PointsOf(index),
            At = Indices.AtOf(index),
            Source = Indices.SourceOf(index),
        };
        return print.At.Value != 0;
    }

    /// <summary>The chain of an index, for an instrument that reads it; only such chains are kept.</summary>
    internal IndexChain Serve(IndexSymbol index) => _chains[(int)index] ??= new IndexChain(index);

    private IndexChain? Find(IndexSymbol index) => index == IndexSymbol.None ? null : _chains[(int)index];

    private void Apply(FeedChange feed)
    {
        for (var index = IndexSymbol.Spx; index <= IndexSymbol.Vxn; index++)
        {
            if (feed.Index != IndexSymbol.None && feed.Index != index)
                continue;
            Indices.Set(index, feed.Condition);
            if (Find(index) is { } chain)
                chain.Condition = feed.Condition;
        }
    }
}
