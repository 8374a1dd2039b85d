using MiaIa.Engine.Host.Days;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Reports.Tests;
using MiaIa.V1;
using Microsoft.Data.Sqlite;

namespace MiaIa.Engine.Web.Tests.Feed;

/// <summary>A trade date of the database against what SQL says of the same tables.</summary>
public sealed class DayBookTests
{
    private readonly TemporaryFolder _folder = new();
    private string _path = "";
    private DayBook _book = null!;

    [OneTimeSetUp]
    public void MakeTrades()
    {
        _path = _folder.File("trades.db");
        // Wednesday and Thursday, and the Monday of the week behind.
        MadeUpTrades.Write(_path, 40, new(2026, 6, 24), new(2026, 6, 25), new(2026, 6, 29));
        Execute("INSERT INTO readings SELECT segment, byte, seq, 'volume_confirmation', 1, '', 0.1, 0.1 FROM signals");
        Execute("INSERT INTO readings SELECT segment, byte, seq, 'mtf_confluence_score', NULL, 'no trend', 0.1, 0 FROM signals");
        Execute("INSERT INTO readings SELECT segment, byte, seq, 'vwap_trend_signal', byte / 100.0, '', 0.1, -byte / 1000.0 FROM signals");
        _book = new DayBook(_path, new EngineOptions([InstrumentOptions.Es, InstrumentOptions.Mes], "1.0.0"));
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void The_newest_date_comes_first_and_every_date_can_be_asked_for()
    {
        var newest = _book.Look("");
        Assert.That((newest.Fault, newest.TradeDate), Is.EqualTo(("", "2026-06-29")));
        Assert.That(string.Join(' ', newest.Date), Is.EqualTo("2026-06-29 2026-06-25 2026-06-24"));
        Assert.That(_book.Look("2026-06-24").Trips, Is.EqualTo(40));
        Assert.That(_book.Look("2026-06-26").Trips, Is.Zero);
    }

    [Test]
    public void Trips_and_signals_are_the_rows_newest_first()
    {
        var view = _book.Look("2026-06-25");
        var ids = Numbers("SELECT signal_id FROM round_trips WHERE trade_date = '2026-06-25' ORDER BY segment DESC, byte DESC");
        Assert.That(view.Trip.Select(trip => (long)trip.SignalId), Is.EqualTo(ids));
        Assert.That(view.Signals, Is.EqualTo(40));
        foreach (var trip in view.Trip)
        {
            var row = $"FROM round_trips WHERE signal_id = {trip.SignalId}";
            Assert.That(trip.ProfitCents, Is.EqualTo(Numbers($"SELECT profit_cents {row}").Single()));
            Assert.That(trip.MaeTicks, Is.EqualTo(Numbers($"SELECT CAST(mae_ticks AS INTEGER) {row}").Single()));
            Assert.That(trip.HasSlippageCents, Is.EqualTo(Numbers($"SELECT slippage_cents IS NOT NULL {row}").Single() == 1));
            Assert.That(trip.TickSizePoints, Is.EqualTo(0.25));
        }

        foreach (var signal in view.Signal)
        {
            Assert.That(
                signal.GhostCents,
                Is.EqualTo(Numbers($"SELECT profit_cents_1 FROM ghosts WHERE signal_id = {signal.SignalId}").Single())
            );
            Assert.That(
                signal.Refused.Count,
                Is.EqualTo(Numbers($"SELECT refusals FROM verdicts WHERE signal_id = {signal.SignalId}").Single())
            );
        }
    }

    [Test]
    public void An_approved_signal_that_the_study_refused_says_so()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("refused.db");
        MadeUpTrades.Write(path, 3, new DateOnly(2026, 6, 24));
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                INSERT INTO orders SELECT segment, byte, 10, instrument, mode, label, 'Enter', 102, signal_id, direction, 1, 20000, NULL, 8, 16, '',
                    born_ns FROM signals WHERE signal_id = 2;
                INSERT INTO order_states SELECT segment, byte, 11, instrument, mode, label, 102, 0, 'Entry', direction, 'Refused', 1, 0, NULL, 'drift',
                    born_ns FROM signals WHERE signal_id = 2;
                """;
            command.ExecuteNonQuery();
        }

        var view = new DayBook(path, new EngineOptions([InstrumentOptions.Es, InstrumentOptions.Mes], "1.0.0")).Look("");
        Assert.That(view.Signal.Single(signal => signal.SignalId == 2).StudyRefused, Is.EqualTo("drift"));
        Assert.That(view.Signal.Where(signal => signal.SignalId != 2).Select(signal => signal.StudyRefused), Is.All.Empty);
    }

    [Test]
    public void Days_weeks_and_months_add_up_to_the_same_money()
    {
        var view = _book.Look("");
        foreach (var book in view.Booked.Select(line => line.Book).Distinct())
        {
            var cents = Numbers(
                    $"SELECT SUM(realized_cents - fees_cents) FROM fills WHERE mode || CASE label WHEN '' THEN '' ELSE ' ' || label END = '{book}'"
                )
                .Single();
            foreach (var period in new[] { BookedPeriod.Day, BookedPeriod.Week, BookedPeriod.Month })
            {
                var lines = view.Booked.Where(line => line.Book == book && line.Period == period);
                Assert.That(lines.Sum(line => line.ProfitCents), Is.EqualTo(cents));
            }
        }

        var weeks = view.Booked.Where(line => line.Period == BookedPeriod.Week && line.Book == "dry-run").Select(line => line.From);
        Assert.That(string.Join(' ', weeks), Is.EqualTo("2026-06-29 2026-06-24"));
    }

    [Test]
    public void A_feature_that_says_one_thing_or_nothing_is_named()
    {
        var lives = _book.Look("2026-06-24").Feature.ToDictionary(line => line.Feature, line => line.Life);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lives, Has.Count.EqualTo(10));
            Assert.That(lives["volume_confirmation"], Is.EqualTo(FeatureLife.Constant));
            Assert.That(lives["mtf_confluence_score"], Is.EqualTo(FeatureLife.NeverReady));
            Assert.That(lives["vwap_trend_signal"], Is.EqualTo(FeatureLife.Alive));
            Assert.That(lives["gamma_levels_proximity"], Is.EqualTo(FeatureLife.TooFew));
        }
    }

    [Test]
    public void What_was_answered_stands_until_the_database_goes_on()
    {
        var first = _book.Look("2026-06-24");
        Assert.That(_book.Look("2026-06-24"), Is.SameAs(first));
        Execute("UPDATE position SET byte = byte + 1");
        Assert.That(_book.Look("2026-06-24"), Is.Not.SameAs(first).And.EqualTo(first));
    }

    [TestCase("24.06.2026", "yyyy-MM-dd")]
    [TestCase("2026-06-24' OR 1", "yyyy-MM-dd")]
    [TestCase("2026-06-19", "is no trade date")]
    [TestCase("1999-06-18", "covers")]
    public void What_is_no_trade_date_is_refused_in_words(string asked, string said) =>
        Assert.That(_book.Look(asked).Fault, Does.Contain(said));

    [Test]
    public void Without_a_database_that_is_said()
    {
        var options = new EngineOptions([InstrumentOptions.Es], "1.0.0");
        Assert.That(new DayBook(null, options).Look("").Fault, Does.Contain("Projection:Path"));
        Assert.That(new DayBook(_folder.File("none.db"), options).Look("").Fault, Does.Contain("no database"));
        File.WriteAllText(_folder.File("other.db"), "this is no database, and long enough to be looked at as one");
        Assert.That(new DayBook(_folder.File("other.db"), options).Look("").Fault, Is.Not.Empty);
    }

    private void Execute(string text)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private List<long> Numbers(string query)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var numbers = new List<long>();
        while (reader.Read())
            numbers.Add(reader.GetInt64(0));
        return numbers;
    }
}
