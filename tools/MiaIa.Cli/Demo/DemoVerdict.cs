using Google.Protobuf.Collections;
using MiaIa.SierraFiles;
using MiaIa.V1;

namespace MiaIa.Cli.Demo;

/// <summary>Holds what arrived against what was played. It knows no other outcome than a list of what is missing.</summary>
internal static class DemoVerdict
{
    // Of ES, which the demo plays.
    private const long TickCents = 1250;
    private const long FeeCents = 215;

    /// <summary>Every shortfall of a run; empty when all is well.</summary>
    public static IReadOnlyList<string> From(PlayedSession session)
    {
        // Nothing else was to be expected.
        if (session.Refused.Length > 0)
            return [$"the study's market, since the engine does not take it: {session.Refused}"];
        var shortfalls = new List<string>();
        OfHost(session, shortfalls);
        if (session.Engine is null)
            shortfalls.Add("the engine did not tell its state");
        else if (session.Instrument is not { } instrument)
            shortfalls.Add("no trade reached the engine");
        else
            OfEngine(session, instrument, shortfalls);
        shortfalls.AddRange(session.Unstoppable.Select(name => $"{name} did not stop when asked and was killed"));
        return shortfalls;
    }

    private static void OfHost(PlayedSession session, List<string> shortfalls)
    {
        if (session.HostExitCode != 0)
            shortfalls.Add($"the stand-in ended with exit code {session.HostExitCode}");
        if (session.End is not { } end)
        {
            shortfalls.Add("the stand-in did not play to the end");
            return;
        }

        Compare("trade records played", session.Tally.TradeRecords, end.Records, shortfalls);
        Compare("lots played", session.Tally.BuyLots + session.Tally.SellLots, end.Lots, shortfalls);
        Compare("depth batches played", session.Tally.DepthBatches, end.DepthBatches, shortfalls);
        Compare("depth batches conflated by the chart's update interval", 0, end.DepthConflated, shortfalls);
        if (session.Orders.Count > 0 && !session.Trades)
            shortfalls.Add($"the study made {session.Orders.Count} order calls in dry-run, the first was {session.Orders[0].Call}");
        if (session.Malformed.Count > 0)
            shortfalls.Add($"{session.Malformed.Count} lines of the stand-in could not be read, the first: {session.Malformed[0].Reason}");
    }

    private static void OfEngine(PlayedSession session, InstrumentState engine, List<string> shortfalls)
    {
        var tally = session.Tally;
        Compare("trade records at the engine", tally.TradeRecords, (long)engine.TradeRecords, shortfalls);
        Compare("trades at the engine", tally.Trades, (long)engine.Trades, shortfalls);
        Compare("lots at the ask at the engine", tally.BuyLots, (long)engine.BuyLots, shortfalls);
        Compare("lots at the bid at the engine", tally.SellLots, (long)engine.SellLots, shortfalls);
        Compare("different books at the engine", tally.Books, (long)engine.DepthSnapshots, shortfalls);
        Compare("gaps", 0, (long)engine.Gaps, shortfalls);
        Compare("frames missing", 0, (long)engine.FramesMissing, shortfalls);
        foreach (var refused in engine.Refused)
            Compare($"frames refused ({refused.Name})", 0, (long)refused.Count, shortfalls);
        if (engine.Study is not { } study)
        {
            shortfalls.Add("the study never reported its counters");
        }
        else
        {
            Compare("depth snapshots conflated by the study", 0, (long)study.DepthConflated, shortfalls);
            Compare("records refused by the study", 0, (long)study.RefusedRecords, shortfalls);
            if ((long)(study.DepthSent + study.DepthUnchanged) < tally.DepthBatches)
            {
                shortfalls.Add(
                    $"depth batches seen by the study: expected at least {tally.DepthBatches}, found {study.DepthSent + study.DepthUnchanged}"
                );
            }
        }

        if (tally.DepthBatches > 0)
        {
            CompareSide("bid", tally.Bids, engine.Book?.BidPriceTicks, engine.Book?.BidLots, shortfalls);
            CompareSide("ask", tally.Asks, engine.Book?.AskPriceTicks, engine.Book?.AskLots, shortfalls);
        }

        OfTrading(session, engine, shortfalls);
        Compare("signals drawn", engine.Signals.Sum(t => (long)t.Count), session.Signals.Count, shortfalls);
        if (session.MustBeSynthetic && (engine.Label != "SYNTHETIC" || session.Signals.Any(s => s.Label != "SYNTHETIC")))
            shortfalls.Add("the session is made up, but not everything is labelled SYNTHETIC");
    }

    // Sierra's own count is the truth; the engine's comes from the fills that the study reported.
    private static void OfTrading(PlayedSession session, InstrumentState engine, List<string> shortfalls)
    {
        if (!session.Trades || session.End is not { } end || engine.Trading is not { } trading)
            return;
        Compare("position at the engine", end.Trading.PositionLots, trading.PositionLots, shortfalls);
        if (end.Trading.PositionLots != 0)
            return;
        var cents = (end.Trading.ProfitTicks * TickCents) - (end.Trading.FilledLots * FeeCents);
        Compare("profit at the engine in cents", cents, trading.DayProfitCents, shortfalls);
    }

    private static void CompareSide(
        string side,
        IReadOnlyList<BookLevel> expected,
        RepeatedField<int>? prices,
        RepeatedField<uint>? lots,
        List<string> shortfalls
    )
    {
        var found = (prices ?? []).Zip(lots ?? []).Select(level => $"{level.First}×{level.Second}").ToList();
        var wanted = expected.Select(level => $"{level.PriceTicks}×{level.Lots}").ToList();
        if (!found.SequenceEqual(wanted))
            shortfalls.Add($"final {side} side in ticks: expected {string.Join(' ', wanted)}, found {string.Join(' ', found)}");
    }

    private static void Compare(string what, long expected, long found, List<string> shortfalls)
    {
        if (expected != found)
            shortfalls.Add($"{what}: expected {expected}, found {found}");
    }
}
