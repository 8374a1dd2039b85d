using System.Globalization;
using System.IO.Compression;
using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.Engine.Tests.Market;

public sealed class SessionCalendarTests
{
    private static readonly SessionCalendar Calendar = SessionCalendar.Cme();

    // Each row: a moment, and the day's date, Globex open, close, regular open and close ("-" none), next open, all in UTC.
    [TestCase(
        "2023-06-29 15:00",
        "2023-06-29",
        "2023-06-28 22:00",
        "2023-06-29 21:00",
        "2023-06-29 13:30",
        "2023-06-29 20:00",
        "2023-06-29 22:00",
        TestName = "A summer day"
    )]
    [TestCase(
        "2023-06-29 22:00",
        "2023-06-30",
        "2023-06-29 22:00",
        "2023-06-30 21:00",
        "2023-06-30 13:30",
        "2023-06-30 20:00",
        "2023-07-02 22:00",
        TestName = "The evening belongs to the next day, and Friday's next open is on Sunday"
    )]
    [TestCase(
        "2023-07-01 12:00",
        "2023-06-30",
        "2023-06-29 22:00",
        "2023-06-30 21:00",
        "2023-06-30 13:30",
        "2023-06-30 20:00",
        "2023-07-02 22:00",
        TestName = "A Saturday still belongs to Friday"
    )]
    [TestCase(
        "2024-03-08 15:00",
        "2024-03-08",
        "2024-03-07 23:00",
        "2024-03-08 22:00",
        "2024-03-08 14:30",
        "2024-03-08 21:00",
        "2024-03-10 22:00",
        TestName = "Friday before the clocks go forward"
    )]
    [TestCase(
        "2024-03-11 14:00",
        "2024-03-11",
        "2024-03-10 22:00",
        "2024-03-11 21:00",
        "2024-03-11 13:30",
        "2024-03-11 20:00",
        "2024-03-11 22:00",
        TestName = "Monday after the clocks went forward"
    )]
    [TestCase(
        "2023-11-03 15:00",
        "2023-11-03",
        "2023-11-02 22:00",
        "2023-11-03 21:00",
        "2023-11-03 13:30",
        "2023-11-03 20:00",
        "2023-11-05 23:00",
        TestName = "Friday before the clocks go back"
    )]
    [TestCase(
        "2023-11-06 15:00",
        "2023-11-06",
        "2023-11-05 23:00",
        "2023-11-06 22:00",
        "2023-11-06 14:30",
        "2023-11-06 21:00",
        "2023-11-06 23:00",
        TestName = "Monday after the clocks went back"
    )]
    [TestCase(
        "2023-11-24 15:00",
        "2023-11-24",
        "2023-11-23 23:00",
        "2023-11-24 18:15",
        "2023-11-24 14:30",
        "2023-11-24 18:00",
        "2023-11-26 23:00",
        TestName = "The day after Thanksgiving"
    )]
    [TestCase(
        "2024-07-03 15:00",
        "2024-07-03",
        "2024-07-02 22:00",
        "2024-07-03 17:15",
        "2024-07-03 13:30",
        "2024-07-03 17:00",
        "2024-07-03 22:00",
        TestName = "The day before Independence Day"
    )]
    [TestCase(
        "2024-07-04 15:00",
        "2024-07-04",
        "2024-07-03 22:00",
        "2024-07-04 17:00",
        "-",
        "-",
        "2024-07-04 22:00",
        TestName = "Independence Day has no regular session"
    )]
    [TestCase(
        "2023-12-25 15:00",
        "2023-12-22",
        "2023-12-21 23:00",
        "2023-12-22 22:00",
        "2023-12-22 14:30",
        "2023-12-22 21:00",
        "2023-12-25 23:00",
        TestName = "Christmas is no trading day"
    )]
    [TestCase(
        "2023-12-25 23:00",
        "2023-12-26",
        "2023-12-25 23:00",
        "2023-12-26 22:00",
        "2023-12-26 14:30",
        "2023-12-26 21:00",
        "2023-12-26 23:00",
        TestName = "Globex opens again at 18:00 on Christmas Day"
    )]
    [TestCase(
        "2025-01-09 14:00",
        "2025-01-09",
        "2025-01-08 23:00",
        "2025-01-09 14:30",
        "-",
        "-",
        "2025-01-09 23:00",
        TestName = "The National Day of Mourning of 2025"
    )]
    public void Finds_the_trading_day(
        string moment,
        string date,
        string opens,
        string closes,
        string regularOpens,
        string regularCloses,
        string next
    )
    {
        Assert.That(Calendar.TryFind(Utc(moment), out var session, out var error), error);
        Assert.Multiple(() =>
        {
            Assert.That(session.Date, Is.EqualTo(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
            Assert.That(session.OpensAt, Is.EqualTo(Utc(opens)), "opens");
            Assert.That(session.ClosesAt, Is.EqualTo(Utc(closes)), "closes");
            Assert.That(session.RegularOpensAt, Is.EqualTo(Utc(regularOpens)), "regular opens");
            Assert.That(session.RegularClosesAt, Is.EqualTo(Utc(regularCloses)), "regular closes");
            Assert.That(session.NextOpensAt, Is.EqualTo(Utc(next)), "next");
            Assert.That(session.IsOpen(session.OpensAt), Is.True);
            Assert.That(session.IsOpen(session.ClosesAt), Is.False);
        });
    }

    [Test]
    public void One_nanosecond_before_the_open_still_belongs_to_the_day_before()
    {
        var before = UnixNanos.Trusted(Utc("2023-06-29 22:00").Value - 1);
        Assert.That(Calendar.TryFind(before, out var session, out _));
        Assert.That(session.Date, Is.EqualTo(new DateOnly(2023, 6, 29)));
        Assert.That(session.IsOpen(before), Is.False);
    }

    [TestCase("2021-06-01 15:00", "2021-06-01")]
    [TestCase("2029-01-02 15:00", "2029-01-02")]
    [TestCase("2029-01-01 02:00", "2029-01-01")]
    public void Refuses_a_year_outside_its_file_and_names_the_day(string moment, string day)
    {
        Assert.That(Calendar.TryFind(Utc(moment), out _, out var error), Is.False);
        Assert.That(error, Does.Contain("2022 to 2028").And.Contain(day));
    }

    [TestCase("2023-12-25 shut", "line 2")]
    [TestCase("2023-13-25 closed", "line 2")]
    [TestCase("2023-07-03 half 25:15", "line 2")]
    public void Names_a_line_that_it_cannot_read(string line, string named) =>
        Assert.That(
            () => SessionCalendar.Read(new StringReader($"covers 2022 2027\n{line}\n")),
            Throws.TypeOf<CalendarException>().With.Message.Contains(named)
        );

    [Test]
    public void Refuses_a_file_that_does_not_say_which_years_it_covers() =>
        Assert.That(() => SessionCalendar.Read(new StringReader("# empty\n")), Throws.TypeOf<CalendarException>());

    // Sierra's own export, in US Central time: a bar lies inside a trading day, and each day's last bar ends at its close.
    [TestCase("es-5m-bars/ESH23-CME.scid_BarData__5m.txt.gz")]
    [TestCase("es-5m-bars/ESM23-CME.scid_BarData__5m.txt.gz")]
    [TestCase("es-5m-bars/ESU23-CME.scid_BarData__5m.txt.gz")]
    [TestCase("es-5m-bars/ESZ23-CME.scid_BarData__5m.txt.gz")]
    public void Agrees_with_a_quarter_of_recorded_bars(string file)
    {
        var central = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Recorded.File(file)), CompressionMode.Decompress));
        var lastBarOf = new Dictionary<TradingSession, UnixNanos>();
        foreach (var row in BarExport.Read(reader, file))
        {
            var start = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(row.Start, central));
            var at = UnixNanos.Trusted(start.ToUnixTimeMilliseconds() * UnixNanos.PerMilli);
            Assert.That(Calendar.TryFind(at, out var session, out var error), error);
            Assert.That(session.IsOpen(at), $"{row.Start} Central is outside {session}");
            lastBarOf[session] = at;
        }

        // The contract's last day ends at 09:30 New York by settlement, not by the calendar.
        var whole = lastBarOf.OrderBy(pair => pair.Key.OpensAt.Value).SkipLast(1).ToList();
        Assert.That(whole, Has.Count.GreaterThan(55));
        Assert.Multiple(() =>
        {
            foreach (var (session, last) in whole)
                Assert.That(last.Value, Is.EqualTo(session.ClosesAt.Value - (5 * UnixNanos.PerMinute)), $"the last bar of {session.Date}");
        });
    }

    private static UnixNanos Utc(string moment) =>
        moment == "-"
            ? default
            : UnixNanos.Trusted(
                DateTimeOffset
                    .ParseExact(moment, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                    .ToUnixTimeSeconds() * UnixNanos.PerSecond
            );
}
