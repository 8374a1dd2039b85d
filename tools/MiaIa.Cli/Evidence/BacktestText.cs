using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Backtest;
using MiaIa.Reports.Content;

namespace MiaIa.Cli.Evidence;

/// <summary>What a backtest says on a terminal: what it can show first, then what came of it.</summary>
internal static class BacktestText
{
    public static IEnumerable<string> Lines(BacktestResults results, string folder)
    {
        yield return "";
        foreach (var line in results.Report.Preface)
            yield return line;
        yield return "";
        yield return F($"signals born {results.Report.SignalsBorn:N0}, sets of parameters tried {results.SetsTried}");
        foreach (var book in results.Report.Books)
            yield return Of(book);
        if (results.Report.Books.Count == 0)
            yield return "nothing was traded";
        yield return $"results: {Path.Combine(folder, BacktestResults.PageName)}, {BacktestResults.FileName} and *.parquet beside it";
    }

    private static string Of(BookReport book)
    {
        var all = book.All;
        return F(
            $"{book.Book}: {all.Trades:N0} {Counted.Word(all.Trades, "trade")}, {Dollars(all.ProfitCents)} after costs of {Dollars(all.FeesCents)} in fees, largest drawdown {Dollars(all.DrawdownCents)}, win rate {Share(all.WinRate.Value)} [{Share(all.WinRate.Low)} to {Share(all.WinRate.High)}], a coin {Share(all.WinRate.Coin)}"
        );
    }

    private static string Dollars(long cents) => (cents / 100m).ToString("N2", CultureInfo.InvariantCulture) + " $";

    private static string Share(double? value) => value is { } share ? share.ToString("0.0 %", CultureInfo.InvariantCulture) : "-";

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
