namespace MiaIa.Ibkr.Connection;

/// <summary>
/// Says when the next message may go: at most a burst at once, and never more than the rate over a longer time. In any second at most
/// rate + burst − 1 messages go. For one thread at a time.
/// </summary>
public sealed class TokenBucket
{
    private readonly TimeProvider _time;
    private readonly MessagePace _pace;
    private readonly int _burst;
    private long _nextTicks;

    /// <summary>A full bucket.</summary>
    /// <param name="ratePerSecond">Messages a second, above 0.</param>
    /// <param name="burst">Messages that may go at once, above 0.</param>
    /// <param name="time">The clock; its timestamps are monotonic.</param>
    public TokenBucket(int ratePerSecond, int burst, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratePerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(burst);
        _time = time;
        _pace = new MessagePace(ratePerSecond, time);
        _burst = burst;
        _nextTicks = NowTicks;
    }

    private long NowTicks => _time.GetElapsedTime(0).Ticks;

    /// <summary>The Gateway complained about too many messages: from any thread.</summary>
    public void OnComplaint() => _pace.OnComplaint();

    /// <summary>Takes one token, now or in advance.</summary>
    /// <returns>How long the message has to wait; zero when it may go at once.</returns>
    public TimeSpan Take()
    {
        var now = NowTicks;
        var interval = TimeSpan.TicksPerSecond / _pace.Rate;
        var wait = _nextTicks - (interval * (_burst - 1)) - now;
        _nextTicks = Math.Max(_nextTicks, now) + interval;
        return wait > 0 ? TimeSpan.FromTicks(wait) : TimeSpan.Zero;
    }
}
