using Google.Protobuf.Collections;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.OptionInputs;

/// <summary>
/// Everything that is known of options, as the inputs that say it again: listings, the days before, the state of the feeds, the newest value of
/// each contract with its time, the newest prints. A feed lists once a day and tells open interest once; a new chain cannot wait for it.
/// </summary>
internal static class OptionSnapshot
{
    private const int ColumnMax = 4096;

    // An update's times lie within a week of its base; what is older serves nothing.
    private const long OffsetUsMax = 6 * 86_400_000_000;

    /// <summary>The inputs, in an order in which each fits what came before it.</summary>
    internal static List<OptionInput> Of(OptionMarket market, ListedChains chains, long nowUnixUs)
    {
        var inputs = new List<OptionInput>();
        for (var underlying = Underlying.Spx; underlying <= Underlying.Qqq; underlying++)
        {
            if (chains.ListedOf(underlying) is { } listed)
                inputs.Add(new OptionInput { Listed = listed });
            if (chains.DaysOf(underlying) is { } days)
                inputs.Add(new OptionInput { PutCallHistory = days });
            if (chains.ListedOf(underlying) is not null && market.ChainOf((IndexSymbol)(byte)underlying) is { } chain)
                AddValues(chain, market.VolumeAtOf((IndexSymbol)(byte)underlying), underlying, chains.ListingOf(underlying), inputs);
        }

        for (var underlying = Underlying.Spx; underlying <= Underlying.Vxn; underlying++)
            AddPrint(market, underlying, nowUnixUs, inputs);
        return inputs;
    }

    private static void AddPrint(OptionMarket market, Underlying underlying, long nowUnixUs, List<OptionInput> inputs)
    {
        var index = (IndexSymbol)(byte)underlying;
        if (market.ConditionOf(index) is var condition and not FeedCondition.Unknown)
        {
            var status = new OptionFeedStatus
            {
                Underlying = underlying,
                Condition = (OptionFeedCondition)(int)condition,
                ObservedUnixUs = nowUnixUs,
                Text = "as on the day before",
            };
            inputs.Add(new OptionInput { Status = status });
        }

        if (!market.TryGetPrint(index, out var print))
            return;

        var told = new UnderlyingPrint
        {
            Underlying = underlying,
            Points = print.Points,
            ObservedUnixUs = print.At.Micros,
            Source = (OptionSource)(int)print.Source,
        };
        inputs.Add(new OptionInput { Print = told });
    }

    private static void AddValues(OptionChain chain, UnixNanos volumeAt, Underlying underlying, ulong listing, List<OptionInput> inputs)
    {
        var count = 2 * chain.RowCount;
        for (var from = 0; from < count; from += ColumnMax)
        {
            var to = Math.Min(count, from + ColumnMax);
            AddQuotes(chain, from, to, New, inputs);
            AddVolatilities(chain, from, to, New, inputs);
            AddLots(chain.OpenInterestLots[from..to], from, chain.OpenInterestAt, New, isVolume: false, inputs);
            AddLots(chain.VolumeLots[from..to], from, volumeAt, New, isVolume: true, inputs);
        }

        OptionChainUpdate New(long baseUnixUs) =>
            new()
            {
                Underlying = underlying,
                Listing = listing,
                BaseUnixUs = baseUnixUs,
            };
    }

    // One update for each index that a table's quotes stood beside: an update has one.
    private static void AddQuotes(OptionChain chain, int from, int to, Func<long, OptionChainUpdate> begin, List<OptionInput> inputs)
    {
        var bySpot = new Dictionary<double, OptionChainUpdate>();
        for (var contract = from; contract < to; contract++)
        {
            var at = chain.QuoteAt[contract].Micros;
            if (at == 0)
                continue;

            var spot = double.IsNaN(chain.QuoteSpots[contract]) ? 0 : chain.QuoteSpots[contract];
            if (!bySpot.TryGetValue(spot, out var update))
            {
                update = begin(Newest(chain.QuoteAt[from..to]));
                update.Quotes = new OptionQuotes { TableSpot = spot };
                bySpot.Add(spot, update);
                inputs.Add(new OptionInput { Update = update });
            }

            if (!TryAddTime(update.Quotes.TimeOffsetUs, at - update.BaseUnixUs))
                continue;

            update.Quotes.Contract.Add((uint)contract);
            update.Quotes.Bid.Add(OrNone(chain.Bids[contract]));
            update.Quotes.Ask.Add(OrNone(chain.Asks[contract]));
        }

        inputs.RemoveAll(input => input.Update?.Quotes is { Contract.Count: 0 });
    }

    private static void AddVolatilities(OptionChain chain, int from, int to, Func<long, OptionChainUpdate> begin, List<OptionInput> inputs)
    {
        var update = begin(Newest(chain.ImpliedVolatilityAt[from..to]));
        var told = update.Volatilities = new OptionVolatilities();
        for (var contract = from; contract < to; contract++)
        {
            var at = chain.ImpliedVolatilityAt[contract].Micros;
            if (at == 0 || !TryAddTime(told.TimeOffsetUs, at - update.BaseUnixUs))
                continue;

            told.Contract.Add((uint)contract);
            told.Annual.Add(OrNone(chain.ImpliedVolatilities[contract]));
        }

        if (told.Contract.Count > 0)
            inputs.Add(new OptionInput { Update = update });
    }

    private static void AddLots(
        ReadOnlySpan<int> lots,
        int from,
        UnixNanos at,
        Func<long, OptionChainUpdate> begin,
        bool isVolume,
        List<OptionInput> inputs
    )
    {
        var update = begin(at.Micros);
        var told = new OptionLots();
        for (var i = 0; i < lots.Length; i++)
        {
            if (lots[i] < 0)
                continue;

            told.Contract.Add((uint)(from + i));
            told.Lots.Add((uint)lots[i]);
        }

        if (told.Contract.Count == 0)
            return;

        if (isVolume)
            update.Volume = told;
        else
            update.OpenInterest = told;
        inputs.Add(new OptionInput { Update = update });
    }

    private static bool TryAddTime(RepeatedField<long> offsets, long offset)
    {
        if (offset < -OffsetUsMax)
            return false;

        offsets.Add(offset);
        return true;
    }

    private static double OrNone(double value) => double.IsNaN(value) ? 0 : value;

    private static long Newest(ReadOnlySpan<UnixNanos> times)
    {
        var newest = default(UnixNanos);
        foreach (var at in times)
            newest = at > newest ? at : newest;
        return newest.Micros;
    }
}
