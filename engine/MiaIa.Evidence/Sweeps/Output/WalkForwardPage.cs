using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Reports.Output;

namespace MiaIa.Evidence.Sweeps.Output;

/// <summary>A walk-forward as a page that needs nothing but itself.</summary>
internal static class WalkForwardPage
{
    internal static string Of(WalkForwardResult result)
    {
        var page = new HtmlPage($"Walk-forward over {Counted.Of(result.SetsTried, "set")}, {result.Instrument}");
        foreach (var sentence in result.Verdict)
            page.Say(sentence);
        page.Say("Test days are played at every change, after costs; one contract a signal.", "soft");
        page.Table(
            ["Sets tried", "Won [95 %]", "Profit", "Mean test day [95 %]", "Sharpe a day", "Above 0", "Drawdown", "Kept of training"],
            [
                [
                    result.SetsTried.ToString(CultureInfo.InvariantCulture),
                    ReportText.Of(result.Won),
                    ReportText.Signed(result.Cents),
                    ReportText.Money(result.MeanDayCents),
                    ReportText.Of(result.Sharpe, "0.000"),
                    ReportText.Percent(result.BeatsZero),
                    ReportText.Dollars(result.DrawdownCents),
                    ReportText.Percent(result.Kept),
                ],
            ]
        );
        page.Table(
            ["Chosen in", "Judged in", "Set", "Trades that chose", "Profit that chose", "Trades that judged", "Profit that judged"],
            result.Windows.Select(window =>
                new HtmlCell[]
                {
                    $"{window.TrainFrom} to {window.TrainTo}",
                    $"{window.TestFrom} to {window.TestTo}",
                    window.Set?.ToString(CultureInfo.InvariantCulture) ?? "none",
                    ReportText.Count(window.TrainTrades),
                    ReportText.Signed(window.TrainCents),
                    ReportText.Count(window.TestTrades),
                    ReportText.Signed(window.TestCents),
                }
            )
        );
        return page.End();
    }
}
