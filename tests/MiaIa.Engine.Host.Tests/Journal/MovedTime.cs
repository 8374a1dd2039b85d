namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>A clock that runs as the system's does, from another moment, and that a test moves on; timers stay the system's.</summary>
internal sealed class MovedTime(DateTimeOffset start) : TimeProvider
{
    private readonly DateTimeOffset _beganUtc = System.GetUtcNow();
    private readonly long _beganTimestamp = System.GetTimestamp();
    private long _movedTicks;

    internal void Move(TimeSpan by) => Interlocked.Add(ref _movedTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        start + (System.GetUtcNow() - _beganUtc) + TimeSpan.FromTicks(Interlocked.Read(ref _movedTicks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(_beganTimestamp).Ticks + Interlocked.Read(ref _movedTicks);
}
