namespace MiaIa.Ibkr.Tests.Client;

/// <summary>A clock that stands until it is moved; wall time and timestamps go together.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>A Tuesday in the regular session: 11:00 New York.</summary>
    public VirtualClock()
        : this(new DateTimeOffset(2026, 1, 6, 16, 0, 0, TimeSpan.Zero)) { }

    public TimeSpan Passed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => TimeSpan.TicksPerDay + Passed.Ticks;

    public override DateTimeOffset GetUtcNow() => start + Passed;

    public void Move(double seconds) => Passed += TimeSpan.FromSeconds(seconds);
}
