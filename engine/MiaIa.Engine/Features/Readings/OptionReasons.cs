using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Engine.Features;

/// <summary>Why a chain may not serve, whichever feature asks.</summary>
internal static class OptionReasons
{
    /// <summary>Listing, feed and source; none when they allow it.</summary>
    internal static ReadingRemark From(OptionState options, IndexChain board)
    {
        if (board.Chain is null)
            return ReadingRemark.NoOptionChain;
        if (board.Condition == FeedCondition.Down)
            return ReadingRemark.OptionFeedDown;
        if (board.Condition is FeedCondition.Delayed or FeedCondition.Frozen || board.Source is ChainSource.Delayed or ChainSource.Frozen)
            return ReadingRemark.OptionsDelayed;
        return options.MayServe(board.Source) ? ReadingRemark.None : ReadingRemark.OptionsNotLive;
    }

    /// <summary>
    /// Open interest serves through its own trading day, and on the next until the regular open: by then the new one is published.
    /// </summary>
    internal static bool IsOpenInterestFresh(OptionChain chain, MarketState market, UnixNanos now)
    {
        var at = chain.OpenInterestAt;
        if (at >= market.Session.OpensAt)
            return at < market.Session.NextOpensAt;
        var isBeforeOpen = !market.Session.HasRegular || now < market.Session.RegularOpensAt;
        return isBeforeOpen && market.PreviousOpensAt.Value != 0 && at >= market.PreviousOpensAt;
    }
}
