using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Risk;

public sealed class TradingHoursTests
{
    private static readonly TradingHours Hours = new(new RiskOptions());

    [TestCase("2026-06-09 08:59:59", HoursKind.Surveillance)]
    [TestCase("2026-06-09 09:00:00", HoursKind.Watch)]
    [TestCase("2026-06-09 09:29:59", HoursKind.Watch)]
    [TestCase("2026-06-09 09:30:00", HoursKind.Trade)]
    [TestCase("2026-06-09 15:59:59", HoursKind.Trade)]
    [TestCase("2026-06-09 16:00:00", HoursKind.Watch)]
    [TestCase("2026-06-09 16:59:59", HoursKind.Watch)]
    [TestCase("2026-06-09 17:00:00", HoursKind.Closed)]
    [TestCase("2026-06-09 18:00:00", HoursKind.Watch)]
    [TestCase("2026-06-09 19:59:59", HoursKind.Watch)]
    [TestCase("2026-06-09 20:00:00", HoursKind.Surveillance)]
    [TestCase("2026-06-10 00:00:00", HoursKind.Surveillance)]
    [TestCase("2026-06-13 12:00:00", HoursKind.Closed, TestName = "A Saturday")]
    [TestCase("2026-06-14 18:30:00", HoursKind.Watch, TestName = "Sunday evening")]
    public void An_hour_is_for_trading_for_watching_or_neither(string newYork, HoursKind kind)
    {
        var now = NewYork.At(newYork);
        Assert.That(Hours.KindOf(Session(now), now), Is.EqualTo(kind));
    }

    [TestCase("2026-06-09 09:29:59.9", false)]
    [TestCase("2026-06-09 09:30", true)]
    [TestCase("2026-06-09 15:54:59.9", true)]
    [TestCase("2026-06-09 15:55", false)]
    [TestCase("2026-06-09 16:30", false)]
    [TestCase("2026-11-27 12:54:59.9", true, TestName = "Fault_42_A_half_day_before_its_last_minutes")]
    [TestCase("2026-11-27 12:55", false, TestName = "Fault_42_A_half_day_in_its_last_minutes")]
    [TestCase("2026-11-27 13:10", false, TestName = "Fault_42_A_half_day_after_the_stock_market")]
    [TestCase("2026-06-19 11:00", false, TestName = "Fault_42_A_holiday_without_a_regular_session")]
    [TestCase("2026-12-25 11:00", false, TestName = "Fault_42_A_closed_day")]
    [TestCase("2026-06-09 17:30", false, TestName = "Fault_42_The_break_of_the_evening")]
    public void Fault_42_Entries_end_five_minutes_before_a_close(string newYork, bool mayEnter)
    {
        var now = NewYork.At(newYork);
        Assert.That(Hours.MayEnter(Session(now), now), Is.EqualTo(mayEnter));
        Assert.That(
            (new EntryCase() with { Now = now, Chart = FrontAt(now), Trade = FrontAt(now) }).Refusals(),
            Is.EqualTo(mayEnter ? "" : "SESSION")
        );
    }

    [TestCase("2026-06-09 09:29", true)]
    [TestCase("2026-06-09 09:30", false)]
    [TestCase("2026-06-09 15:58:59.9", false)]
    [TestCase("2026-06-09 15:59", true)]
    [TestCase("2026-06-09 17:30", true)]
    [TestCase("2026-06-09 23:00", true)]
    [TestCase("2026-11-27 12:58:59.9", false)]
    [TestCase("2026-11-27 12:59", true)]
    [TestCase("2026-06-19 11:00", true)]
    public void Fault_42_Positions_are_closed_by_the_close(string newYork, bool mustBeFlat)
    {
        var now = NewYork.At(newYork);
        Assert.That(Hours.MustBeFlat(Session(now), now), Is.EqualTo(mustBeFlat));
    }

    [Test]
    public void A_day_that_the_calendar_does_not_know_is_closed_and_closes_nothing()
    {
        var now = NewYork.At("2031-06-09 11:00");
        Assert.That(Hours.KindOf(default, now), Is.EqualTo(HoursKind.Closed));
        Assert.That(Hours.MayEnter(default, now), Is.False);
        Assert.That(Hours.MustBeFlat(default, now), Is.False);
    }

    /// <summary>The weeks in which America's clocks have changed and Europe's have not, and the days of the changes themselves.</summary>
    [TestCase("2026-03-06", 14)]
    [TestCase("2026-03-09", 13)]
    [TestCase("2026-03-27", 13)]
    [TestCase("2026-03-30", 13)]
    [TestCase("2026-10-26", 13)]
    [TestCase("2026-10-30", 13)]
    [TestCase("2026-11-02", 14)]
    public void Fault_43_The_hours_are_New_Yorks_whatever_the_clocks_of_others_do(string day, int utcHour)
    {
        var opens = NewYork.At(day + " 09:30");
        Assert.That(opens.Value / (60 * UnixNanos.PerMinute) % 24, Is.EqualTo(utcHour), "the test's own day");
        Assert.That(Hours.KindOf(Session(opens), opens), Is.EqualTo(HoursKind.Trade));
        Assert.That(Hours.KindOf(Session(opens), opens.Plus(-0.001)), Is.EqualTo(HoursKind.Watch));
        Assert.That(Hours.MayEnter(Session(opens), opens.Plus(6.5 * 3_600 - 301)), Is.True);
        Assert.That(Hours.MayEnter(Session(opens), opens.Plus(6.5 * 3_600 - 300)), Is.False);
    }

    [Test]
    public void Fault_43_Every_quarter_of_an_hour_of_two_years_is_what_New_Yorks_clocks_say()
    {
        var kinds = new int[4];
        for (var now = NewYork.At("2025-06-01 00:00"); now < NewYork.At("2027-06-01 00:00"); now = now.Plus(900))
        {
            var session = Session(now);
            var kind = Hours.KindOf(session, now);
            kinds[(int)kind]++;
            if (kind == HoursKind.Closed)
                continue;
            var clock = NewYork.Clock(now).TimeOfDay.TotalHours;
            var date = DateOnly.FromDateTime(NewYork.Clock(now));
            var close = EntryCase.Calendar.RegularCloseOf(NodaTime.LocalDate.FromDateOnly(date))?.Hour ?? 0;
            var expected =
                clock >= 9.5 && clock < close ? HoursKind.Trade
                : clock is >= 9 and < 20 ? HoursKind.Watch
                : HoursKind.Surveillance;
            Assert.That(kind, Is.EqualTo(expected), $"{NewYork.Clock(now):u}");
        }

        Assert.That(kinds, Has.All.GreaterThan(1_000));
    }

    [Test]
    public void Other_hours_are_a_setting()
    {
        var hours = new TradingHours(
            new RiskOptions
            {
                TradeFrom = new(10, 0),
                TradeTo = new(15, 0),
                NoEntryMinutes = 10,
            }
        );
        var now = NewYork.At("2026-06-09 09:45");
        Assert.That(hours.KindOf(Session(now), now), Is.EqualTo(HoursKind.Watch));
        Assert.That(hours.MayEnter(Session(now), NewYork.At("2026-06-09 14:49:59")), Is.True);
        Assert.That(hours.MayEnter(Session(now), NewYork.At("2026-06-09 14:50")), Is.False);
    }

    private static ContractSymbol FrontAt(UnixNanos now) => new ContractCalendar(EntryCase.Calendar, 8).FrontOf("ES", Session(now).Date);

    private static TradingSession Session(UnixNanos now)
    {
        Assert.That(EntryCase.Calendar.TryFind(now, out var session, out var error), error);
        return session;
    }
}
