using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// Events about options: their factories, and what they carry. None has a market time of its own (docs/decisions/0020): each value
/// carries the time at which it was observed, and the core's time stays the tape's.
/// </summary>
public static class OptionEvents
{
    /// <summary>A chain is listed.</summary>
    public static MarketEvent Listed(UnixNanos receivedAt, ListedChain chain) =>
        MarketEvent.OfOptions(MarketEventKind.ChainListed, receivedAt, chain);

    /// <summary>Contracts of the listed chain have new values.</summary>
    public static MarketEvent Updated(UnixNanos receivedAt, ChainChanges changes) =>
        MarketEvent.OfOptions(MarketEventKind.ChainUpdated, receivedAt, changes);

    /// <summary>An index has a value.</summary>
    public static MarketEvent Printed(UnixNanos receivedAt, IndexPrint print) =>
        MarketEvent.OfOptions(MarketEventKind.IndexPrinted, receivedAt, print);

    /// <summary>The feed is up, down or late.</summary>
    public static MarketEvent FeedChanged(UnixNanos receivedAt, FeedChange change) =>
        MarketEvent.OfOptions(MarketEventKind.OptionFeedChanged, receivedAt, change);

    /// <summary>The days before are told.</summary>
    public static MarketEvent HistoryTold(UnixNanos receivedAt, PutCallDays days) =>
        MarketEvent.OfOptions(MarketEventKind.PutCallHistoryTold, receivedAt, days);
}
