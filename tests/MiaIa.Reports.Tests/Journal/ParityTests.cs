using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections;
using MiaIa.Projections.Tests;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Content;
using MiaIa.Reports.Journal;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Tests.Journal;

/// <summary>The day's journal replayed: any decision that differs is an incident.</summary>
public sealed class ParityTests
{
    private const int Events = 20_000;
    private static readonly ReportPeriod Day = new ReportCalendar(SessionCalendar.Cme()).Of(ReportKind.Day, new(2023, 6, 29));

    private TemporaryFolder _folder = null!;
    private string _journal = "";
    private string _database = "";
    private ulong _hash;

    [SetUp]
    public void MakeTheDay()
    {
        _folder = new();
        _journal = Directory.CreateDirectory(_folder.File("journal")).FullName;
        _database = _folder.File("trades.db");
        TradedMornings.Write(_journal, events: Events);
        _hash = TradedMornings.Replay(_journal, new TradedMornings.Tally()).Single().DecisionHash;
        Directory.Delete(_journal, recursive: true);
        Directory.CreateDirectory(_journal);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_day_that_is_decided_again_as_it_was_is_the_same()
    {
        var report = Made(_hash);
        Assert.That(report.Journal.Parity.Incidents, Is.Empty);
        Assert.That((report.Journal.Parity.Verdict, report.Journal.Parity.EndsConfirmed), Is.EqualTo(("same", 1)));
        Assert.That(report.SignalsBorn, Is.GreaterThan(3));
        Assert.That(report.Books.Sum(book => book.All.Trades), Is.GreaterThan(1));
    }

    [Test]
    public void Another_decision_hash_is_an_incident()
    {
        var parity = Made(_hash ^ 1).Journal.Parity;
        Assert.That(parity.Verdict, Is.EqualTo("INCIDENT"));
        Assert.That(parity.Incidents[0], Does.Contain("live decided").And.Contain("the replay"));
    }

    [Test]
    public void A_signal_that_was_recorded_otherwise_is_an_incident_that_names_it()
    {
        Project(_hash);
        Database.Execute(_database, "UPDATE signals SET born_ns = born_ns + 1 WHERE signal_id = (SELECT MAX(signal_id) FROM signals)");
        var parity = Report().Journal.Parity;
        Assert.That(parity.Verdict, Is.EqualTo("INCIDENT"));
        Assert.That(parity.Incidents.Single(), Does.StartWith("signals, number ").And.Contain("the database holds ES signal"));
    }

    [Test]
    public void A_trade_that_is_not_there_is_an_incident()
    {
        Project(_hash);
        Database.Execute(_database, "DELETE FROM round_trips WHERE byte = (SELECT MAX(byte) FROM round_trips)");
        Assert.That(Report().Journal.Parity.Incidents.Single(), Does.Contain("the database holds nothing, the replay decides ES trade"));
    }

    [Test]
    public void What_other_settings_decided_is_compared_by_those()
    {
        Project(_hash);
        var other = TradedMornings.Options with { Account = new() { LossCooldownSeconds = 21 } };
        var parity = Report(other).Journal.Parity;
        Assert.That((parity.Verdict, parity.Incidents.Count), Is.EqualTo(("same", 0)));
    }

    [Test]
    public void A_day_that_has_no_end_yet_says_so()
    {
        var parity = Made(null).Journal.Parity;
        Assert.That((parity.Verdict, parity.EndsConfirmed), Is.EqualTo(("same", 0)));
        Assert.That(parity.Remarks.Single(), Does.Contain("no end record yet"));
    }

    // Set up in the evening of a day, or on a Sunday, whose Globex open belongs to Monday.
    [Test]
    public void A_journal_that_begins_after_regular_hours_measures_neither_parity_nor_uptime_nor_data()
    {
        const long Later = 7 * 3_600 * UnixNanos.PerSecond;
        using (var maker = new JournalMaker(_journal, TradedMornings.Options, MadeUpMorning.StartNanos + Later))
        {
            foreach (var e in MadeUpMorning.Events(3, 200))
                maker.Add(TradedMornings.Moved(e, Later));
        }

        using (var follower = JournalFollower.Open(_journal, TradedMornings.Options, _database))
        {
            while (follower.Advance(1_000_000) > 0)
                continue;
        }

        var report = Report();
        Assert.That((report.SignalsBorn, report.Journal.Instruments.Count), Is.EqualTo((0, 1)));
        Assert.That((report.Journal.Parity.Verdict, report.Journal.Parity.Incidents.Count), Is.EqualTo(("not measured", 0)));
        Assert.That(report.Journal.Parity.Remarks, Has.Some.StartsWith("nothing could be compared"));
        foreach (var name in new[] { "uptime", "data_quality" })
        {
            var kpi = report.Kpis.Single(kpi => kpi.Name == name);
            Assert.That((kpi.Value, kpi.Holds), Is.EqualTo(((double?)null, (bool?)null)), name);
            Assert.That(kpi.Remark, Is.EqualTo("not measured: the journal begins after the period's regular hours"));
        }
    }

    // An engine writes on while the report is made.
    [Test]
    public void A_database_that_is_behind_is_no_incident_and_one_that_is_ahead_is_compared_as_far()
    {
        Project(_hash);
        var whole = new FileInfo(Directory.GetFiles(_journal).Single());
        var position = Database.Number(_database, "SELECT byte FROM position");
        Database.Execute(_database, "UPDATE position SET byte = byte - 1");
        var behind = Report().Journal.Parity;
        Assert.That(
            (behind.Verdict, behind.Remarks.Single()),
            Is.EqualTo(("same", $"the database has not come to byte {position} of segment 1 yet: its rows were not compared"))
        );

        Database.Execute(_database, "UPDATE position SET byte = byte + 1");
        using (var file = new FileStream(whole.FullName, FileMode.Open))
            file.SetLength(whole.Length * 2 / 3);
        var ahead = Report().Journal.Parity;
        Assert.That((ahead.Verdict, ahead.Incidents.Count, ahead.EndsConfirmed), Is.EqualTo(("same", 0, 0)));
    }

    [Test]
    public void A_journal_that_cannot_be_trusted_is_said_and_the_rest_is_reported()
    {
        Project(_hash);
        var path = Directory.GetFiles(_journal).Single();
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        var report = Report();
        Assert.That(report.Journal.Parity.Verdict, Is.EqualTo("not measured"));
        Assert.That(report.Journal.Parity.Remarks.Single(), Does.Contain("checksum"));
        Assert.That(report.Books, Is.Not.Empty);
    }

    // Clock ticks, trades and books of the made-up morning, counted by themselves.
    [Test]
    public void Seconds_and_latency_are_the_naive_ones()
    {
        var report = Made(_hash);
        var events = MadeUpMorning.Events(3, Events).ToArray();
        var seconds = events.Select(e => e.ReceivedAt.Value / UnixNanos.PerSecond).Distinct().LongCount();
        var day = report.Journal;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(day.RegularSeconds, Is.EqualTo(23_400));
            // The attachment is a record of the first second too; a batch is written when the next thing comes, at most one second later.
            Assert.That(day.ReadySeconds, Is.EqualTo(seconds).Within(2));
            Assert.That(day.Instruments.Single().TradeRecords, Is.EqualTo(events.Count(e => e.Kind == MarketEventKind.Trade)));
            Assert.That(day.Instruments.Single().Books, Is.EqualTo(events.Count(e => e.Kind == MarketEventKind.Book)));
            // The made-up study is seen by the engine at the moment at which it looks.
            Assert.That((day.Latency!.MeanMillis, day.Latency.WorstMinuteP99Millis, day.Latency.MinutesOver), Is.EqualTo((0, 0, 0)));
            var uptime = report.Kpis.Single(kpi => kpi.Name == "uptime");
            Assert.That((uptime.Value, uptime.Holds), Is.EqualTo((day.ReadySeconds * 100.0 / 23_400, false)));
            // And it looks at the moment at which a trade is made.
            Assert.That((day.SierraWait!.MeanMillis, day.SierraWait.WorstMinuteP99Millis), Is.EqualTo((0, 0)));
            var quality = report.Kpis.Single(kpi => kpi.Name == "data_quality");
            Assert.That((quality.Value, quality.Holds), Is.EqualTo((day.Instruments.Single().SoundSeconds * 100.0 / 23_400, false)));
            Assert.That(day.Instruments.Single().SoundSeconds, Is.InRange(1, seconds));
        }
    }

    [Test]
    public void The_card_speaks_of_the_limits_and_the_bracket_that_were_in_force()
    {
        var inForce = Made(_hash).Thresholds;
        var other = TradedMornings.Options with
        {
            Instruments =
            [
                .. TradedMornings.Options.Instruments.Select(i =>
                    i with
                    {
                        Signals = i.Signals with { StopTicks = i.Signals.StopTicks + 3 },
                        Confluence = i.Confluence with
                        {
                            Tiers = new TierLimits
                            {
                                Weak = 0.11,
                                Good = 0.22,
                                Strong = 0.33,
                                Premium = 0.44,
                            },
                        },
                    }
                ),
            ],
        };
        var report = Report(other);
        Assert.That(inForce, Is.Not.Empty);
        Assert.That(report.Thresholds, Is.EqualTo(inForce));
        Assert.That(report.Notes, Has.None.Contain("given settings"));
        var (given, note) = JournalDays.SettingsOf("", other, Day, []);
        Assert.That(
            (given, note),
            Is.EqualTo((other, "limits and brackets are those of the given settings: no journal says which were in force"))
        );
    }

    [TestCase(1, true)]
    [TestCase(50, false)]
    public void A_day_that_was_played_faster_than_it_went_measures_neither_uptime_nor_data(int speed, bool isMeasured)
    {
        const long Later = 400 * 86_400 * UnixNanos.PerSecond;
        using (var maker = new JournalMaker(_journal, TradedMornings.Options, MadeUpMorning.StartNanos + Later) { KeepsLocalTime = true })
        {
            foreach (var e in MadeUpMorning.Events(3, Events))
            {
                var at = UnixNanos.Trusted(MadeUpMorning.StartNanos + Later + ((e.ReceivedAt.Value - MadeUpMorning.StartNanos) / speed));
                maker.Add(
                    e.Kind switch
                    {
                        MarketEventKind.Trade => MarketEvent.Trade(e.ObservedAt, at, e.Price, e.Volume, e.Aggressor, e.Group, e.Bid, e.Ask),
                        MarketEventKind.Book => MarketEvent.BookChanged(e.ObservedAt, at, e.Book!),
                        MarketEventKind.Heartbeat => MarketEvent.Heartbeat(e.ObservedAt, at),
                        _ => MarketEvent.Clock(at),
                    }
                );
            }
        }

        using (var follower = JournalFollower.Open(_journal, TradedMornings.Options, _database))
        {
            while (follower.Advance(1_000_000) > 0)
                continue;
        }

        var report = Report();
        foreach (var name in new[] { "uptime", "data_quality" })
        {
            var kpi = report.Kpis.Single(kpi => kpi.Name == name);
            Assert.That(kpi.Value is not null, Is.EqualTo(isMeasured), name);
            if (!isMeasured)
                Assert.That(kpi.Remark, Is.EqualTo("not measured: a session was played faster than it once went"));
        }
    }

    private Report Made(ulong? hash)
    {
        Project(hash);
        return Report();
    }

    private void Project(ulong? hash)
    {
        TradedMornings.Write(_journal, events: Events, end: hash);
        using var follower = JournalFollower.Open(_journal, TradedMornings.Options, _database);
        while (follower.Advance(1_000_000) > 0)
            continue;
    }

    private Report Report(EngineOptions? options = null)
    {
        var request = new ReportRequest(_database, options ?? TradedMornings.Options, Day, Day.EndsAt) { Journal = _journal };
        return ReportMaker.Make(request, CancellationToken.None);
    }
}
