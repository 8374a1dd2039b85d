using MiaIa.Engine.Paper;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Projections.Rows;

namespace MiaIa.Projections.Tests;

public sealed class FollowerTests : ProjectedJournal
{
    [Test]
    public void Every_decision_is_a_row_and_money_is_the_ledgers_to_the_cent()
    {
        TradedMornings.Write(Journal, events: 40_000);
        var tally = new TradedMornings.Tally();
        var state = TradedMornings.Replay(Journal, tally).Single();
        Assert.That(tally.Trips, Has.Count.GreaterThan(2), "the morning has no trades to speak of");
        Assert.That((tally.Approved, tally.Refused), Is.EqualTo((tally.Approved, tally.Births - tally.Approved)));
        Assert.That(tally.Refused, Is.GreaterThan(2));

        var path = Database.Rebuilt(Journal, Folder);
        Assert.Multiple(() =>
        {
            Assert.That(Count(path, "signals"), Is.EqualTo(tally.Births));
            Assert.That(Count(path, "readings"), Is.EqualTo(10 * tally.Births));
            Assert.That(Count(path, "signal_events"), Is.EqualTo(tally.Events));
            Assert.That(Count(path, "verdicts"), Is.EqualTo(tally.Approved + tally.Refused));
            Assert.That(Count(path, "verdicts WHERE approved = 1"), Is.EqualTo(tally.Approved));
            Assert.That(Count(path, "verdict_codes"), Is.EqualTo(RiskCodes.Count * (tally.Approved + tally.Refused)));
            Assert.That(Count(path, "orders"), Is.EqualTo(tally.Orders));
            Assert.That(Count(path, "ghosts"), Is.EqualTo(tally.Ghosts));
            Assert.That(
                Database
                    .Rows(path, "SELECT fill_key, lots, price_ticks FROM fills")
                    .Select(r => ((string)r[0], (int)(long)r[1], (int)(long)r[2])),
                Is.EqualTo(tally.Fills)
            );
            Assert.That(
                Database
                    .Rows(path, "SELECT signal_id, profit_cents, fees_cents FROM round_trips")
                    .Select(r => ((ulong)(long)r[0], (long)r[1], (long)r[2])),
                Is.EqualTo(tally.Trips)
            );
        });

        var day = Database.Rows(path, "SELECT trade_date, trades, winners, profit_cents, fees_cents, mode, label FROM days").Single();
        Assert.That(
            day,
            Is.EqualTo(
                new object[]
                {
                    "2023-06-29",
                    (long)state.Account.TradesToday,
                    (long)tally.Trips.Count(trip => trip.ProfitCents > 0),
                    state.Account.RealizedCents,
                    state.Account.FeesCents,
                    "dry-run",
                    "",
                }
            )
        );
    }

    [Test]
    public void A_trade_knows_the_score_and_the_ten_readings_of_its_signal()
    {
        TradedMornings.Write(Journal, events: 40_000);
        var path = Database.Rebuilt(Journal, Folder);
        var unlike = Database.Number(
            path,
            """
            SELECT COUNT(*) FROM round_trips t JOIN signals s USING (signal_id)
            WHERE t.score <> s.score OR t.tier <> s.tier OR t.coverage <> s.coverage
               OR t.volume_confirmation IS NOT (SELECT value FROM readings r WHERE (r.segment, r.byte, r.seq) = (s.segment, s.byte, s.seq)
                                                AND r.feature = 'volume_confirmation')
            """
        );
        Assert.That(unlike, Is.Zero);
        Assert.That(Count(path, "round_trips WHERE score IS NULL OR slippage_cents IS NULL"), Is.Zero);
        Assert.That(Count(path, "round_trips WHERE volume_confirmation IS NOT NULL"), Is.GreaterThan(0));
        Assert.That(
            Count(path, "round_trips WHERE mae_ticks < 0 OR mfe_ticks < 0 OR (profit_cents + fees_cents) % 1250 <> 0"),
            Is.Zero,
            "before fees an ES trade is whole ticks"
        );
        Assert.That(Count(path, "order_states WHERE role = 'Stop' AND state = 'Filled'"), Is.GreaterThan(0));
        Assert.That(Count(path, "fills f WHERE role = 'Stop' AND intended_ticks IS NULL"), Is.Zero, "a stop that filled had a price");
    }

    /// <summary>As at the end of a signal whose feeds fell silent.</summary>
    [Test]
    public void A_score_to_which_no_feature_adds_is_no_value()
    {
        var row = SignalRows.Events.Of(new RowPlace(1, 2, 3), new RowOwner("ES", "dry-run", ""), default);
        var values = row.Values.ToDictionary(one => one.Parameter, one => one.Value);
        Assert.That((values["@score"], values["@coverage"]), Is.EqualTo(((object)DBNull.Value, (object)0.0)));

        TradedMornings.Write(Journal, events: 40_000);
        var path = Database.Rebuilt(Journal, Folder);
        Assert.That(Database.Number(path, "SELECT \"notnull\" FROM pragma_table_info('signal_events') WHERE name = 'score'"), Is.Zero);
        Assert.That(Count(path, "signal_events WHERE (score IS NOT NULL) <> (coverage > 0)"), Is.Zero);
        Assert.That(Count(path, "signal_events WHERE score IS NOT NULL"), Is.GreaterThan(0));
    }

    [Test]
    public void Refusals_of_the_report_are_the_meters_of_the_core()
    {
        TradedMornings.Write(Journal, events: 40_000);
        var meter = TradedMornings.Replay(Journal, new TradedMornings.Tally()).Single().Instruments[0].Core.Trading.Meter;
        var path = Database.Rebuilt(Journal, Folder);
        using var report = ProjectionReport.Open(path);
        var lines = report.Refusals().ToDictionary(line => line.Name);
        foreach (var index in Enumerable.Range(GateNames.Count, RiskCodes.Count))
            Assert.That(lines[meter[index].Name], Is.EqualTo(meter[index]));

        Assert.That(lines, Has.Count.EqualTo(RiskCodes.Count));
        Assert.That(lines.Values, Has.Some.Matches<GateCount>(line => line.Refused > 0), "no rule has refused");
        Assert.That(lines.Values, Has.Some.Matches<GateCount>(line => line.Standing == GateStanding.Inert), "no rule is named");
    }

    [Test]
    public void Prices_of_the_gates_are_the_ghost_books()
    {
        TradedMornings.Write(Journal, events: 40_000);
        var state = TradedMornings.Replay(Journal, new TradedMornings.Tally()).Single();
        var ghosts = state.Instruments[0].Core.Trading.Ghosts;
        var path = Database.Rebuilt(Journal, Folder);
        var priced = 0;
        for (var code = 0; code < RiskCodes.Count; code++)
        {
            foreach (var rule in new[] { LimitRule.Through, LimitRule.Queue })
            {
                var price = ghosts.Price((RiskCode)code, rule);
                var alone = ghosts.Price((RiskCode)code, rule, isAlone: true);
                var row = Database
                    .Rows(
                        path,
                        $"""
                        SELECT n, n_alone, winners, ticks, profit_cents_0, profit_cents_1, profit_cents_2, profit_cents_1_alone FROM gate_prices
                        WHERE code = '{RiskCodes.NameOf((RiskCode)code)}' AND rule = '{rule}'
                        """
                    )
                    .SingleOrDefault();
                long[] expected =
                [
                    price.Count,
                    alone.Count,
                    price.Winners,
                    price.LotTicks,
                    price.Profit.Zero,
                    price.Profit.One,
                    price.Profit.Two,
                    alone.Profit.One,
                ];
                Assert.That(row?.Cast<long>() ?? new long[8], Is.EqualTo(expected), $"{(RiskCode)code} {rule}");
                priced += price.Count > 0 ? 1 : 0;
            }
        }

        Assert.That(priced, Is.GreaterThan(2), "no gate has a price to compare");
    }

    [Test]
    public void Two_days_have_two_chains_and_two_rows_and_signals_of_their_own()
    {
        TradedMornings.Write(Journal, events: 40_000);
        TradedMornings.Write(Journal, seed: 4, events: 40_000, number: 2, days: 1, chainFirst: 2, firstSignalId: 1_000);
        var states = TradedMornings.Replay(Journal, new TradedMornings.Tally());
        var path = Database.Rebuilt(Journal, Folder);
        Assert.That(
            Database.Rows(path, "SELECT trade_date, profit_cents, fees_cents FROM days ORDER BY trade_date"),
            Is.EqualTo(
                new[]
                {
                    new object[] { "2023-06-29", states[0].Account.RealizedCents, states[0].Account.FeesCents },
                    ["2023-06-30", states[1].Account.RealizedCents, states[1].Account.FeesCents],
                }
            )
        );
        Assert.That(Database.Number(path, "SELECT MIN(signal_id) FROM signals WHERE segment = 2"), Is.EqualTo(1_000));
        Assert.That(Count(path, "segments"), Is.EqualTo(2));
    }

    [Test]
    public void A_position_that_is_carried_over_ends_as_a_trade_of_the_signal_that_opened_it()
    {
        var segment = TradedMornings.Write(Journal, events: 20_000);
        var open = new OpenPositions();
        var day = new EngineState(TradedMornings.Options, 1, new TradedMornings.Tally());
        open.State = day;
        JournalReplay.Run([segment], day, open);
        using (var cut = new FileStream(segment, FileMode.Open))
            cut.SetLength(open.NewestByte);
        var evening = TradedMornings.Replay(Journal, new TradedMornings.Tally()).Single();
        Assert.That(evening.Account.LotsOf(0), Is.Not.Zero);
        var carry = CarryRecord.ToBytes(evening.Save());
        var first = evening.NewestSignalId + 1;
        TradedMornings.Write(Journal, seed: 4, events: 20_000, number: 2, days: 1, chainFirst: 2, firstSignalId: first, carry: carry);
        var morning = TradedMornings.Replay(Journal, new TradedMornings.Tally())[^1];

        var path = Database.Rebuilt(Journal, Folder);
        var trade = Database
            .Rows(path, "SELECT signal_id, trade_date, score FROM round_trips WHERE segment = 2 ORDER BY byte, seq LIMIT 1")
            .Single();
        Assert.That(((ulong)(long)trade[0], trade[1]), Is.EqualTo((evening.NewestSignalId, (object)"2023-06-30")));
        Assert.That(trade[2], Is.EqualTo(Database.Rows(path, $"SELECT score FROM signals WHERE signal_id = {trade[0]}").Single()[0]));
        Assert.That(
            Database.Rows(path, "SELECT trade_date, profit_cents, fees_cents, trades FROM days ORDER BY trade_date"),
            Is.EqualTo(
                new[]
                {
                    new object[]
                    {
                        "2023-06-29",
                        evening.Account.RealizedCents,
                        evening.Account.FeesCents,
                        (long)evening.Account.TradesToday,
                    },
                    ["2023-06-30", morning.Account.RealizedCents, morning.Account.FeesCents, (long)morning.Account.TradesToday],
                }
            )
        );
        Assert.That(
            Count(
                path,
                "order_states s WHERE segment = 2 AND state = 'Working' AND EXISTS (SELECT 1 FROM orders o WHERE o.segment = 1 AND o.order_id = s.order_id)"
            ),
            Is.Zero,
            "what is carried is no news"
        );
    }

    [Test]
    public void A_replay_that_decided_otherwise_is_noted_with_its_place()
    {
        TradedMornings.Write(Journal, events: 2_000, end: 12345);
        var path = Database.Rebuilt(Journal, Folder);
        Assert.That(Database.Rows(path, "SELECT text FROM notes").Single()[0], Does.Contain("0000000000003039"));
    }

    /// <summary>Where in a segment a position was open last.</summary>
    private sealed class OpenPositions : IReplayObserver
    {
        internal EngineState? State { get; set; }

        internal long NewestByte { get; private set; }

        public void Took(InstrumentEngine? instrument, long bytes)
        {
            if (State!.Account.LotsOf(0) != 0)
                NewestByte = bytes;
        }
    }
}
