using MiaIa.V1;

namespace Kills;

/// <summary>A day from its signals to its money, as the database has it, held against itself and against what else counted the same.</summary>
internal sealed class DayBook(string database, InstrumentState told)
{
    // What the engine calls an order that it has entered and that Sierra never had.
    private static readonly string[] NeverThere = ["Refused", "Denied"];

    /// <summary>Signals that were born.</summary>
    internal int Signals { get; } = TradeRows.Numbers(database, "SELECT signal_id FROM signals").Count;

    /// <summary>Entries that were ordered.</summary>
    internal int Entries { get; } = TradeRows.Numbers(database, "SELECT order_id FROM orders WHERE kind = 'Enter'").Count;

    /// <summary>Round trips that ended.</summary>
    internal int Trips { get; } = TradeRows.Numbers(database, "SELECT order_id FROM round_trips").Count;

    /// <summary>How many signals a rule refused, alone or with others.</summary>
    internal int RefusedBy(string code) =>
        TradeRows.Numbers(database, $"SELECT 1 FROM verdict_codes WHERE code = '{code}' AND passed = 0").Count;

    /// <summary>Every signal has its verdict, every approved one its order, every order its end, every execution its order and its trip.</summary>
    internal void Reconcile(SierraSide sierra, JournalFacts facts)
    {
        Assert.That(
            told.Signals.Sum(tier => (long)tier.Count),
            Is.EqualTo(Signals),
            "signals that the engine told and those of the database"
        );
        None(
            "a signal without exactly one verdict",
            """
            SELECT signal_id FROM signals s
            WHERE (SELECT COUNT(*) FROM verdicts v WHERE v.signal_id = s.signal_id) <> 1
            """
        );
        None("a verdict without a signal", "SELECT signal_id FROM verdicts WHERE signal_id NOT IN (SELECT signal_id FROM signals)");
        None(
            "a verdict that is both or neither",
            "SELECT signal_id FROM verdicts WHERE approved <> (refusals = 0) OR approved <> (lots > 0)"
        );
        None(
            "a verdict that says otherwise than its rules",
            """
            SELECT v.signal_id FROM verdicts v
            WHERE v.refusals <> (SELECT COUNT(*) FROM verdict_codes c
                                 WHERE (c.segment, c.byte, c.seq) = (v.segment, v.byte, v.seq) AND c.passed = 0)
            """
        );
        None(
            "an approved signal without exactly one entry of its size and direction",
            """
            SELECT v.signal_id FROM verdicts v JOIN signals s ON s.signal_id = v.signal_id
            WHERE v.approved = 1
              AND (SELECT COUNT(*) FROM orders o
                   WHERE o.kind = 'Enter' AND o.signal_id = v.signal_id AND o.lots = v.lots AND o.direction = s.direction) <> 1
            """
        );
        None(
            "an entry of a signal that was not approved",
            """
            SELECT o.order_id FROM orders o
            WHERE o.kind = 'Enter' AND o.signal_id NOT IN (SELECT signal_id FROM verdicts WHERE approved = 1)
            """
        );
        Orders(sierra, facts);
        Executions();
    }

    private void Orders(SierraSide sierra, JournalFacts facts)
    {
        var entered = TradeRows.Numbers(database, "SELECT order_id FROM orders WHERE kind = 'Enter'").Select(id => (ulong)id).ToList();
        Assert.That(entered, Is.EquivalentTo(facts.Entered), "entries of the database and of the journal's bytes");
        var inSierra = sierra.Entries.Select(entry => entry.OrderId).ToHashSet();
        foreach (var id in entered)
        {
            var states = TradeRows.Texts(
                database,
                $"SELECT state FROM order_states WHERE order_id = {(long)id} AND role = 'Entry' ORDER BY segment, byte, seq"
            );
            Assert.That(states, Is.Not.Empty, $"order {id:x}");
            var isRefused = NeverThere.Contains(states[^1]);
            Assert.That(
                isRefused,
                Is.Not.EqualTo(inSierra.Contains(id)),
                $"order {id:x}: Sierra has it or not, and the engine says {states[^1]}"
            );
        }
    }

    private void Executions()
    {
        None(
            "an execution of ours without its order",
            "SELECT order_id FROM fills WHERE order_id <> 0 AND order_id NOT IN (SELECT order_id FROM orders)"
        );
        None(
            "an entry that filled more than was ordered",
            """
            SELECT o.order_id FROM orders o
            WHERE o.kind = 'Enter'
              AND (SELECT COALESCE(SUM(lots), 0) FROM fills f WHERE f.role = 'Entry' AND f.order_id = o.order_id) > o.lots
            """
        );
        var opened = TradeRows.Numbers(database, "SELECT COALESCE(SUM(opened), 0) FROM fills").Single();
        Assert.That(told.Trading.TradesToday, Is.EqualTo(opened), "trades that the engine told");
        Assert.That(Trips, Is.EqualTo(opened), "trades that were opened, and it ends flat");
        var cents = TradeRows.Numbers(database, "SELECT COALESCE(SUM(realized_cents - fees_cents), 0) FROM fills").Single();
        var ofTrips = TradeRows.Numbers(database, "SELECT COALESCE(SUM(profit_cents), 0) FROM round_trips").Single();
        Assert.That(ofTrips, Is.EqualTo(cents), "profit of the trips and of the executions");
        Assert.That(
            TradeRows.Numbers(database, "SELECT COALESCE(SUM(profit_cents), 0) FROM days").Single(),
            Is.EqualTo(cents),
            "profit of the days"
        );
        Assert.That(told.Trading.DayProfitCents, Is.EqualTo(cents), "profit that the engine told");
    }

    private void None(string what, string query) => Assert.That(TradeRows.Numbers(database, query), Is.Empty, what);
}
