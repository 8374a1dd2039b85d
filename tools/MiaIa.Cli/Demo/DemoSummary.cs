using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.V1;

namespace MiaIa.Cli.Demo;

/// <summary>The lines with which a run ends.</summary>
internal static class DemoSummary
{
    private const double TickPoints = 0.25;

    /// <summary>All lines of the summary, without the verdict.</summary>
    public static IEnumerable<string> Lines(PlayedSession session)
    {
        var tally = session.Tally;
        yield return Row(
            "session",
            $"{session.Start?.Symbol ?? "?"}{(session.MustBeSynthetic ? "  (SYNTHETIC: made up, nobody traded this)" : "")}"
        );
        yield return Row("trades", $"{tally.TradeRecords} records, {tally.Trades} trades");
        yield return Row("lots", $"{tally.BuyLots + tally.SellLots}: {tally.BuyLots} at the ask, {tally.SellLots} at the bid");
        foreach (var line in session.Instrument is { } instrument ? OfEngine(session, instrument) : [Row("engine", "nothing arrived")])
            yield return line;
        if (session.End is { } end)
        {
            yield return Row(
                "study call",
                F($"p50 {end.CallMicrosP50:0.0} µs, p99 {end.CallMicrosP99:0.0} µs, max {end.CallMicrosMax:0.0} µs over {end.Calls} calls")
            );
        }

        if (session.Engine?.Journal is { } journal)
        {
            yield return Row(
                "journal",
                F($"{journal.Records} records, {journal.Bytes / 1e6:0.0} MB, {journal.Path}, decisions {journal.DecisionHash:x16}")
            );
        }
    }

    private static IEnumerable<string> OfEngine(PlayedSession session, InstrumentState engine)
    {
        var study = engine.Study ?? new StudyCounters();
        yield return Row(
            "arrived",
            $"{engine.TradeRecords} records, {engine.Trades} trades, {engine.BuyLots} + {engine.SellLots} lots, {engine.Bars} bars"
        );
        yield return Row(
            "depth batches",
            $"{session.Tally.DepthBatches} played, {engine.DepthSnapshots} carried as snapshots, {study.DepthUnchanged} calls left the ten levels as they were, "
                + $"{study.DepthConflated} conflated"
        );
        yield return Row("signals", Signals(session));
        if (engine.Trading is { } trading)
            yield return Row("trading", Trading(session, engine, trading));
        yield return Row("levels", Levels(session));
        yield return Row(
            "faults",
            $"{engine.Gaps} gaps, {engine.ResendsRequested} resends, {engine.Duplicates} duplicates, {engine.Refused.Sum(r => (long)r.Count)} refusals"
        );
        foreach (var hop in engine.Latency)
        {
            yield return Row(
                $"  {hop.Hop}",
                F($"p50 {hop.P50Us, 8:0.0} µs   p99 {hop.P99Us, 8:0.0} µs   max {hop.MaxUs, 9:0.0} µs   {hop.Count} times")
            );
        }

        yield return Row("final book", Book(engine.Book));
    }

    private static string Signals(PlayedSession session)
    {
        if (session.Signals.Count == 0)
            return "none";
        var groups = session.Signals.GroupBy(s => $"{s.Tier} {s.Direction}").OrderBy(g => g.Key, StringComparer.Ordinal);
        var label = session.MustBeSynthetic ? "  (all SYNTHETIC)" : "";
        return $"{session.Signals.Count}: {string.Join(", ", groups.Select(g => $"{g.Count()} {g.Key}"))}{label}";
    }

    private static string Trading(PlayedSession session, InstrumentState engine, TradingView trading)
    {
        var refused = engine
            .GateMeter.Where(line => line.Refused > 0 && line.Code.All(c => !char.IsLower(c)))
            .Select(line => $"{line.Code} {line.Refused}");
        var text = F(
            $"{Counted.Of(trading.TradesToday, "trade")}, {trading.DayProfitCents / 100m:+0.00;-0.00;0.00} $ after fees, position {trading.PositionLots}"
        );
        var where = session.Trades ? $"by the stand-in, {session.Fills.Count} fills" : "on paper";
        var label = session.MustBeSynthetic ? "  (SYNTHETIC)" : "";
        return $"{text}, {where}; refused: {string.Join(", ", refused.DefaultIfEmpty("none"))}{label}";
    }

    private static string Levels(PlayedSession session)
    {
        var label = session.MustBeSynthetic ? "  (SYNTHETIC)" : "";
        var levels = session.Levels.Levels.Select(level => F($"{level.Text} {level.Price:0.00}"));
        return session.Levels.Levels.Count > 0 ? string.Join(", ", levels) + label : "none drawn";
    }

    private static string Book(DepthSnapshot? book) =>
        book is { BidPriceTicks.Count: > 0, AskPriceTicks.Count: > 0 }
            ? F(
                $"{book.BidPriceTicks[0] * TickPoints:0.00}×{book.BidLots[0]} / {book.AskPriceTicks[0] * TickPoints:0.00}×{book.AskLots[0]}, "
            ) + $"{book.BidPriceTicks.Count} + {book.AskPriceTicks.Count} levels"
            : "none";

    private static string Row(string name, string text) => $"  {name, -16}{text}";

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
