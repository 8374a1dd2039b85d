using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Statistics;
using MiaIa.Reports.Content;

namespace MiaIa.Evidence.Backtest;

/// <summary>What the days of a backtest can and cannot show, in plain words and before any figure.</summary>
internal static class BacktestPreface
{
    internal const string MadeUp =
        "SYNTHETIC: made up, nobody ever traded this. It shows how the program works, and nothing about a market.";

    private const string OfBars =
        "BARS: these days were made of bars, four points each, in an order that is a guess. They show averages and trends of bars; the features of "
        + "the tape are as rough as the bars, those of the book are never ready, and no signal, no order and no profit can come of them.";

    private const string EachForItself =
        "Each day was played for itself: the account begins each day anew, so that limits of a week or a month and losing streaks over days are not "
        + "shown. Nothing is held over night.";

    internal const string NoChain =
        "there was no option table: the two features of options were not ready, coverage was lower, and fewer signals were born than live.";

    internal const string NotAsked = "no day before was played (--warm-up 0): averages of bars began without history.";

    private const string OnPaper =
        "Orders were filled on paper against the recorded book: no order of ours moved the market, stood in anybody's way or was seen. Of limit orders "
        + "the cautious rule counts: they are filled when the market trades through them.";

    private const string Costs =
        "Costs are always in: fees by the settings, and what the book cost. What the line to the exchange costs is not: the engine saw each event at "
        + "the moment of the recording.";

    private const string OneSet =
        "One set of parameters was played. If these settings were found by looking at these days, more were tried than this program knows of: every "
        + "set that was looked at makes the best of them look better than it is.";

    internal static IEnumerable<string> Of(BacktestRequest request, DayFacts[] days, Report report)
    {
        var events = days.Sum(day => day.Events);
        yield return F(
            $"{Counted.Of(days.Length, "trading day")} of {request.Instrument} {(days.Length == 1 ? "was" : "were")} played, {events:N0} events; {Left(request)}"
        );
        if (days.Any(day => day.Scid.StartsWith("SYNTHETIC", StringComparison.OrdinalIgnoreCase)))
            yield return MadeUp;
        if (days.Any(day => day.Scid.Contains(BarTape.NameEnd, StringComparison.Ordinal)))
            yield return OfBars;
        var recorded = RecordedPreface.Of(request.Recorded, days);
        if (Sample.TooFew(report.Books.Sum(book => book.All.Trades), recorded.WholeDays, "whole day") is { } few)
            yield return few;
        foreach (var line in recorded.Lines)
            yield return line;
        foreach (var line in Missing(days))
            yield return line;
        yield return EachForItself;
        yield return OnPaper;
        yield return Costs;
        yield return OneSet;
    }

    private static IEnumerable<string> Missing(DayFacts[] days)
    {
        const string NoHistory = "nothing was recorded of the days before: averages of bars began without history.";
        if (days.Count(day => day.Chain.Length == 0) is > 0 and var without)
            yield return F($"On {without} of {Counted.Of(days.Length, "day")} {NoChain}");
        if (days.Count(day => day.DepthFiles.Count == 0) is > 0 and var blind)
        {
            yield return F(
                $"On {blind} of {Counted.Of(days.Length, "day")} there was no depth: without a book no signal can be born there."
            );
        }

        if (days.Count(day => !day.IsWarm && day.WarmUpDays > 0) is > 0 and var cold)
            yield return F($"On {cold} of {Counted.Of(days.Length, "day")} {NoHistory}");
        if (days.Count(day => !day.IsWarm && day.WarmUpDays == 0) is > 0 and var alone)
            yield return F($"On {alone} of {Counted.Of(days.Length, "day")} {NotAsked}");
        if (days.Sum(day => Math.Abs(day.OpenLots)) is > 0 and var open)
            yield return F($"Still open on paper when a recording ended, and in no trade below: {Counted.Of(open, "contract")}.");
    }

    private static string Left(BacktestRequest request)
    {
        if (request.NotPlayed.Count == 0)
            return "no recorded day was left out.";
        // Of a file that cannot be read nobody knows the days.
        NotPlayedDay[] days = [.. request.NotPlayed.Where(day => day.Date.Length > 0)];
        var reasons = days.GroupBy(day => day.Why).Select(group => $"{group.Count()} × {group.Key}");
        var said =
            days.Length == 0
                ? ""
                : F(
                    $"{Counted.Of(days.Length, "recorded day")} {(days.Length == 1 ? "was" : "were")} not played: {string.Join("; ", reasons)}. "
                );
        return said + string.Join(" ", request.NotPlayed.Except(days).Select(file => $"{file.Why}."));
    }

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
