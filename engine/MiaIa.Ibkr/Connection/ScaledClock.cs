namespace MiaIa.Ibkr.Connection;

/// <summary>
/// A clock that runs a fixed number of times faster than another one, timers and all: a simulated Gateway and its client run a day in minutes
/// with it. Never for a real Gateway.
/// </summary>
/// <param name="start">What it shows at the beginning.</param>
/// <param name="speed">Its seconds in a second of the other one, above 0.</param>
/// <param name="inner">The other one.</param>
public sealed class ScaledClock(DateTimeOffset start, double speed, TimeProvider inner) : TimeProvider
{
    private readonly long _startedAt = inner.GetTimestamp();

    /// <summary>Its seconds in a second of the other clock.</summary>
    public double Speed { get; } =
        speed > 0 && double.IsFinite(speed)
            ? speed
            : throw new ArgumentOutOfRangeException(nameof(speed), speed, $"speed is {speed}; allowed is above 0");

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this, inner.CreateTimer(callback, state, Shortened(dueTime), Shortened(period)));

    private TimeSpan Elapsed => inner.GetElapsedTime(_startedAt) * Speed;

    /// <summary>Waiting for ever stays for ever, and no wait becomes none.</summary>
    private TimeSpan Shortened(TimeSpan length)
    {
        if (length <= TimeSpan.Zero)
            return length;
        var shortened = length / Speed;
        return shortened < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : shortened;
    }

    private sealed class ScaledTimer(ScaledClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Shortened(dueTime), clock.Shortened(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
