using MiaIa.Engine.Market;

namespace MiaIa.Engine.Risk;

/// <summary>
/// The hours of a trading day in New York time, half-days and days without a regular session included. The clocks change while the market is
/// closed, so that within a trading day New York's time is 18:00 and what has passed since the open.
/// </summary>
public sealed class TradingHours
{
    private const long NanosOfADay = 24 * 60 * UnixNanos.PerMinute;
    private const long OpenNanos = 18 * 60 * UnixNanos.PerMinute;

    private readonly RiskOptions _options;

    /// <summary>Makes them of the settings.</summary>
    public TradingHours(RiskOptions options) => _options = options;

    /// <summary>What the hour of a moment is for.</summary>
    public HoursKind KindOf(in TradingSession session, UnixNanos now)
    {
        if (!session.IsOpen(now))
            return HoursKind.Closed;
        if (now >= OpensAt(session) && now < ClosesAt(session))
            return HoursKind.Trade;
        var time = TimeOf(session, now);
        return time >= Nanos(_options.WatchFrom) && time < Nanos(_options.WatchTo) ? HoursKind.Watch : HoursKind.Surveillance;
    }

    /// <summary>
    /// Seconds until no entry is made any more: from the end of the hours or the close, whichever is earlier. Negative from then on and outside
    /// the hours.
    /// </summary>
    public double EntrySecondsLeft(in TradingSession session, UnixNanos now)
    {
        if (KindOf(session, now) != HoursKind.Trade)
            return -1;
        var ends = ClosesAt(session).Value - _options.NoEntryMinutes * UnixNanos.PerMinute;
        return (double)(ends - now.Value) / UnixNanos.PerSecond;
    }

    /// <summary>Whether an entry may be made by the hour alone.</summary>
    public bool MayEnter(in TradingSession session, UnixNanos now) => EntrySecondsLeft(session, now) > 0;

    /// <summary>
    /// Whether a position of ours has to be closed: from a little before the end of the hours until they begin again. Not while the calendar does
    /// not know the day, when nobody knows what the hour is.
    /// </summary>
    public bool MustBeFlat(in TradingSession session, UnixNanos now) =>
        session.OpensAt.Value != 0
        && (now < OpensAt(session) || now.Value >= ClosesAt(session).Value - _options.FlatSeconds * UnixNanos.PerSecond);

    /// <summary>When the hours of trading begin; never on a day without a regular session.</summary>
    private UnixNanos OpensAt(in TradingSession session) =>
        session.HasRegular ? Later(session.RegularOpensAt, At(session, _options.TradeFrom)) : session.NextOpensAt;

    /// <summary>When they end: by the settings, the stock market's close or the futures', whichever is earliest.</summary>
    private UnixNanos ClosesAt(in TradingSession session)
    {
        if (!session.HasRegular)
            return session.NextOpensAt;
        var ends = Earlier(session.RegularClosesAt, session.ClosesAt);
        return Earlier(ends, At(session, _options.TradeTo));
    }

    private static UnixNanos At(in TradingSession session, TimeOnly time) =>
        UnixNanos.Trusted(session.OpensAt.Value + (Nanos(time) - OpenNanos + NanosOfADay) % NanosOfADay);

    private static long TimeOf(in TradingSession session, UnixNanos now) => (now - session.OpensAt + OpenNanos) % NanosOfADay;

    private static long Nanos(TimeOnly time) => time.Ticks * 100;

    private static UnixNanos Earlier(UnixNanos left, UnixNanos right) => left < right ? left : right;

    private static UnixNanos Later(UnixNanos left, UnixNanos right) => left > right ? left : right;
}
