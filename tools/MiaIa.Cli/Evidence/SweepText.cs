using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Shards.Sets;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Surrogates;
using MiaIa.Reports.Output;

namespace MiaIa.Cli.Evidence;

/// <summary>What was tried, on a terminal: the number of sets stands before what was chosen from them.</summary>
internal static class SweepText
{
    private const int SetsShown = 10;

    public static IEnumerable<string> Lines(SweepResult result, string folder)
    {
        foreach (var sentence in result.Verdict)
            yield return sentence;
        yield return "";
        yield return F($"the best of {Counted.Of(result.SetsTried, "set")}, one contract a signal, after costs:");
        foreach (var set in result.Sets.Take(SetsShown))
        {
            yield return F(
                $"  {set.Set, 5}  {set.Won.Count, 5} {Counted.Word(set.Won.Count, "trade"), -6}  {Dollars(set.Cents), 14}  won {Share(set.Won.Value)} (coin {Share(set.Won.Coin)}, break-even {Share(set.BreakEven)})  Sharpe a day {set.Sharpe.Value:0.000}  {Parameters(set)}"
            );
        }

        foreach (var winner in result.Winners)
        {
            yield return F(
                $"at every change {winner.Result.Set, 5}: {Counted.Of(winner.Result.Won.Count, "trade")}, {Dollars(winner.Result.Cents)}, mean day {Dollars(winner.Result.MeanDayCents.Value)} [{Dollars(winner.Result.MeanDayCents.Low)} to {Dollars(winner.Result.MeanDayCents.High)}], above 0 {Share(winner.BeatsZero)}, above the luck of {Counted.Of(result.SetsTried, "set")} {Share(winner.BeatsLuck)}"
            );
        }

        foreach (var winner in result.Winners.Where(winner => winner.SettingsRefused.Length > 0))
            yield return $"set {winner.Result.Set} has no file of settings: the engine would refuse them: {winner.SettingsRefused}";

        foreach (var one in result.Features.Where(one => one.IsDiscovery))
        {
            yield return F(
                $"{one.Feature}{(one.Constants.Length == 0 ? "" : $" ({one.Constants})")} knew something of the price ahead: correlation {one.Correlation:0.0000}, chance {one.Chance:0.0000}"
            );
        }

        if (result.Features.All(one => one.Chance is null))
            yield return $"no feature was measured: {FeatureChance.Needed}";
        else if (!result.Features.Any(one => one.IsDiscovery))
            yield return "no feature that was measured is told apart from chance";
        yield return $"results: {Path.Combine(folder, "sweep.html")} and sweep.json beside it";
        yield return "what every set earned on every day: sweep_days.parquet there (miaia query)";
        foreach (var winner in result.Winners.Where(winner => winner.Settings.Length > 0).Take(1))
            yield return $"settings of set {winner.Result.Set}, for miaia backtest --settings: {winner.Settings} there, and so on for the others";
        if (result.Winners.Count > 0)
            yield return $"every signal of these winners: {SweepShards.SweepSignals} there (miaia query)";
    }

    public static IEnumerable<string> Lines(WalkForwardResult result, string folder)
    {
        foreach (var sentence in result.Verdict)
            yield return sentence;
        foreach (var window in result.Windows)
        {
            yield return F(
                $"  {window.TrainFrom} to {window.TrainTo}: set {(window.Set is { } set ? set.ToString(CultureInfo.InvariantCulture) : "none")}, {Dollars(window.TrainCents)}; judged {window.TestFrom} to {window.TestTo}: {Counted.Of(window.TestTrades, "trade")}, {Dollars(window.TestCents)}"
            );
        }

        yield return F(
            $"{Counted.Of(result.SetsTried, "set")} tried; test days: {Dollars(result.Cents)}, mean {Dollars(result.MeanDayCents.Value)} [{Dollars(result.MeanDayCents.Low)} to {Dollars(result.MeanDayCents.High)}], above 0 {Share(result.BeatsZero)}"
        );
        yield return $"results: {Path.Combine(folder, "walk-forward.html")} and walk-forward.json beside it";
    }

    public static IEnumerable<string> Lines(IReadOnlyList<SurrogateResult> results, string folder)
    {
        if (results.Select(result => result.Label).FirstOrDefault(label => label.Length > 0) is { } label)
            yield return $"{label}: nobody ever traded all of these days; they show nothing about a market.";
        if (results.Select(result => result.TooFew).FirstOrDefault(few => few.Length > 0) is { } tooFew)
            yield return tooFew;
        foreach (var line in results.Count == 0 ? [] : results[0].Recordings?.Lines ?? [])
            yield return line;
        foreach (var result in results)
        {
            yield return F(
                $"{result.Kind, -8} {Counted.Of(result.Trades, "trade")}, {Dollars(result.MeanCents)} each; {Counted.Of(result.Surrogates, "surrogate")}: {Dollars(result.SurrogateCents)} each, a twentieth above {Dollars(result.SurrogateHigh)}; as much by chance: {(result.Chance is { } chance ? chance.ToString("0.000", CultureInfo.InvariantCulture) : $"not told: {result.NotTold}")}"
            );
        }

        yield return $"results: {Path.Combine(folder, "surrogate.json")}";
    }

    private static string Parameters(SetResult set) =>
        string.Join(", ", set.Parameters.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value:0.####}")));

    private static string Dollars(double? cents) => cents is { } value ? MoneyText.Dollars(value) : "-";

    private static string Share(double? value) => value is { } share ? share.ToString("0.0 %", CultureInfo.InvariantCulture) : "-";

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
