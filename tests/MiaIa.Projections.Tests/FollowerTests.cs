using MiaIa.Engine.Paper;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Replay.Tests;
using Microsoft.Data.Sqlite;

namespace MiaIa.Projections.Tests;

public sealed class FollowerTests
{
    private TemporaryFolder _folder = null!;
    private string _journal = "";
    private string _path = "";

    [SetUp]
    public void MakeFolders()
    {
        _folder = new();
        _journal = Directory.CreateDirectory(_folder.File("journal")).FullName;
        _path = _folder.File("trades.db");
    }

    [TearDown]
    public void RemoveFolders() => _folder.Dispose();

    [Test]
    public void Every_decision_is_a_row_and_money_is_the_ledgers_to_the_cent()
    {
        TradedMornings.Write(_journal, events: 40_000);
        var tally = new TradedMornings.Tally();
        var state = TradedMornings.Replay(_journal, tally).Single();
        Assert.That(tally.Trips, Has.Count.GreaterThan(2), "the morning has no trades to speak of");
        Assert.That((tally.Approved, tally.Refused), Is.EqualTo((tally.Approved, tally.Births - tally.Approved)));
        Assert.That(tally.Refused, Is.GreaterThan(2));

        var path = Database.Rebuilt(_journal, _folder);
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
        TradedMornings.Write(_journal, events: 40_000);
        var path = Database.Rebuilt(_journal, _folder);
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

    [Test]
    public void Prices_of_the_gates_are_the_ghost_books()
    {
        TradedMornings.Write(_journal, events: 40_000);
        var state = TradedMornings.Replay(_journal, new TradedMornings.Tally()).Single();
        var ghosts = state.Instruments[0].Core.Trading.Ghosts;
        var path = Database.Rebuilt(_journal, _folder);
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
    public void The_rows_are_the_same_after_a_kill_between_any_two_transactions()
    {
        TradedMornings.Write(_journal, events: 14_000);
        TradedMornings.Write(_journal, seed: 4, events: 14_000, number: 2, days: 1, chainFirst: 2, firstSignalId: 1_000);
        var expected = Expected();
        const int RecordsATime = 800;
        var transactions = 0;
        for (var killAfter = 1; ; killAfter++)
        {
            File.Delete(_path);
            var done = 0;
            using (var killed = JournalFollower.Open(_journal, TradedMornings.Options, _path))
            {
                while (done < killAfter && killed.Advance(RecordsATime) > 0)
                    done++;
            }

            using (var second = JournalFollower.Open(_journal, TradedMornings.Options, _path))
            {
                while (second.Advance(RecordsATime) > 0)
                    continue;
            }

            Assert.That(Database.Dump(_path), Is.EqualTo(expected), $"killed after transaction {killAfter}");
            if (done < killAfter)
                break;
            transactions = done;
        }

        Assert.That(transactions, Is.GreaterThan(10));
    }

    [Test]
    public void A_journal_that_grows_by_any_number_of_bytes_gives_the_rows_of_a_rebuild()
    {
        var whole = Directory.CreateDirectory(_folder.File("whole")).FullName;
        TradedMornings.Write(whole, events: 14_000);
        TradedMornings.Write(whole, seed: 5, events: 14_000, number: 2);
        TradedMornings.Write(whole, seed: 4, events: 14_000, number: 3, days: 1, chainFirst: 3, firstSignalId: 1_000);
        var random = new Random(1);
        using var follower = JournalFollower.Open(_journal, TradedMornings.Options, _path);
        Assert.That(follower.Advance(100), Is.Zero, "there is no segment yet");
        var torn = 0;
        foreach (var path in Directory.GetFiles(whole).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(path);
            using var growing = new FileStream(
                Path.Combine(_journal, Path.GetFileName(path)),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.ReadWrite
            );
            for (var written = 0; written < bytes.Length; )
            {
                var more = Math.Min(random.Next(1, 60_000), bytes.Length - written);
                growing.Write(bytes, written, more);
                growing.Flush();
                written += more;
                while (follower.Advance(200) > 0)
                    continue;
                torn += follower.Position.Offset < written ? 1 : 0;
            }
        }

        Assert.That(torn, Is.GreaterThan(10), "no record was ever seen in part");
        Assert.That(Database.Dump(_path), Is.EqualTo(Expected(whole)));
    }

    [Test]
    public void Two_days_have_two_chains_and_two_rows_and_signals_of_their_own()
    {
        TradedMornings.Write(_journal, events: 40_000);
        TradedMornings.Write(_journal, seed: 4, events: 40_000, number: 2, days: 1, chainFirst: 2, firstSignalId: 1_000);
        var states = TradedMornings.Replay(_journal, new TradedMornings.Tally());
        var path = Database.Rebuilt(_journal, _folder);
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
    public void A_replay_that_decided_otherwise_is_noted_with_its_place()
    {
        TradedMornings.Write(_journal, events: 2_000, end: 12345);
        var path = Database.Rebuilt(_journal, _folder);
        Assert.That(Database.Rows(path, "SELECT text FROM notes").Single()[0], Does.Contain("0000000000003039"));
    }

    [Test]
    public void A_locked_database_is_tried_again_and_nothing_is_lost_or_doubled()
    {
        TradedMornings.Write(_journal, events: 12_000);
        var expected = Expected();
        using var follower = JournalFollower.Open(_journal, TradedMornings.Options, _path);
        Assert.That(follower.Advance(300), Is.EqualTo(300));
        var before = follower.Position;
        using (var other = Database.Open(_path))
        {
            using var transaction = other.BeginTransaction();
            for (var i = 0; i < 2; i++)
                Assert.That(() => follower.Advance(300), Throws.TypeOf<SqliteException>().With.Message.Contains("locked"));
            Assert.That(follower.Position, Is.EqualTo(before));
        }

        while (follower.Advance(300) > 0)
            continue;
        Assert.That(Database.Dump(_path), Is.EqualTo(expected));
    }

    [Test]
    public void A_full_disk_is_tried_again_and_nothing_is_lost_or_doubled()
    {
        TradedMornings.Write(_journal, events: 12_000);
        var expected = Expected();
        using var follower = JournalFollower.Open(_journal, TradedMornings.Options, _path);
        follower.Advance(10);
        // Of this connection alone, so that the one that follows the fault has a disk with room.
        follower.Store.Execute($"PRAGMA max_page_count = {Database.Number(_path, "PRAGMA page_count")}");
        var faults = 0;
        while (true)
        {
            try
            {
                if (follower.Advance(300) == 0)
                    break;
            }
            catch (SqliteException full)
            {
                Assert.That(full.Message, Does.Contain("full"));
                faults++;
            }
        }

        Assert.That(faults, Is.EqualTo(1));
        Assert.That(Database.Dump(_path), Is.EqualTo(expected));
    }

    [Test]
    public void Rows_of_what_a_power_cut_took_from_the_journal_are_removed()
    {
        var segment = TradedMornings.Write(_journal, events: 20_000);
        using (var follower = JournalFollower.Open(_journal, TradedMornings.Options, _path))
        {
            while (follower.Advance(300) > 0)
                continue;
        }

        var rows = Count(_path, "signals");
        using (var cut = new FileStream(segment, FileMode.Open))
            cut.SetLength(cut.Length * 3 / 4);
        TradedMornings.Write(_journal, seed: 9, events: 3_000, number: 2);
        // The start of an engine cuts what is torn before it begins the next segment.
        using (var reader = SegmentReader.Open(segment))
        {
            while (reader.TryRead(out _))
                continue;
            using var cut = new FileStream(segment, FileMode.Open);
            cut.SetLength(reader.SoundBytes);
        }

        var said = new List<string>();
        using (var follower = JournalFollower.Open(_journal, TradedMornings.Options, _path))
        {
            follower.Said += said.Add;
            while (follower.Advance(300) > 0)
                continue;
        }

        Assert.That(said, Has.Exactly(1).Contains("are removed"));
        Assert.That(Database.Dump(_path), Is.EqualTo(Database.Dump(Database.Rebuilt(_journal, _folder))));
        Assert.That(Count(_path, "signals WHERE segment = 1"), Is.InRange(1, rows - 1));
    }

    /// <summary>The rows of a rebuild, among which are trades.</summary>
    private string Expected(string? journal = null)
    {
        var path = Database.Rebuilt(journal ?? _journal, _folder);
        Assert.That(Count(path, "round_trips"), Is.GreaterThan(1), "there are no trades to compare");
        Assert.That(Count(path, "ghosts"), Is.GreaterThan(1), "there are no ghosts to compare");
        return Database.Dump(path);
    }

    private static long Count(string path, string table) => Database.Number(path, $"SELECT COUNT(*) FROM {table}");
}
