using System.Diagnostics;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace Kills;

/// <summary>What must hold after a round, each from a source that the other one has not written.</summary>
internal static class RoundChecks
{
    // Of ES, as the exchange and the settings have it.
    private const long TickCents = 1_250;
    private const long FeeCents = 215;

    // A command lives for one second by the study's clock; the rest is for a machine that is busy.
    private const double LatchedAfterSeconds = 5;

    /// <summary>Orders of Sierra against the intents of the journal, and no entry while an answered halt was in force.</summary>
    internal static void Sierra(SierraSide sierra, JournalFacts facts, IReadOnlyList<(long From, long To)> halted)
    {
        List<string> faults = [.. sierra.Faults, .. facts.Faults];
        foreach (var orders in sierra.Entries.GroupBy(entry => entry.OrderId).Where(orders => orders.Count() > 1))
            faults.Add($"command {orders.Key:x} made {orders.Count()} orders in Sierra");
        foreach (var entry in sierra.Entries.Where(entry => !facts.Entered.Contains(entry.OrderId)))
            faults.Add($"order {entry.OrderId:x} of Sierra has no intent in the journal");
        var late = (long)(LatchedAfterSeconds * Stopwatch.Frequency);
        foreach (var entry in sierra.Entries.Where(entry => halted.Any(h => entry.SaidAt > h.From + late && entry.SaidAt < h.To)))
            faults.Add($"order {entry.OrderId:x} came to Sierra while the engine was halted");
        var unknown = sierra.Fills.Where(fill => fill.Role == "external").ToList();
        if (unknown.Count > 0)
            faults.Add($"{unknown.Count} executions of Sierra are nobody's, the first: {unknown[0]}");
        Refuse(faults);
    }

    /// <summary>Replays the whole journal and holds it against what the running engines told on the way. Returns the decision hashes met.</summary>
    internal static int Replay(
        TradedDay day,
        IReadOnlyList<ToldHash> told,
        IReadOnlyList<(string Segment, string StateHash)> recovered,
        string endHash
    )
    {
        var met = 0;
        var chains = JournalSegments.Of(day.Journal).Whole.GroupBy(segment => segment.Header.ChainFirstNumber);
        var last = "";
        foreach (var chain in chains)
        {
            var state = new EngineState(day.Options(), chain.First().Header.FirstSignalId, new Unheard());
            var witness = new ReplayWitness(state, [.. chain.Select(segment => segment.Path)], told, recovered);
            var totals = JournalReplay.Run([.. chain.Select(segment => segment.Path)], state, witness);
            List<string> faults = [.. witness.Faults];
            if (totals.Difference is { } difference)
                faults.Add(difference);
            if (totals.TornBytes != 0)
                faults.Add($"{totals.TornBytes} torn bytes after an end in order");
            Refuse(faults);
            met += witness.Met;
            last = state.StateHash();
        }

        Assert.That(last, Is.EqualTo(endHash), "the state hash of the replay and of the engine as it stopped");
        Assert.That(met, Is.EqualTo(told.Count), "decision hashes that the running engine told and a replay came to");
        return met;
    }

    /// <summary>The executions of Sierra against those of the database and of the study's reports; profit to the cent; the rows against rows made anew.</summary>
    internal static async Task DatabaseAsync(TradedDay day, SierraSide sierra, JournalFacts facts, EngineStatus last)
    {
        // The engine's own projection falls behind where each life is short, and loses nothing: it goes on from where it is.
        var settings = day.WriteSettings();
        await TradedDay.RunMiaiaAsync("project", "--journal", day.Journal, "--database", day.Database, "--settings", settings);
        var inSierra = sierra.Fills.Select(Text).Order(StringComparer.Ordinal).ToList();
        var rows = TradeRows.Fills(day.Database);
        Assert.That(
            rows.Select(row => row.Text).Order(StringComparer.Ordinal),
            Is.EqualTo(inSierra),
            "executions in the database and in Sierra"
        );
        Assert.That(rows.Where(row => row.IsInferred), Is.Empty, "executions that had to be inferred");
        Assert.That(
            facts.Fills.Values.Select(Text).Order(StringComparer.Ordinal),
            Is.EqualTo(inSierra),
            "executions that the study told and those of Sierra"
        );

        // It ends flat: what came in less what went out.
        var ticks = sierra.Fills.Sum(fill => (fill.IsBuy ? -1L : 1L) * fill.Lots * fill.PriceTicks);
        var cents = (ticks * TickCents) - (sierra.Fills.Sum(fill => fill.Lots) * FeeCents);
        Assert.That(rows.Sum(row => row.Cents), Is.EqualTo(cents), "profit in the database");
        var es = last.Instrument.Single(instrument => instrument.Instrument == "ES");
        Assert.That(es.Trading.PositionLots, Is.Zero);
        Assert.That(es.Trading.DayProfitCents, Is.EqualTo(cents), "profit that the engine told");

        Assert.That(await TradedDay.RunMiaiaAsync("journal", "verify", day.Journal), Does.Contain("all sound"));
        var anew = day.Database + ".anew";
        await TradedDay.RunMiaiaAsync("project", "--rebuild", "--journal", day.Journal, "--database", anew, "--settings", settings);
        foreach (var table in TradeRows.Tables)
            Assert.That(TradeRows.All(day.Database, table), Is.EqualTo(TradeRows.All(anew, table)), $"rows of {table}, live and made anew");
    }

    private static void Refuse(List<string> faults)
    {
        if (faults.Count > 0)
            throw new KillFault($"{faults.Count} faults:\n{string.Join('\n', faults.Take(20))}");
    }

    private static string Text(SierraFill fill) => Text(fill.OrderId, fill.Role, fill.IsBuy, fill.Lots, fill.PriceTicks);

    private static string Text(FillReport fill) =>
        Text(
            SierraSide.OrderIdOf("MIA:" + fill.CommandId),
            fill.Role.ToString(),
            fill.Direction == Direction.Long,
            (int)fill.Lots,
            fill.PriceTicks
        );

    /// <summary>
    /// An execution as all sources can say it. What closes has other names on each side: a stop that the study places is an exit to Sierra, and
    /// a flatten that a person asks for is no order of the engine's, so that it is external to the account.
    /// </summary>
    internal static string Text(ulong orderId, string role, bool isBuy, int lots, int priceTicks)
    {
        var what = role.Equals("entry", StringComparison.OrdinalIgnoreCase) ? $"entry {orderId:x}" : "out";
        return $"{what} {(isBuy ? "buy" : "sell")} {lots} at {priceTicks}";
    }
}
