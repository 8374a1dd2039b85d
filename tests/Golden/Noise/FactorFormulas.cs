using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;

namespace Golden.Noise;

/// <summary>s of each feature out of its factors, as confluence.md has it.</summary>
internal static class FactorFormulas
{
    private static readonly Dictionary<string, double> TimeframeWeights = new()
    {
        ["x, 1 min"] = 0.50,
        ["x, 5 min"] = 0.30,
        ["x, 15 min"] = 0.15,
        ["x, 60 min"] = 0.05,
    };

    /// <summary>NaN when a factor contradicts the market itself.</summary>
    public static double ValueOf(FeatureId feature, Dictionary<string, double> f, EngineCore core) =>
        feature switch
        {
            FeatureId.GammaLevelsProximity => Gamma(f),
            FeatureId.VolumeConfirmation => f["d"] * f["c"] * f["a"],
            FeatureId.VwapTrendSignal => Trend(f),
            FeatureId.SierraPatternStrength => Patterns(f, core),
            FeatureId.MtfConfluenceScore => Timeframes(f),
            FeatureId.SmartMoneyStrength => f.Count == 0 ? 0 : f["net"] * f["intensity"] * (0.5 + (0.5 * f["persistence"])),
            FeatureId.OrderBookImbalance => Book(f, core.Book),
            FeatureId.OptionsFlowBias => (0.6 * f["put/call"]) + (0.4 * f["flow"]),
            FeatureId.VwapBandsSignal => Math.Clamp((0.4 * f["rejection"]) + (0.3 * f["break"]) + (0.3 * f["trend"]), -1, 1),
            _ => f.Count == 0 ? 0 : f["mean i"] * f["weight"],
        };

    private static double Gamma(Dictionary<string, double> f)
    {
        var (call, put) = (Math.Max(f["p(CW)"], f["p(CW), first expiry"]), Math.Max(f["p(PW)"], f["p(PW), first expiry"]));
        var wall = (f["u"] * (put - call)) + (f["v"] * f["m"] * Math.Max(put, call));
        return Math.Abs(wall - f["W"]) > 1e-12 ? double.NaN : Math.Clamp((0.65 * wall) + (0.25 * f["Z"]) + (0.10 * f["A"]), -1, 1);
    }

    private static double Trend(Dictionary<string, double> f)
    {
        var (globex, regular) = (Anchored(f, "Globex"), Anchored(f, "regular"));
        if (double.IsNaN(globex) || double.IsNaN(regular))
            return double.IsNaN(globex) ? regular : globex;
        return ((1 - f["k"]) * globex) + (f["k"] * regular);
    }

    // NaN while the anchor does not serve.
    private static double Anchored(Dictionary<string, double> f, string anchor) =>
        f.TryGetValue($"slope, {anchor}", out var slope) ? (0.6 * slope) + (0.4 * f[$"distance, {anchor}"]) : double.NaN;

    // The factors are what came; what is left of each after so many bars is the board's.
    private static double Patterns(Dictionary<string, double> f, EngineCore core)
    {
        var (sum, bars) = (0.0, core.Counters.MinuteBars);
        for (var place = 0; place < core.Patterns.Count; place++)
        {
            var seen = core.Patterns[place];
            var halfLife = seen.Name == "battle_navale" ? 10 : 3;
            sum += f.TryGetValue(seen.Name, out var strength)
                ? seen.Weight * strength * Math.Pow(2, -(bars - seen.Bar) / (double)halfLife)
                : 0;
        }

        return Math.Clamp(sum, -1, 1);
    }

    private static double Timeframes(Dictionary<string, double> f)
    {
        var (weights, values, signs) = (0.0, 0.0, 0.0);
        foreach (var (name, x) in f.Where(factor => factor.Key != "agreement"))
        {
            weights += TimeframeWeights[name];
            values += TimeframeWeights[name] * x;
            signs += TimeframeWeights[name] * Math.Sign(x);
        }

        var agreement = 0.6 + (0.4 * Math.Abs(signs) / weights);
        return Math.Abs(agreement - f["agreement"]) > 1e-12 ? double.NaN : values / weights * agreement;
    }

    // I of one and of five levels are those of the book that stands; the mean of raw has a memory and is taken as it is.
    private static double Book(Dictionary<string, double> f, BookSnapshot book)
    {
        var isBooks = Math.Abs(Imbalance(book, 1) - f["I1"]) <= 1e-12 && Math.Abs(Imbalance(book, 5) - f["I5"]) <= 1e-12;
        return isBooks ? f["mean"] * f["depth"] : double.NaN;
    }

    private static double Imbalance(BookSnapshot book, int levels)
    {
        var (bids, asks) = (0.0, 0.0);
        for (var i = 0; i < levels; i++)
        {
            bids += i < book.BidCount ? Math.Pow(0.8, i) * book.Bids[i].Lots.Value : 0;
            asks += i < book.AskCount ? Math.Pow(0.8, i) * book.Asks[i].Lots.Value : 0;
        }

        return (bids - asks) / (bids + asks);
    }
}
