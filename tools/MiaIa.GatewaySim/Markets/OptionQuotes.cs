namespace MiaIa.GatewaySim.Markets;

/// <summary>Bid and ask around an option's value, on the exchange's price steps.</summary>
internal static class OptionQuotes
{
    private const double WideStepFrom = 3;
    private const double IndexStep = 0.05,
        IndexWideStep = 0.10,
        StockStep = 0.01;
    private const double SpreadShare = 0.005;

    /// <summary>What a line shows.</summary>
    /// <param name="item">The option.</param>
    /// <param name="value">Its value; null: the chain's own quotes stand.</param>
    /// <param name="volume">Lots traded so far.</param>
    /// <param name="now">The moment.</param>
    public static Quote From(Listed item, OptionValue? value, int? volume, in Moment now)
    {
        var terms = item.Option!;
        if (terms.Expiry.SettlesAt <= now.Time)
            return default;
        var (bid, ask) = value is { } known ? Around(known.Price, item.MinTick) : (Positive(terms.Bid), Positive(terms.Ask));
        return new Quote
        {
            Bid = bid,
            Ask = ask,
            Last = volume > 0 && bid is not null ? Math.Round(0.5 * (bid.Value + (ask ?? bid.Value)) / item.MinTick) * item.MinTick : null,
            BidSize = bid is null ? 0 : SizeAt(item, now, 1),
            AskSize = ask is null ? 0 : SizeAt(item, now, 2),
            LastSize = volume > 0 ? 1 : null,
            Volume = volume,
        };
    }

    /// <summary>A size between 1 and 60 that changes every second.</summary>
    public static decimal SizeAt(Listed item, in Moment now, int side) =>
        1 + (int)(59 * SyntheticChain.Share(item.Contract.ConId, now.Beat, side));

    private static (double? Bid, double? Ask) Around(double price, double minTick)
    {
        var step =
            minTick < IndexStep ? StockStep
            : price < WideStepFrom ? IndexStep
            : IndexWideStep;
        var half = Math.Max(step / 2, price * SpreadShare);
        var bid = Math.Floor((price - half) / step) * step;
        var ask = Math.Max(Math.Ceiling((price + half) / step) * step, step);
        return (bid >= step / 2 ? Math.Round(bid, 2) : null, Math.Round(ask, 2));
    }

    private static double? Positive(double value) => value > 0 ? value : null;
}
