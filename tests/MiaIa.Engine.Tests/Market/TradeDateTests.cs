using System.Globalization;
using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Engine.Tests.Market;

public sealed class TradeDateTests
{
    private static readonly SessionCalendar Calendar = SessionCalendar.Cme();

    // Holidays by CME's notices ("for trade date …"), short days by CME Clearing's.
    [TestCase("2026-06-18", "2026-06-18")]
    [TestCase("2026-06-19", "2026-06-22", TestName = "Juneteenth on a Friday belongs to Monday")]
    [TestCase("2026-01-19", "2026-01-20", TestName = "Martin Luther King Jr. Day")]
    [TestCase("2026-07-03", "2026-07-06", TestName = "Independence Day, observed on a Friday")]
    [TestCase("2024-07-04", "2024-07-05", TestName = "Independence Day on a Thursday")]
    [TestCase("2026-11-26", "2026-11-27", TestName = "Thanksgiving belongs to the half-day after it")]
    [TestCase("2025-01-09", "2025-01-09", TestName = "The National Day of Mourning cleared by itself")]
    [TestCase("2026-04-03", "2026-04-03", TestName = "Good Friday with the jobs report")]
    [TestCase("2026-11-27", "2026-11-27", TestName = "A half-day is a trade date")]
    [TestCase("2025-12-25", "2025-12-26", TestName = "A closed day has none")]
    public void A_trading_day_belongs_to_a_trade_date(string session, string tradeDate) =>
        Assert.That(Calendar.TradeDateOf(Day(session)), Is.EqualTo(Day(tradeDate)));

    [Test]
    public void Over_all_years_of_the_calendar_a_day_is_its_own_trade_date_or_the_next_business_days()
    {
        DateOnly[] ownWithoutStocks = [new(2023, 4, 7), new(2025, 1, 9), new(2026, 4, 3)];
        for (var day = new DateOnly(2022, 1, 3); day < new DateOnly(2028, 12, 20); day = day.AddDays(1))
        {
            var hasStocks = Calendar.RegularCloseOf(LocalDate.FromDateOnly(day)) is not null;
            var date = Calendar.TradeDateOf(day);
            if (hasStocks || ownWithoutStocks.Contains(day))
            {
                Assert.That(date, Is.EqualTo(day));
                continue;
            }

            Assert.That(date, Is.GreaterThan(day).And.LessThanOrEqualTo(day.AddDays(4)), $"{day}");
            Assert.That(Calendar.TradeDateOf(day.AddDays(1)), Is.EqualTo(date), $"{day} and the day after it share one");
        }
    }

    [Test]
    public void A_short_day_is_as_long_as_its_line_says_and_has_no_regular_session()
    {
        Assert.That(Calendar.TryFind(Support.NewYork.At("2026-04-03 08:00"), out var session, out var error), error);
        Assert.That(session.ClosesAt, Is.EqualTo(Support.NewYork.At("2026-04-03 09:15")));
        Assert.That(session.HasRegular, Is.False);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
