using MiaIa.CboeFiles;
using MiaIa.Engine.Options;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.OptionInputs;

/// <summary>A Cboe quote table in the words of options.proto.</summary>
public static class TableInputs
{
    private const int ColumnMax = ChainChanges.ColumnMax;
    private const uint ReplayFreshSeconds = 86_400;

    /// <summary>Whose options the table holds, told by its roots; unspecified when they are of none or of several.</summary>
    public static Underlying UnderlyingOf(OptionChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var underlying = Underlying.Unspecified;
        foreach (var expiry in chain.Expiries)
        {
            var own = expiry.Root switch
            {
                "SPX" or "SPXW" => Underlying.Spx,
                "NDX" or "NDXP" => Underlying.Ndx,
                "QQQ" => Underlying.Qqq,
                _ => Underlying.Unspecified,
            };
            if (own == Underlying.Unspecified || (underlying != Underlying.Unspecified && own != underlying))
                return Underlying.Unspecified;

            underlying = own;
        }

        return underlying;
    }

    /// <summary>The listing, every value, and the underlying's price; all of the table's own moment.</summary>
    public static IEnumerable<OptionInput> From(CboeTable table, Underlying underlying, OptionSource source)
    {
        ArgumentNullException.ThrowIfNull(table);
        var listing = (ulong)table.AsOf.Micros;
        yield return new OptionInput { Listed = Listed(table, underlying, source, listing) };
        for (var from = 0; from < 2 * table.Chain.RowCount; from += ColumnMax)
        {
            var to = Math.Min(from + ColumnMax, 2 * table.Chain.RowCount);
            yield return new OptionInput { Update = Update(table, underlying, listing, from, to) };
        }

        yield return new OptionInput
        {
            Print = new UnderlyingPrint
            {
                Underlying = underlying,
                Points = table.Spot,
                ObservedUnixUs = table.AsOf.Micros,
                Source = source,
            },
        };
    }

    private static OptionChainListed Listed(CboeTable table, Underlying underlying, OptionSource source, ulong listing)
    {
        var listed = new OptionChainListed
        {
            Underlying = underlying,
            Listing = listing,
            Source = source,
            VolatilityFreshSeconds = source == OptionSource.Replay ? ReplayFreshSeconds : 0,
            ObservedUnixUs = table.AsOf.Micros,
        };
        foreach (var expiry in table.Chain.Expiries)
        {
            var date = expiry.Date;
            var item = new ListedExpiry
            {
                Root = expiry.Root,
                Date = (uint)((date.Year * 10_000) + (date.Month * 100) + date.Day),
                RefusedRows = (uint)expiry.RefusedRows,
            };
            long before = 0;
            foreach (var strike in table.Chain.Strikes.Slice(expiry.FirstRow, expiry.RowCount))
            {
                var milli = (long)Math.Round(strike * 1000);
                item.StrikeStepMilli.Add((uint)(milli - before));
                before = milli;
            }

            listed.Expiry.Add(item);
        }

        return listed;
    }

    private static OptionChainUpdate Update(CboeTable table, Underlying underlying, ulong listing, int from, int to)
    {
        var (chain, update) = (
            table.Chain,
            new OptionChainUpdate
            {
                Underlying = underlying,
                Listing = listing,
                BaseUnixUs = table.AsOf.Micros,
                Quotes = new OptionQuotes { TableSpot = table.Spot },
                Volatilities = new OptionVolatilities(),
                OpenInterest = new OptionLots(),
                Volume = new OptionLots(),
            }
        );
        for (var contract = from; contract < to; contract++)
        {
            update.Quotes.Contract.Add((uint)contract);
            update.Quotes.Bid.Add(OrZero(chain.Bids[contract]));
            update.Quotes.Ask.Add(OrZero(chain.Asks[contract]));
            update.Volatilities.Contract.Add((uint)contract);
            update.Volatilities.Annual.Add(OrZero(chain.ImpliedVolatilities[contract]));
            Add(update.OpenInterest, contract, chain.OpenInterestLots[contract]);
            Add(update.Volume, contract, chain.VolumeLots[contract]);
        }

        // A column says something of somebody.
        update.OpenInterest = update.OpenInterest.Contract.Count > 0 ? update.OpenInterest : null;
        update.Volume = update.Volume.Contract.Count > 0 ? update.Volume : null;
        return update;
    }

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;

    /// <summary>What never arrived is not 0: it lowers the coverage.</summary>
    private static void Add(OptionLots column, int contract, int lots)
    {
        if (lots < 0)
            return;
        column.Contract.Add((uint)contract);
        column.Lots.Add((uint)lots);
    }
}
