using MiaIa.Engine.Runtime.Wording;
using MiaIa.Reports.Content;

namespace MiaIa.Reports.Output;

/// <summary>What one book brought.</summary>
internal static class BookSection
{
    private static readonly string[] SliceHeads =
    [
        "",
        "Trades",
        "Win rate [95 %]",
        "Coin",
        "Profit",
        "Coin",
        "Mean [95 %]",
        "Profit factor [95 %]",
        "Drawdown",
        "Fees",
        "Held (median)",
        "MAE / MFE ticks",
    ];

    internal static void Write(HtmlPage page, BookReport book, IReadOnlyDictionary<string, string> formulas)
    {
        page.Head(2, $"Trades: {book.Book}");
        page.Table(
            ["Figure", "Value", "Formula"],
            Figures(book).Select(figure => new HtmlCell[] { figure.Name, figure.Value, new(formulas[figure.Formula], "text") })
        );
        if (book.Curve.Count > 1)
            page.Draw(SvgPlot.Line("Summed profit, trade by trade", [.. book.Curve.Select(point => (double)point.Cents)], Label));
        (string, double)[] days = [.. book.Days.Select(day => (day.TradeDate[5..], (double)day.ProfitCents))];
        if (days.Length > 1)
            page.Draw(SvgPlot.Bars("Booked by trade date", days, Label));
        Slices(page, "By tier", book.ByTier, withPlot: true);
        Slices(page, "By hour of the entry", book.ByHour, withPlot: false);
        (string, double)[] hours = [.. book.ByHour.Select(hour => (hour.Name, (double)hour.Performance.ProfitCents))];
        if (hours.Length > 1)
            page.Draw(SvgPlot.Bars("Profit by hour", hours, Label));
        Slices(page, "By exit", book.ByExit, withPlot: true);
        Slices(page, "By instrument", book.ByInstrument, withPlot: false);
        Slices(page, "By direction", book.ByDirection, withPlot: false);
        Slices(page, "By settings in force", book.BySettings, withPlot: false);
        Features(page, book, formulas);
    }

    private static IEnumerable<(string Name, HtmlCell Value, string Formula)> Figures(BookReport book)
    {
        var all = book.All;
        yield return ("Trades that ended", ReportText.Count(all.Trades), "trades");
        yield return ("Win rate", ReportText.Of(all.WinRate), "win_rate");
        yield return ("Win rate of the coin", ReportText.Coin(all.WinRate), "coin");
        yield return ("Profit of these trades", ReportText.Signed(all.ProfitCents), "profit");
        yield return (
            "Profit of the coin",
            all.CoinProfitCents is { } cents
                ? $"{ReportText.Dollars(cents)} (as well: {ReportText.Percent(all.CoinProfitAtLeast)})"
                : ReportText.None,
            "coin"
        );
        yield return ("Booked", ReportText.Signed(book.BookedCents), "booked");
        yield return ("Fees", ReportText.Dollars(all.FeesCents), "fees");
        yield return ($"Slippage of {Counted.Of(all.SlippageKnown, "trade")}", ReportText.Dollars(all.SlippageCents), "slippage");
        yield return ("Before costs; costs of it", CostsOf(all), "costs");
        yield return ("Mean of a trade", ReportText.Money(all.MeanCents), "mean");
        yield return ("Profit factor", ReportText.Of(all.ProfitFactor), "profit_factor");
        yield return ("Largest drawdown", ReportText.Dollars(all.DrawdownCents), "drawdown");
        yield return (
            "MAE / MFE, ticks",
            $"{ReportText.Number(all.MaeTicksMean, "0.0")} / {ReportText.Number(all.MfeTicksMean, "0.0")}",
            "mae_mfe"
        );
        yield return ("Sharpe ratio, yearly", ReportText.Of(book.Sharpe), "sharpe");
        yield return ("Sortino ratio, yearly", ReportText.Of(book.Sortino), "sortino");
        if (book.Return is { } earned)
            yield return ("Return on margin", $"{ReportText.Percent(earned.Value)} of {ReportText.Dollars(earned.MarginCents)}", "return");
    }

    private static string CostsOf(Performance all)
    {
        var costs = all.FeesCents + all.SlippageCents;
        var gross = all.ProfitCents + costs;
        return gross > 0
            ? $"{ReportText.Dollars(gross)}; {ReportText.Dollars(costs)} ({ReportText.Percent((double)costs / gross)})"
            : $"{ReportText.Dollars(gross)}; {ReportText.Dollars(costs)}";
    }

    private static void Slices(HtmlPage page, string title, IReadOnlyList<Slice> slices, bool withPlot)
    {
        if (slices.Count == 0)
            return;
        page.Head(3, title);
        page.Table(SliceHeads, slices.Select(Row));
        if (!withPlot)
            return;
        page.Draw(
            SvgPlot.Rates(
                $"Win rate {title.ToLowerInvariant()}: dot with 95 % interval, cross = coin",
                [
                    .. slices.Select(slice =>
                        (
                            slice.Name.Length > 20 ? slice.Name[..20] : slice.Name,
                            slice.Performance.WinRate.Value ?? 0,
                            slice.Performance.WinRate.Low ?? 0,
                            slice.Performance.WinRate.High ?? 0,
                            slice.Performance.WinRate.Coin
                        )
                    ),
                ]
            )
        );
    }

    private static HtmlCell[] Row(Slice slice)
    {
        var part = slice.Performance;
        return
        [
            slice.Name,
            ReportText.Count(part.Trades),
            ReportText.Of(part.WinRate),
            ReportText.Coin(part.WinRate),
            ReportText.Signed(part.ProfitCents),
            part.CoinProfitCents is { } cents ? ReportText.Dollars(cents) : ReportText.None,
            ReportText.Money(part.MeanCents),
            ReportText.Of(part.ProfitFactor),
            ReportText.Dollars(part.DrawdownCents),
            ReportText.Dollars(part.FeesCents),
            ReportText.Held(part.HeldSecondsMedian),
            $"{ReportText.Number(part.MaeTicksMean, "0.0")} / {ReportText.Number(part.MfeTicksMean, "0.0")}",
        ];
    }

    private static void Features(HtmlPage page, BookReport book, IReadOnlyDictionary<string, string> formulas)
    {
        page.Head(3, "By feature: what it said when the signal was born");
        page.Table(
            ["Feature", "With the trade", "Coin", "Profit", "Against it", "Coin", "Profit", "Silent", "Not ready", "Correlation [95 %]"],
            book.ByFeature.Select(feature =>
                new HtmlCell[]
                {
                    feature.Feature,
                    ReportText.Of(feature.With),
                    ReportText.Coin(feature.With),
                    ReportText.Signed(feature.WithCents),
                    ReportText.Of(feature.Against),
                    ReportText.Coin(feature.Against),
                    ReportText.Signed(feature.AgainstCents),
                    ReportText.Count(feature.Silent),
                    ReportText.Count(feature.NotReady),
                    ReportText.Of(feature.Correlation),
                }
            )
        );
        page.Say($"Correlation: {formulas["correlation"]}.", "soft");
    }

    private static string Label(double cents) => MoneyText.Dollars(cents);
}
