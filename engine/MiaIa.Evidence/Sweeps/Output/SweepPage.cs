using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Reports.Output;

namespace MiaIa.Evidence.Sweeps.Output;

/// <summary>A sweep as a page that needs nothing but itself. The number of sets tried stands beside everything that was chosen from them.</summary>
internal static class SweepPage
{
    private const int SetsShown = 50;

    internal static string Of(SweepResult result)
    {
        var page = new HtmlPage($"Sweep of {Counted.Of(result.SetsTried, "set")}, {result.Instrument}");
        foreach (var sentence in result.Verdict)
            page.Say(sentence);
        page.Say(
            "Every signal is traded with one contract, after fees and a tick of slippage at each stop; no gate stands before it, and no other trade is open.",
            "soft"
        );
        Winners(page, result);
        Sets(page, result);
        Features(page, result);
        return page.End();
    }

    private static void Winners(HtmlPage page, SweepResult result)
    {
        page.Head(2, $"The best of {Counted.Of(result.SetsTried, "set")}, at every change");
        page.Table(
            [
                "Set",
                "Parameters",
                "Above luck",
                "Above 0",
                "Days needed",
                "Won [95 %]",
                "Coin",
                "Profit",
                "Mean day [95 %]",
                "Sharpe a day",
                "On the grid",
            ],
            result.Winners.Select(winner =>
                new HtmlCell[]
                {
                    Whole(winner.Result.Set),
                    new(Parameters(winner.Result), "text"),
                    ReportText.Percent(winner.BeatsLuck),
                    ReportText.Percent(winner.BeatsZero),
                    ReportText.Number(winner.DaysNeeded, "0"),
                    ReportText.Of(winner.Result.Won),
                    ReportText.Coin(winner.Result.Won),
                    ReportText.Signed(winner.Result.Cents),
                    ReportText.Money(winner.Result.MeanDayCents),
                    ReportText.Of(winner.Result.Sharpe, "0.000"),
                    $"{winner.Grid.Both} both, {winner.Grid.Missed} missed, {winner.Grid.Imagined} imagined",
                }
            )
        );
        foreach (var winner in result.Winners)
        {
            page.Head(3, $"Threshold card of set {winner.Result.Set}, one of {result.SetsTried}");
            if (winner.Settings.Length > 0)
                page.Say($"Its settings, for miaia backtest --settings and the engine: {winner.Settings}.", "soft");
            if (winner.SettingsRefused.Length > 0)
                page.Say($"The engine would refuse its settings: {winner.SettingsRefused}", "soft");
            page.Table(
                ["Tier", "Limit of |C|", "Won [95 %]", "Mean [95 %]", "Break-even", "Verdict"],
                winner.Card.Select(line =>
                    new HtmlCell[]
                    {
                        line.Tier,
                        ReportText.Number(line.Limit, "0.####"),
                        ReportText.Of(line.Won),
                        ReportText.Money(line.MeanCents),
                        ReportText.Percent(line.BreakEven),
                        line.Verdict,
                    }
                )
            );
        }
    }

    private static void Sets(HtmlPage page, SweepResult result)
    {
        page.Head(
            2,
            $"Sets that may be chosen: {result.Sets.Count} of {result.SetsTried}{(result.Sets.Count > SetsShown ? $", the first {SetsShown}" : "")}"
        );
        page.Table(
            [
                "Set",
                "Parameters",
                "Signals",
                "Nearly",
                "Won [95 %]",
                "Profit",
                "Mean day [95 %]",
                "Sharpe a day",
                "Profit factor",
                "Drawdown",
                "Break-even",
            ],
            result
                .Sets.Take(SetsShown)
                .Select(set =>
                    new HtmlCell[]
                    {
                        Whole(set.Set),
                        new(Parameters(set), "text"),
                        Whole(set.Births),
                        Whole(set.NearBirths),
                        ReportText.Of(set.Won),
                        ReportText.Signed(set.Cents),
                        ReportText.Money(set.MeanDayCents),
                        ReportText.Of(set.Sharpe, "0.000"),
                        ReportText.Of(set.ProfitFactor),
                        ReportText.Dollars(set.DrawdownCents),
                        ReportText.Percent(set.BreakEven),
                    }
                )
        );
    }

    private static void Features(HtmlPage page, SweepResult result)
    {
        page.Head(2, "What each feature knew of the price ahead");
        page.Say(
            "Correlation of the reading with the ticks that followed, the mean of the days; beside it the share of coin-flipped days as far from 0.",
            "soft"
        );
        page.Say($"Not measured where there is too little: {FeatureChance.Needed}.", "soft");
        page.Table(
            ["Feature", "Days", "Correlation", "Chance", "Below the line of Benjamini and Hochberg"],
            result.Features.Select(one =>
                new HtmlCell[]
                {
                    one.Constants.Length == 0 ? one.Feature : $"{one.Feature} ({one.Constants})",
                    Whole(one.Days),
                    ReportText.Number(one.Correlation, "0.0000"),
                    ReportText.Number(one.Chance, "0.0000"),
                    one.Chance is null ? "not measured"
                    : one.IsDiscovery ? "yes"
                    : "no",
                }
            )
        );
    }

    private static string Parameters(SetResult set) =>
        string.Join(", ", set.Parameters.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value:0.####}")));

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
