using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace MiaIa.Engine.Market;

/// <summary>
/// Trading days of the CME equity index futures from America/New_York rules and a file of exceptions, never a fixed offset.
/// A day D trades from 18:00 of the day before to 17:00, with the stock market's regular session from 09:30 to 16:00.
/// </summary>
public sealed class SessionCalendar
{
    private const string Resource = "cme-equity-index-calendar.txt";
    private static readonly LocalTime GlobexOpen = new(18, 0);
    private static readonly LocalTime RegularOpen = new(9, 30);

    private readonly DateTimeZone _newYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private readonly Dictionary<LocalDate, CalendarDay> _exceptions = [];
    private int _firstYear;
    private int _lastYear;
    private LocalDate _lastListed;

    private SessionCalendar(TextReader lines)
    {
        var number = 0;
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0 && line[0] != '#')
                Apply(line, number);
        }

        if (_firstYear == 0)
            throw new CalendarException("the calendar has no line 'covers FIRST LAST'");
    }

    /// <summary>The calendar that ships with the core; its sources stand in the file.</summary>
    public static SessionCalendar Cme()
    {
        using var stream =
            typeof(SessionCalendar).Assembly.GetManifestResourceStream(Resource)
            ?? throw new CalendarException($"the resource {Resource} is missing");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    /// <summary>Reads a calendar; the format stands at the top of the shipped file.</summary>
    /// <exception cref="CalendarException">A line cannot be read.</exception>
    public static SessionCalendar Read(TextReader lines) => new(lines);

    /// <summary>
    /// The trading day that a moment belongs to: the last one that has opened by then, also after its close. False with a
    /// clear text when its year, or that of the next open, is outside the calendar.
    /// </summary>
    public bool TryFind(UnixNanos moment, out TradingSession session, [NotNullWhen(false)] out string? error)
    {
        session = default;
        var local = Instant.FromUnixTimeTicks(moment.Value / 100).InZone(_newYork).LocalDateTime;
        var date = local.TimeOfDay >= GlobexOpen ? local.Date.PlusDays(1) : local.Date;
        var asked = date;
        while (Covers(date) && Day(date).IsClosed)
            date = date.PlusDays(-1);
        var next = asked.PlusDays(1);
        while (Knows(next) && Day(next).IsClosed)
            next = next.PlusDays(1);
        if (!Covers(asked) || !Covers(date) || !Knows(next))
        {
            error = string.Create(
                CultureInfo.InvariantCulture,
                $"the CME calendar covers {_firstYear} to {_lastYear}; the trading day of {asked:yyyy-MM-dd} or one beside it is outside"
            );
            return false;
        }

        var day = Day(date);
        error = null;
        session = new TradingSession(
            date.ToDateOnly(),
            At(date.PlusDays(-1), GlobexOpen),
            At(date, day.ClosesAt),
            day.RegularClosesAt is null ? default : At(date, RegularOpen),
            day.RegularClosesAt is { } close ? At(date, close) : default,
            At(next.PlusDays(-1), GlobexOpen)
        );
        return true;
    }

    /// <summary>
    /// When the stock market closes on a date, New York time: 16:00, on half-days 13:00, null on a day without a regular session. Beyond its
    /// years the calendar knows weekends only.
    /// </summary>
    public LocalTime? RegularCloseOf(LocalDate date) => Day(date).RegularClosesAt;

    /// <summary>
    /// The exchange's trade date of a trading day: the day itself, or the next day with a regular session where the exchange books a holiday's
    /// session under it. The session of 2026-06-19 belongs to 2026-06-22. Beyond its years the calendar knows weekends only.
    /// </summary>
    public DateOnly TradeDateOf(DateOnly sessionDate)
    {
        var date = LocalDate.FromDateOnly(sessionDate);
        while (!Day(date).HasTradeDate)
            date = date.PlusDays(1);
        return date.ToDateOnly();
    }

    private bool Covers(LocalDate date) => date.Year >= _firstYear && date.Year <= _lastYear;

    // The last week of the last year opens again in the next one, whose first holiday stands in the file too.
    private bool Knows(LocalDate date) => Covers(date) || (date.Year > _lastYear && date <= _lastListed.PlusDays(1));

    private CalendarDay Day(LocalDate date) =>
        date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
            ? CalendarDay.Closed
            : _exceptions.GetValueOrDefault(date, CalendarDay.Plain);

    private UnixNanos At(LocalDate date, LocalTime time) =>
        UnixNanos.Trusted(date.At(time).InZoneLeniently(_newYork).ToInstant().ToUnixTimeTicks() * 100);

    private void Apply(string line, int number)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["covers", var first, var last])
        {
            _firstYear = int.Parse(first, CultureInfo.InvariantCulture);
            _lastYear = int.Parse(last, CultureInfo.InvariantCulture);
            return;
        }

        var day = words switch
        {
            [_, "closed", ..] => CalendarDay.Closed,
            [_, "holiday", var time, ..] when TryTime(time, out var at) => CalendarDay.Holiday(at),
            [_, "short", var time, ..] when TryTime(time, out var at) => CalendarDay.Short(at),
            [_, "half", var time, ..] when TryTime(time, out var at) => CalendarDay.Half(at),
            _ => throw new CalendarException(
                $"calendar line {number} is not 'DATE closed', 'DATE holiday TIME', 'DATE short TIME' or 'DATE half TIME': {line}"
            ),
        };
        if (!DateOnly.TryParseExact(words[0], "yyyy-MM-dd", out var date) || !_exceptions.TryAdd(LocalDate.FromDateOnly(date), day))
            throw new CalendarException($"calendar line {number} has no date of its own: {line}");
        _lastListed = LocalDate.Max(_lastListed, LocalDate.FromDateOnly(date));
    }

    private static bool TryTime(string text, out LocalTime time)
    {
        var known = TimeOnly.TryParseExact(text, "HH:mm", out var read);
        time = LocalTime.FromTimeOnly(read);
        return known;
    }
}
