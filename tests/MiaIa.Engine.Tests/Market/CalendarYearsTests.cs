using System.Globalization;
using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Tests.Market;

/// <summary>Every weekday of every year against lists that were written from NYSE's own announcements, not from the calendar's file.</summary>
public sealed class CalendarYearsTests
{
    private static readonly SessionCalendar Calendar = SessionCalendar.Cme();

    [TestCase(2022, "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26", "11-25")]
    [TestCase(2023, "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25", "07-03 11-24")]
    [TestCase(2024, "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25", "07-03 11-29 12-24")]
    [TestCase(2025, "01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25", "07-03 11-28 12-24")]
    [TestCase(2026, "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25", "11-27 12-24")]
    [TestCase(2027, "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24", "11-26")]
    [TestCase(2028, "01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25", "07-03 11-24")]
    public void The_stock_market_is_closed_and_closes_early_on_these_days_and_on_no_other(int year, string closed, string half)
    {
        var days = Weekdays(year).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(TextOf(days.Where(day => Calendar.RegularCloseOf(day) is null)), Is.EqualTo(closed));
            Assert.That(TextOf(days.Where(day => Calendar.RegularCloseOf(day) == new LocalTime(13, 0))), Is.EqualTo(half));
        });
    }

    [Test]
    public void Every_moment_of_the_last_year_finds_its_session_and_the_next_open()
    {
        var opens = new SortedSet<long>();
        for (var hour = new DateTime(2028, 1, 3, 15, 0, 0, DateTimeKind.Utc); hour.Year == 2028; hour = hour.AddHours(1))
        {
            // The evening before New Year's Day belongs to a day of 2029, and nothing trades.
            if (hour > new DateTime(2028, 12, 31, 22, 0, 0, DateTimeKind.Utc))
                break;
            Assert.That(Calendar.TryFind(Of(hour), out var session, out var error), error);
            opens.Add(session.OpensAt.Value);
            opens.Add(session.NextOpensAt.Value);
        }

        // 2028 has 260 weekdays. Two of them are no trading day at all, and a holiday's session is one of its own. The next year's first opens on New
        // Year's Day at 18:00.
        Assert.That(opens, Has.Count.EqualTo(Weekdays(2028).Count() - 2 + 1));
        Assert.That(opens.Max, Is.EqualTo(Of(new DateTime(2029, 1, 1, 23, 0, 0, DateTimeKind.Utc)).Value));
    }

    [TestCase(2022)]
    [TestCase(2023)]
    [TestCase(2024)]
    [TestCase(2025)]
    [TestCase(2026)]
    [TestCase(2027)]
    [TestCase(2028)]
    public void Regular_hours_begin_an_hour_earlier_by_UTC_from_the_second_Sunday_of_March_to_the_first_of_November(int year)
    {
        var (begins, ends) = (Sunday(year, 3, 2), Sunday(year, 11, 1));
        Assert.Multiple(() =>
        {
            foreach (var day in Weekdays(year).Where(day => Calendar.RegularCloseOf(day) is not null))
            {
                var noon = new DateTime(day.Year, day.Month, day.Day, 18, 0, 0, DateTimeKind.Utc);
                Assert.That(Calendar.TryFind(Of(noon), out var session, out var error), error);
                var isSummer = noon >= begins && noon < ends;
                var expected = new DateTime(day.Year, day.Month, day.Day, isSummer ? 13 : 14, 30, 0, DateTimeKind.Utc);
                Assert.That(session.RegularOpensAt, Is.EqualTo(Of(expected)), day.ToString());
            }
        });
    }

    private static IEnumerable<LocalDate> Weekdays(int year)
    {
        for (var day = new LocalDate(year, 1, 1); day.Year == year; day = day.PlusDays(1))
        {
            if (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday))
                yield return day;
        }
    }

    private static string TextOf(IEnumerable<LocalDate> days) =>
        string.Join(' ', days.Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture)));

    private static DateTime Sunday(int year, int month, int which)
    {
        var day = new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc);
        while (day.DayOfWeek != DayOfWeek.Sunday)
            day = day.AddDays(1);
        return day.AddDays(7 * (which - 1));
    }

    private static UnixNanos Of(DateTime utc) => UnixNanos.Trusted((utc - DateTime.UnixEpoch).Ticks * 100);
}
