namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>A clock that runs as the system's does, from another moment, and that a test moves on; timers stay the system's.</summary>
internal sealed class MovedTime(DateTimeOffset start) : TimeProvider
{
    private readonly DateTimeOffset _beganUtc = System.GetUtcNow();
    private readonly long _beganTimestamp = System.GetTimestamp();
    private long _movedTicks;
    private long _movedWallTicks;

    /// <summary>A correction of the PC's clock, which what counts from its start does not see.</summary>
    internal void MoveWall(TimeSpan by) => Interlocked.Add(ref _movedWallTicks, by.Ticks);

    internal void Move(TimeSpan by) => Interlocked.Add(ref _movedTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        start
        + (System.GetUtcNow() - _beganUtc)
        + TimeSpan.FromTicks(Interlocked.Read(ref _movedTicks) + Interlocked.Read(ref _movedWallTicks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(_beganTimestamp).Ticks + Interlocked.Read(ref _movedTicks);
}
