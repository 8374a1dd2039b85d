using MiaIa.Engine.Market;
using MiaIa.Ibkr.Messages;
using MiaIa.V1;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// The line of an index or fund, and what its last value is worth. A new line is answered with the last known value, and the first one after the
/// bell can be yesterday's close; so a value is news when another one came before it, or when the market data's own time says so.
/// </summary>
/// <param name="underlying">Whose.</param>
/// <param name="stampMaxNanos">A value with a time of its own counts when it is no older.</param>
internal sealed class IndexValue(Underlying underlying, long stampMaxNanos)
{
    private double _close = double.NaN;
    private UnixNanos _stampedAt;

    /// <summary>Whose.</summary>
    public Underlying Underlying { get; } = underlying;

    /// <summary>What the line said last, whatever it is worth; NaN before it said anything.</summary>
    public double Points { get; private set; } = double.NaN;

    /// <summary>When it last was news; the default before.</summary>
    public UnixNanos NewsAt { get; private set; }

    /// <summary>The middle of the day's high and low, or else the close; NaN when neither came.</summary>
    public double Outline => High > 0 && Low > 0 ? (High + Low) / 2 : _close;

    private double High { get; set; } = double.NaN;

    private double Low { get; set; } = double.NaN;

    /// <summary>The line is asked for anew, or the bell has rung: what comes next is an answer.</summary>
    public void Begin() => (Points, _stampedAt) = (double.NaN, default);

    /// <summary>Takes what is not the last value.</summary>
    public void OnOther(in TickPrice tick)
    {
        var price = tick.Price is > 0 ? tick.Price.Value : double.NaN;
        switch (tick.Type)
        {
            case TickType.Close:
                _close = price;
                break;
            case TickType.High:
                High = price;
                break;
            case TickType.Low:
                Low = price;
                break;
        }
    }

    /// <summary>Takes the last value.</summary>
    /// <param name="points">Above 0.</param>
    /// <param name="isOpen">Whether it is the regular session, in which the close before it is no value.</param>
    /// <param name="now">When it came.</param>
    /// <returns>Since when it is news; null when it is none.</returns>
    public UnixNanos? OnLast(double points, bool isOpen, UnixNanos now)
    {
        var before = Points;
        Points = points;
        if (!double.IsNaN(before) && before != points && !(isOpen && points == _close))
            return NewsAt = now;
        return _stampedAt.Value != 0 ? Stamped(now) : null;
    }

    /// <summary>Takes the market data's own time of the value.</summary>
    /// <returns>Since when the value is news; null when it is none.</returns>
    public UnixNanos? OnStamp(long unixSeconds, UnixNanos now)
    {
        if (unixSeconds is <= 0 or > 4_000_000_000)
            return null;
        _stampedAt = UnixNanos.Trusted(Math.Min(unixSeconds * UnixNanos.PerSecond, now.Value));
        return double.IsNaN(Points) ? null : Stamped(now);
    }

    private UnixNanos? Stamped(UnixNanos now)
    {
        if (_stampedAt <= NewsAt || now - _stampedAt > stampMaxNanos)
            return null;
        return NewsAt = _stampedAt;
    }
}
