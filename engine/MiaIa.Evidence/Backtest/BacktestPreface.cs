using System.Globalization;
using MiaIa.Reports.Content;

namespace MiaIa.Evidence.Backtest;

/// <summary>What the days of a backtest can and cannot show, in plain words and before any figure.</summary>
internal static class BacktestPreface
{
    // Below this an interval of a mean says next to nothing.
    private const long TradesMin = 100;
    private const int DaysMin = 20;

    internal static IEnumerable<string> Of(BacktestRequest request, DayFacts[] days, Report report)
    {
        yield return F(
            $"{days.Length} trading days of {request.Instrument} were played, {days.Sum(day => day.Events):N0} events; {Left(request)}"
        );
        if (days.Any(day => day.Scid.StartsWith("SYNTHETIC", StringComparison.OrdinalIgnoreCase)))
            yield return "SYNTHETIC: made up, nobody ever traded this. It shows how the program works, and nothing about a market.";
        var trades = report.Books.Sum(book => book.All.Trades);
        if (trades < TradesMin || days.Length < DaysMin)
        {
            yield return F(
                $"{trades} trades on {days.Length} days are too few to tell skill from luck: under {TradesMin} trades or {DaysMin} days no figure below is evidence of profit or loss to come."
            );
        }

        var without = days.Count(day => day.Chain.Length == 0);
        if (without > 0)
            yield return $"On {without} of {days.Length} days there was no option table: the two features of options were not ready, coverage was lower, and fewer signals were born than live.";
        if (days.Any(day => day.DepthFiles.Count == 0))
            yield return $"On {days.Count(day => day.DepthFiles.Count == 0)} days there was no depth: without a book no signal can be born there.";
        if (days.Any(day => !day.IsWarm && day.WarmUpDays > 0))
            yield return $"On {days.Count(day => !day.IsWarm && day.WarmUpDays > 0)} days nothing was recorded of the days before: averages of bars began without history.";
        if (days.Sum(day => Math.Abs(day.OpenLots)) is > 0 and var open)
            yield return F($"{open} contracts were still open on paper when a recording ended; they are in no trade below.");
        yield return "Each day was played for itself: the account begins each day anew, so that limits of a week or a month and losing streaks over days are not shown. Nothing is held over night.";
        yield return "Orders were filled on paper against the recorded book: no order of ours moved the market, stood in anybody's way or was seen. Of limit orders the cautious rule counts: they are filled when the market trades through them.";
        yield return "Costs are always in: fees by the settings, and what the book cost. What the line to the exchange costs is not: the engine saw each event at the moment of the recording.";
        yield return "One set of parameters was played. If these settings were found by looking at these days, more were tried than this program knows of: see miaia sweep for what that is worth.";
    }

    private static string Left(BacktestRequest request) =>
        request.NotPlayed.Count == 0
            ? "none that was recorded was left out."
            : F(
                $"{request.NotPlayed.Count} recorded days were not played: {string.Join("; ", request.NotPlayed.GroupBy(day => day.Why).Select(group => $"{group.Count()} × {group.Key}"))}."
            );

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
