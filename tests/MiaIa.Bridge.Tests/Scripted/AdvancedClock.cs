namespace MiaIa.Bridge.Tests.Scripted;

/// <summary>The system's monotonic clock, which a test moves ahead.</summary>
internal sealed class AdvancedClock : TimeProvider
{
    private long _ahead;

    public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref _ahead);

    public void Move(TimeSpan by) => Interlocked.Add(ref _ahead, (long)(by.TotalSeconds * TimestampFrequency));
}
