using MiaIa.Engine.Runtime.Tests.OptionInputs;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Chains;

/// <summary>A made-up SPX chain around 4390 for the hour of <see cref="TrendTape"/>: three expiries, puts heavy below, calls above.</summary>
internal static class MadeUpSpx
{
    internal const ulong Listing = 1;

    private const int Rows = 81;
    private const double Spot = 4390;

    internal static readonly (string Root, uint Date)[] Expiries = [("SPXW", 20230629), ("SPXW", 20230630), ("SPX", 20230721)];

    internal static OptionInput Listed(OptionSource source = OptionSource.Live)
    {
        var listed = new OptionChainListed
        {
            Underlying = Underlying.Spx,
            Listing = Listing,
            Source = source,
            ObservedUnixUs = SampleInputs.At,
        };
        foreach (var (root, date) in Expiries)
        {
            var expiry = new ListedExpiry
            {
                Root = root,
                Date = date,
                StrikeStepMilli = { 4_190_000 },
            };
            expiry.StrikeStepMilli.AddRange(Enumerable.Repeat(5_000u, Rows - 1));
            listed.Expiry.Add(expiry);
        }

        return new OptionInput { Listed = listed };
    }

    internal static OptionInput Values(long unixUs, uint turn, Predicate<uint>? hasOpenInterest = null)
    {
        var update = new OptionChainUpdate
        {
            Underlying = Underlying.Spx,
            Listing = Listing,
            BaseUnixUs = unixUs,
            Quotes = new OptionQuotes(),
            Volatilities = new OptionVolatilities(),
            OpenInterest = new OptionLots(),
            Volume = new OptionLots(),
        };
        for (uint contract = 0; contract < Expiries.Length * Rows * 2; contract++)
        {
            var strike = 4190 + (contract / 2 % Rows * 5.0);
            var isCall = contract % 2 == 0;
            var value = Math.Max((isCall ? 1 : -1) * (Spot - strike), 0) + (15 * Math.Exp(-Math.Abs(strike - Spot) / 60));
            update.Quotes.Contract.Add(contract);
            update.Quotes.Bid.Add(value);
            update.Quotes.Ask.Add(value + 0.2);
            update.Volatilities.Contract.Add(contract);
            update.Volatilities.Annual.Add(0.12 + (0.0001 * ((contract + turn) % 11)));
            if (hasOpenInterest is null || hasOpenInterest(contract))
            {
                update.OpenInterest.Contract.Add(contract);
                update.OpenInterest.Lots.Add(500 + (contract * 7919 % 1000) + (isCall == strike > Spot ? 2_000u : 0u));
            }

            update.Volume.Contract.Add(contract);
            update.Volume.Lots.Add(10 + (turn * (1 + (contract % 3))));
        }

        return new OptionInput { Update = update };
    }

    internal static OptionInput Print(Underlying underlying, double points, long unixUs, OptionSource source = OptionSource.Live) =>
        new()
        {
            Print = new UnderlyingPrint
            {
                Underlying = underlying,
                Points = points,
                ObservedUnixUs = unixUs,
                Source = source,
            },
        };
}
