using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>One chain of an instrument: what is listed, its values, and what is known of its source.</summary>
internal sealed class ChainBoard(IndexSymbol index)
{
    internal IndexSymbol Index { get; } = index;

    /// <summary>Null until one is listed.</summary>
    internal OptionChain? Chain { get; private set; }

    internal ChainSource Source { get; private set; }

    internal FeedCondition Condition { get; set; }

    /// <summary>How long a value of this source serves.</summary>
    internal long FreshNanos { get; private set; }

    /// <summary>Time of the newest implied volatility; the default when none came.</summary>
    internal UnixNanos VolatilityAt { get; private set; }

    /// <summary>Time of the newest volume; the default when none came.</summary>
    internal UnixNanos VolumeAt { get; private set; }

    /// <summary>Lays a new chain out; every value is forgotten.</summary>
    internal void List(ListedChain listed)
    {
        Chain = new OptionChain(listed.Expiries);
        Source = listed.Source;
        FreshNanos = listed.VolatilityFreshNanos;
        VolatilityAt = VolumeAt = default;
    }

    /// <summary>Takes new values. Quotes come first: what traded in the same update is valued at them.</summary>
    internal void Apply(ChainChanges changes, PutCallFlow flow, double spot)
    {
        var chain = Chain!;
        foreach (ref readonly var quote in changes.Quotes)
            chain.SetQuote(quote.Contract, quote.Bid, quote.Ask);
        foreach (ref readonly var volatility in changes.Volatilities)
        {
            chain.SetImpliedVolatility(volatility.Contract, volatility.Annual, volatility.At);
            VolatilityAt = volatility.At > VolatilityAt ? volatility.At : VolatilityAt;
        }

        foreach (ref readonly var lots in changes.OpenInterest)
            chain.SetOpenInterest(lots.Contract, lots.Lots, lots.At);
        foreach (ref readonly var lots in changes.Volumes)
        {
            flow.Traded(chain, lots, spot);
            VolumeAt = lots.At > VolumeAt ? lots.At : VolumeAt;
        }
    }

    /// <summary>Whether a value lies near enough to market time, before or after it.</summary>
    internal bool IsFresh(UnixNanos at, UnixNanos now) => at.Value != 0 && Math.Abs(now - at) <= FreshNanos;
}
