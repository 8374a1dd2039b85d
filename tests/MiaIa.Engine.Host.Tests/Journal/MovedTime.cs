namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>
/// A clock that runs as the system's does, from another moment, and that a test moves on; timers stay the system's. What is done again and again can
/// be done more often, for a test that waits for the next look; limits stay what they are.
/// </summary>
internal sealed class MovedTime(DateTimeOffset start, int oftener = 1) : TimeProvider
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

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        period > TimeSpan.Zero
            ? System.CreateTimer(callback, state, dueTime / oftener, period / oftener)
            : System.CreateTimer(callback, state, dueTime, period);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(_beganTimestamp).Ticks + Interlocked.Read(ref _movedTicks);
}
