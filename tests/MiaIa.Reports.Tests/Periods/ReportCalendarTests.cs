using MiaIa.Engine.Market;
using MiaIa.Reports.Periods;
using MiaIa.Reports.Schedule;

namespace MiaIa.Reports.Tests.Periods;

public sealed class ReportCalendarTests
{
    private static readonly ReportCalendar Calendar = new(SessionCalendar.Cme());

    [Test]
    public void A_day_is_the_trade_date_between_two_opens()
    {
        var day = Calendar.Of(ReportKind.Day, new(2026, 6, 24));
        Assert.That(day.TradeDates, Is.EqualTo(new DateOnly[] { new(2026, 6, 24) }));
        Assert.That(day.BeginsAt, Is.EqualTo(At(2026, 6, 23, 22)));
        Assert.That(day.EndsAt, Is.EqualTo(At(2026, 6, 24, 22)));
        Assert.That(day.RegularSeconds(day.EndsAt), Is.EqualTo(23_400));
    }

    // docs/risk.md: the session of Juneteenth is booked under Monday, 2026-06-22.
    [Test]
    public void A_holidays_session_belongs_to_the_trade_date_that_it_is_booked_under()
    {
        var monday = Calendar.Of(ReportKind.Day, new(2026, 6, 22));
        Assert.That(monday.Sessions.Select(s => s.Date), Is.EqualTo(new DateOnly[] { new(2026, 6, 19), new(2026, 6, 22) }));
        Assert.That(monday.BeginsAt, Is.EqualTo(At(2026, 6, 18, 22)));
        var refused = Assert.Throws<ReportException>(() => Calendar.Of(ReportKind.Day, new(2026, 6, 19)))!;
        Assert.That(refused.Message, Does.Contain("2026-06-19").And.Contain("2026-06-22"));
    }

    [Test]
    public void A_half_day_wants_fewer_seconds()
    {
        var friday = Calendar.Of(ReportKind.Day, new(2026, 11, 27));
        Assert.That(friday.RegularSeconds(friday.EndsAt), Is.EqualTo(3.5 * 3_600));
    }

    [Test]
    public void What_has_not_been_yet_is_not_wanted_yet()
    {
        var day = Calendar.Of(ReportKind.Day, new(2026, 6, 24));
        Assert.That(day.RegularSeconds(At(2026, 6, 24, 14)), Is.EqualTo(1_800));
        Assert.That(day.RegularSeconds(At(2026, 6, 24, 10)), Is.Zero);
    }

    [Test]
    public void A_week_goes_from_Monday_to_Friday_without_its_holiday()
    {
        foreach (var day in new[] { 23, 25, 27, 29 })
        {
            var week = Calendar.Of(ReportKind.Week, new(2026, 11, day));
            Assert.That(string.Join(' ', week.TradeDates.Select(date => date.Day)), Is.EqualTo("23 24 25 27"), $"asked for {day}");
            Assert.That((week.JsonName, week.HtmlName), Is.EqualTo(("weekly_performance.json", "weekly_2026-11-23.html")));
        }
    }

    [Test]
    public void A_month_holds_all_its_trade_dates_and_one_name()
    {
        var month = Calendar.Of(ReportKind.Month, new(2026, 11, 18));
        Assert.That(month.TradeDates, Has.Count.EqualTo(20));
        Assert.That((month.JsonName, month.HtmlName), Is.EqualTo(("monthly_performance.json", "monthly_2026-11.html")));
    }

    [Test]
    public void The_newest_date_that_has_closed_is_told_to_the_nanosecond()
    {
        var close = At(2026, 6, 24, 21);
        Assert.That(Calendar.NewestClosed(UnixNanos.Trusted(close.Value - 1)), Is.EqualTo(new DateOnly(2026, 6, 23)));
        Assert.That(Calendar.NewestClosed(close), Is.EqualTo(new DateOnly(2026, 6, 24)));
        // The holiday's own session has closed, and its trade date has not.
        Assert.That(Calendar.NewestClosed(At(2026, 6, 19, 23)), Is.EqualTo(new DateOnly(2026, 6, 18)));
    }

    [TestCase("2026-06-24T22:04:59Z", "daily_2026-06-23")]
    [TestCase("2026-06-24T22:05:00Z", "daily_2026-06-24")]
    // Winter, a half-day: the futures closed at 13:15, and the chain ends as on every day.
    [TestCase("2026-11-27T23:04:59Z", "daily_2026-11-25")]
    [TestCase("2026-11-27T23:05:00Z", "daily_2026-11-27 weekly_2026-11-23 weekend_2026-11-23")]
    [TestCase("2026-11-29T20:00:00Z", "daily_2026-11-27 weekly_2026-11-23 weekend_2026-11-23")]
    [TestCase("2026-11-30T23:05:00Z", "daily_2026-11-30 monthly_2026-11")]
    // The clocks went forward on the 8th of March, back on the 1st of November.
    [TestCase("2026-03-09T22:05:00Z", "daily_2026-03-09")]
    [TestCase("2026-11-02T23:05:00Z", "daily_2026-11-02")]
    // Good Friday is closed in 2027: Thursday is the last of its week.
    [TestCase("2027-03-25T22:05:00Z", "daily_2027-03-25 weekly_2027-03-22 weekend_2027-03-22")]
    public void Reports_are_due_at_1805_in_New_York(string moment, string expected)
    {
        var now = UnixNanos.Trusted(DateTimeOffset.Parse(moment, null).ToUnixTimeSeconds() * UnixNanos.PerSecond);
        var due = ReportSchedule.DueAt(now, Calendar).Select(period => period.HtmlName.Replace(".html", "", StringComparison.Ordinal));
        Assert.That(string.Join(' ', due), Is.EqualTo(expected));
    }

    [Test]
    public void The_week_behind_tells_what_is_special()
    {
        var lines = Calendar.WeekAfter(Calendar.Of(ReportKind.Weekend, new(2026, 11, 20)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join(' ', lines.Select(line => line.Date[8..])), Is.EqualTo("23 24 25 26 27"));
            Assert.That(string.Join(' ', lines.Select(line => line.IsPlain)), Is.EqualTo("True True True False False"));
            Assert.That(lines[0].Session, Is.EqualTo("09:30 to 16:00, futures until 17:00"));
            Assert.That(lines[3].Session, Is.EqualTo("futures until 13:00, stock market closed, booked under 2026-11-27"));
            Assert.That(lines[4].Session, Is.EqualTo("09:30 to 13:00, futures until 13:15"));
        }
    }

    [Test]
    public void A_date_outside_the_calendar_is_refused_with_its_years()
    {
        var refused = Assert.Throws<ReportException>(() => Calendar.Of(ReportKind.Day, new(2019, 5, 6)))!;
        Assert.That(refused.Message, Does.Contain("covers"));
    }

    private static UnixNanos At(int year, int month, int day, int hour, int minute = 0) =>
        UnixNanos.Trusted(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero).ToUnixTimeSeconds() * UnixNanos.PerSecond);
}
