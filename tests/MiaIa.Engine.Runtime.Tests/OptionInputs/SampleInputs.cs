using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.OptionInputs;

/// <summary>Sound option inputs: two expiries of SPX with three and two strikes, ten contracts.</summary>
internal static class SampleInputs
{
    internal const ulong Listing = 7;
    internal const long At = 1_686_324_000_000_000; // 2023-06-09 15:20 UTC

    internal static OptionInput Listed(OptionSource source = OptionSource.Live) =>
        new()
        {
            Listed = new OptionChainListed
            {
                Underlying = Underlying.Spx,
                Listing = Listing,
                Source = source,
                ObservedUnixUs = At,
                Expiry =
                {
                    new ListedExpiry
                    {
                        Root = "SPXW",
                        Date = 20230609,
                        StrikeStepMilli = { 4_290_000, 5_000, 5_000 },
                    },
                    new ListedExpiry
                    {
                        Root = "SPX",
                        Date = 20230616,
                        StrikeStepMilli = { 4_290_000, 12_500 },
                    },
                },
            },
        };

    internal static OptionInput Update() =>
        new()
        {
            Update = new OptionChainUpdate
            {
                Underlying = Underlying.Spx,
                Listing = Listing,
                BaseUnixUs = At,
                Quotes = new OptionQuotes
                {
                    Contract = { 0, 9 },
                    Bid = { 1.5, 0 },
                    Ask = { 1.7, 0.05 },
                },
                Volatilities = new OptionVolatilities
                {
                    Contract = { 0, 1 },
                    Annual = { 0.12, 0 },
                    TimeOffsetUs = { -1_000_000, 0 },
                },
                OpenInterest = new OptionLots { Contract = { 3 }, Lots = { 1200 } },
                Volume = new OptionLots { Contract = { 3, 4 }, Lots = { 0, 17 } },
            },
        };

    internal static OptionInput Print() =>
        new()
        {
            Print = new UnderlyingPrint
            {
                Underlying = Underlying.Vix,
                Points = 13.9,
                ObservedUnixUs = At,
                Source = OptionSource.Live,
            },
        };

    internal static OptionInput Status() =>
        new()
        {
            Status = new OptionFeedStatus
            {
                Condition = OptionFeedCondition.Down,
                ObservedUnixUs = At,
                Text = "1100",
            },
        };

    internal static OptionInput History() =>
        new()
        {
            PutCallHistory = new PutCallHistory
            {
                Underlying = Underlying.Spx,
                Day =
                {
                    new PutCallDay
                    {
                        Date = 20230607,
                        Minute = { 571, 572 },
                        LogRatio = { 0.2, 0.25 },
                    },
                    new PutCallDay
                    {
                        Date = 20230608,
                        Minute = { 571 },
                        LogRatio = { -0.1 },
                    },
                },
            },
        };

    /// <summary>The chains after <see cref="Listed"/>.</summary>
    internal static ListedChains InForce()
    {
        var chains = new ListedChains();
        chains.Apply(Listed().Listed);
        return chains;
    }
}
