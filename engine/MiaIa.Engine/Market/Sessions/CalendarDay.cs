using NodaTime;

namespace MiaIa.Engine.Market;

/// <summary>How a day differs from a plain weekday. All times are New York's.</summary>
/// <param name="IsClosed">No trading day: not even the evening before.</param>
/// <param name="ClosesAt">When the futures stop.</param>
/// <param name="RegularClosesAt">When the stock market closes; null when it stays closed.</param>
/// <param name="HasTradeDate">The exchange books its session under its own date, not under the next one.</param>
internal sealed record CalendarDay(bool IsClosed, LocalTime ClosesAt, LocalTime? RegularClosesAt, bool HasTradeDate)
{
    internal static CalendarDay Plain { get; } = new(false, new LocalTime(17, 0), new LocalTime(16, 0), true);

    internal static CalendarDay Closed { get; } = new(true, default, null, false);

    /// <summary>A holiday on which the futures trade until a time for the next trade date, and the stock market stays closed.</summary>
    internal static CalendarDay Holiday(LocalTime closesAt) => new(false, closesAt, null, false);

    /// <summary>A day on which only the futures trade, until a time, for a trade date of its own.</summary>
    internal static CalendarDay Short(LocalTime closesAt) => new(false, closesAt, null, true);

    /// <summary>A half-day: the stock market closes at 13:00.</summary>
    internal static CalendarDay Half(LocalTime closesAt) => new(false, closesAt, new LocalTime(13, 0), true);
}
