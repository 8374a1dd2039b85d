using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>What the features stand on, as lines; prices as on the chart.</summary>
internal static class MarketText
{
    /// <summary>One line a subject; nothing when the engine sent none.</summary>
    /// <param name="instrument">Whose, such as ES.</param>
    /// <param name="market">As it was when market time came to where it stands.</param>
    /// <param name="stoodUs">For how long it has stood there: part of every age.</param>
    public static IEnumerable<string> Lines(string instrument, MarketView? market, long stoodUs)
    {
        if (market is null)
            yield break;
        var averages = new[] { ("Globex VWAP", market.GlobexVwap), ("regular VWAP", market.RegularVwap), ("bar VWAP", market.BarVwap) }
            .Where(pair => pair.Item2 is not null)
            .Select(pair =>
                $"{pair.Item1} {PriceText.Of(instrument, pair.Item2.Ticks)} ± {PriceText.Of(instrument, pair.Item2.DeviationTicks)}"
            );
        var atr = market.HasAtrTicks ? $"ATR {PriceText.Of(instrument, market.AtrTicks)}" : "ATR not known yet";
        yield return string.Join(", ", averages.Append(atr));
        yield return F(
            $"delta of the day {market.CumulativeDeltaLots:+0;-0;0}, order flow {market.OrderFlowLots:+0;-0;0} {Counted.Word(market.OrderFlowLots, "lot")} in 10 s"
        );
        if (market.Levels is { Level.Count: > 0 } levels)
        {
            var told = levels.Level.Select(level => $"{level.Text} {PriceText.Of(instrument, level.PriceTicks)}");
            yield return "levels: " + string.Join(", ", told);
        }

        foreach (var pattern in market.Pattern)
        {
            yield return F(
                $"pattern {pattern.Name}{(pattern.Pushed ? " (pushed)" : "")} {pattern.Direction}, strength {pattern.Strength:0.00}, counts {pattern.Contribution:+0.000;-0.000}, {Age(pattern.AgeUs + stoodUs)}"
            );
        }

        foreach (var value in market.StudyValue)
            yield return F($"study value {value.Name} = {value.Value:0.######}, {Age(value.AgeUs + stoodUs)}");
        if (market.Options is { } options)
            yield return OptionsLine(options, stoodUs);
    }

    private static string OptionsLine(OptionsView options, long stoodUs)
    {
        var basis = options.HasBasisPoints
            ? F($"basis {options.BasisPoints:0.00} points, {Age(options.BasisAgeUs + stoodUs)}")
            : "basis not measured";
        var volatility = options.HasVolatilityPoints ? F($"volatility index {options.VolatilityPoints:0.0}") : "no volatility index";
        var runners = options.RunnerUp.Select(r => F($", {r.Level} runner-up {r.Strike:0.##} at {r.Ratio:0.00}"));
        return F(
                $"options: {options.Source}, feed {options.Condition}, coverage {options.Coverage:0.00}, open interest {options.OpenInterestShare:0.00}, {basis}, {volatility}"
            ) + string.Concat(runners);
    }

    private static string Age(long micros) => F($"{micros / 1e6:0} s old");

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
