using MiaIa.Engine.Market;

namespace MiaIa.Evidence.Recordings;

/// <summary>The exchange's trading days, by their dates.</summary>
public sealed class TradingDays
{
    private const int DaysLookedBackMax = 400;

    private readonly SessionCalendar _calendar = SessionCalendar.Cme();

    /// <summary>The session of a date: from 18:00 New York of the evening before. Null where the exchange is closed or the calendar ends.</summary>
    public TradingSession? Of(DateOnly date)
    {
        // It is noon in New York, or an hour before.
        var noon = new DateTimeOffset(date.ToDateTime(new TimeOnly(16, 0)), TimeSpan.Zero).ToUnixTimeSeconds();
        return _calendar.TryFind(UnixNanos.Trusted(noon * UnixNanos.PerSecond), out var session, out _) && session.Date == date
            ? session
            : null;
    }

    /// <summary>The session that a moment belongs to, also after its close. Null outside the calendar's years.</summary>
    public TradingSession? At(UnixNanos moment) => _calendar.TryFind(moment, out var session, out _) ? session : null;

    /// <inheritdoc cref="SessionCalendar.TradeDateOf"/>
    public DateOnly TradeDateOf(DateOnly sessionDate) => _calendar.TradeDateOf(sessionDate);

    /// <summary>The session that lies a number of trading days before another; the earliest that the calendar knows where it ends first.</summary>
    /// <param name="date">Of the other.</param>
    /// <param name="days">How many, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The date is no trading day that is known.</exception>
    public TradingSession Before(DateOnly date, int days)
    {
        var found = Of(date) ?? throw new ArgumentOutOfRangeException(nameof(date), date, "is no trading day of the calendar");
        for (var looked = 1; days > 0 && looked < DaysLookedBackMax; looked++)
        {
            if (Of(date.AddDays(-looked)) is not { } earlier)
                continue;
            found = earlier;
            days--;
        }

        return found;
    }
}
