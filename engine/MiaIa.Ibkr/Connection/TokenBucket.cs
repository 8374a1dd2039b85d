namespace MiaIa.Ibkr.Connection;

/// <summary>
/// Says when the next message may go: at most a burst at once, and never more than the rate over a longer time. In any second at most
/// rate + burst − 1 messages go. For one thread at a time.
/// </summary>
public sealed class TokenBucket
{
    private readonly TimeProvider _time;
    private readonly long _intervalTicks;
    private readonly long _burstTicks;
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
        _intervalTicks = TimeSpan.TicksPerSecond / ratePerSecond;
        _burstTicks = _intervalTicks * (burst - 1);
        _nextTicks = NowTicks;
    }

    private long NowTicks => _time.GetElapsedTime(0).Ticks;

    /// <summary>Takes one token, now or in advance.</summary>
    /// <returns>How long the message has to wait; zero when it may go at once.</returns>
    public TimeSpan Take()
    {
        var now = NowTicks;
        var wait = _nextTicks - _burstTicks - now;
        _nextTicks = Math.Max(_nextTicks, now) + _intervalTicks;
        return wait > 0 ? TimeSpan.FromTicks(wait) : TimeSpan.Zero;
    }
}
