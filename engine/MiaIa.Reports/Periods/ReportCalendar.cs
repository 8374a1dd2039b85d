using System.Globalization;
using MiaIa.Engine.Market;
using NodaTime;

namespace MiaIa.Reports.Periods;

/// <summary>Periods by the exchange's trade dates, and which of them are over.</summary>
public sealed class ReportCalendar
{
    // A holiday's session may be booked a few days on, and a weekend lies between.
    private const int DaysBackMax = 14;

    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private readonly SessionCalendar _calendar;

    /// <summary>Reads days out of an exchange's calendar.</summary>
    public ReportCalendar(SessionCalendar calendar) => _calendar = calendar;

    /// <summary>The period of a kind that a date lies in.</summary>
    /// <exception cref="ReportException">The date is no trade date, or none of the period is, or the calendar does not know it.</exception>
    public ReportPeriod Of(ReportKind kind, DateOnly date)
    {
        var (from, to) = kind switch
        {
            ReportKind.Day => (date, date),
            ReportKind.Month => (new DateOnly(date.Year, date.Month, 1), new DateOnly(date.Year, date.Month, 1).AddMonths(1).AddDays(-1)),
            _ => (MondayOf(date), MondayOf(date).AddDays(4)),
        };
        var dates = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(IsTradeDate).ToArray();
        if (dates.Length == 0)
        {
            throw new ReportException(
                kind == ReportKind.Day
                    ? $"{Text(date)} is no trade date; the next one is {Text(_calendar.TradeDateOf(date))}"
                    : $"there is no trade date from {Text(from)} to {Text(to)}"
            );
        }

        var before = dates[0].AddDays(-1);
        while (!IsTradeDate(before))
            before = before.AddDays(-1);
        var sessions = Enumerable
            .Range(1, dates[^1].DayNumber - before.DayNumber)
            .Select(days => SessionOf(before.AddDays(days)))
            .OfType<TradingSession>()
            .ToArray();
        return new ReportPeriod(kind, dates, sessions, At(before).NextOpensAt, At(dates[^1]).NextOpensAt);
    }

    /// <summary>The newest trade date whose session has closed by a moment.</summary>
    /// <exception cref="ReportException">The calendar does not know the moment.</exception>
    public DateOnly NewestClosed(UnixNanos now) => Newest(now, session => session.ClosesAt.Value);

    /// <summary>The newest trade date on which it was 18:00 New York a margin ago, also on days with an early close.</summary>
    /// <exception cref="ReportException">The calendar does not know the moment.</exception>
    public DateOnly NewestOver(UnixNanos now, TimeSpan margin) =>
        Newest(now, session => session.OpensAt.Value + (24 * 60 * UnixNanos.PerMinute) + (long)margin.TotalNanoseconds);

    /// <summary>The trade date that is under way at a moment, or the next one.</summary>
    public DateOnly Current(UnixNanos now) =>
        _calendar.TryFind(now, out var session, out var error) ? _calendar.TradeDateOf(session.Date) : throw new ReportException(error);

    /// <summary>The days from the Monday behind a period on.</summary>
    public IReadOnlyList<CalendarLine> WeekAfter(ReportPeriod period)
    {
        ArgumentNullException.ThrowIfNull(period);
        var monday = MondayOf(period.Last).AddDays(7);
        return [.. Enumerable.Range(0, 5).Select(days => LineOf(monday.AddDays(days)))];
    }

    internal static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private DateOnly Newest(UnixNanos now, Func<TradingSession, long> endsAt)
    {
        var today = Local(now);
        for (var back = 0; back < DaysBackMax; back++)
        {
            var date = today.AddDays(-back);
            if (IsTradeDate(date) && now.Value >= endsAt(At(date)))
                return date;
        }

        throw new ReportException($"no trade date has closed in the {DaysBackMax} days up to {Text(today)}");
    }

    private CalendarLine LineOf(DateOnly date)
    {
        var weekday = date.DayOfWeek.ToString();
        if (SessionOf(date) is not { } session)
            return new(Text(date), weekday, "no session", false);
        var booked = _calendar.TradeDateOf(date);
        var under = booked == date ? "" : $", booked under {Text(booked)}";
        if (!session.HasRegular)
            return new(Text(date), weekday, $"futures until {Time(session.ClosesAt)}, stock market closed{under}", false);
        var close = Time(session.RegularClosesAt);
        var isPlain = close == "16:00" && under.Length == 0;
        return new(
            Text(date),
            weekday,
            $"{Time(session.RegularOpensAt)} to {close}, futures until {Time(session.ClosesAt)}{under}",
            isPlain
        );
    }

    // The exchange's calendar names the next trade date behind a day that is none.
    private bool IsTradeDate(DateOnly date) => SessionOf(date) is not null && _calendar.TradeDateOf(date) == date;

    private TradingSession? SessionOf(DateOnly date) => At(date) is var session && session.Date == date ? session : null;

    private TradingSession At(DateOnly date)
    {
        var noon = LocalDate.FromDateOnly(date).At(new LocalTime(12, 0)).InZoneLeniently(NewYork).ToInstant();
        return _calendar.TryFind(UnixNanos.Trusted(noon.ToUnixTimeTicks() * 100), out var session, out var error)
            ? session
            : throw new ReportException(error);
    }

    private static DateOnly Local(UnixNanos moment) => Instant.FromUnixTimeTicks(moment.Value / 100).InZone(NewYork).Date.ToDateOnly();

    private static string Time(UnixNanos moment) =>
        Instant.FromUnixTimeTicks(moment.Value / 100).InZone(NewYork).TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
