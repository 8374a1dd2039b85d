using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.GatewaySim.Markets;
using MiaIa.V1;

namespace Golden.Beside;

/// <summary>
/// The simulated Gateway's made-up chain of SPX in the words of options.proto, quoted half a step around Black–Scholes. Volatilities and
/// quotes are rounded, so that a last bit of the C library's functions does not reach a decision.
/// </summary>
internal static class MadeUpChain
{
    private const double QuoteStep = 0.05;
    private const double SecondsAYear = 365.0 * 86_400;

    public static IReadOnlyList<OptionInput> Inputs(double spot, UnixNanos asOf)
    {
        var options = SyntheticChain.Spx(spot, asOf).Options;
        var listed = new OptionChainListed
        {
            Underlying = Underlying.Spx,
            Listing = 1,
            Source = OptionSource.Synthetic,
            VolatilityFreshSeconds = 86_400,
            ObservedUnixUs = asOf.Micros,
        };
        foreach (var expiry in options.GroupBy(option => option.Expiry))
            listed.Expiry.Add(Listed(expiry.Key, [.. expiry.Where(option => option.IsCall).Select(option => option.Strike)]));
        return
        [
            new OptionInput { Listed = listed },
            .. Enumerable.Range(0, options.Count).Chunk(ChainChanges.ColumnMax).Select(part => Update(part, options, spot, asOf)),
        ];
    }

    private static OptionInput Update(int[] contracts, IReadOnlyList<OptionTerms> options, double spot, UnixNanos asOf)
    {
        var update = new OptionChainUpdate
        {
            Underlying = Underlying.Spx,
            Listing = 1,
            BaseUnixUs = asOf.Micros,
            Quotes = new MiaIa.V1.OptionQuotes(),
            Volatilities = new OptionVolatilities(),
            OpenInterest = new OptionLots(),
            Volume = new OptionLots(),
        };
        foreach (var contract in contracts)
            Add(update, (uint)contract, options[contract], spot, asOf);
        return new OptionInput { Update = update };
    }

    private static ListedExpiry Listed(ExpiryTerms expiry, IReadOnlyList<double> strikes)
    {
        var item = new ListedExpiry
        {
            Root = expiry.Class,
            Date = (uint)((expiry.Date.Year * 10_000) + (expiry.Date.Month * 100) + expiry.Date.Day),
        };
        var before = 0u;
        foreach (var strike in strikes)
        {
            var milli = (uint)Math.Round(strike * 1_000);
            item.StrikeStepMilli.Add(milli - before);
            before = milli;
        }

        return item;
    }

    private static void Add(OptionChainUpdate update, uint contract, OptionTerms terms, double spot, UnixNanos asOf)
    {
        var years = (terms.Expiry.SettlesAt - asOf) / (double)UnixNanos.PerSecond / SecondsAYear;
        var volatility = Math.Round(terms.Volatility, 4);
        var price =
            Math.Round(BlackScholes.Value(spot, terms.Expiry.Carry, terms.Strike, volatility, years, terms.IsCall).Price / QuoteStep)
            * QuoteStep;
        update.Quotes.Contract.Add(contract);
        update.Quotes.Bid.Add(Math.Max(0, Math.Round(price - QuoteStep, 2)));
        update.Quotes.Ask.Add(Math.Round(price + QuoteStep, 2));
        update.Volatilities.Contract.Add(contract);
        update.Volatilities.Annual.Add(volatility);
        update.OpenInterest.Contract.Add(contract);
        update.OpenInterest.Lots.Add((uint)terms.OpenInterestLots);
        update.Volume.Contract.Add(contract);
        update.Volume.Lots.Add((uint)terms.VolumeLots);
    }
}
