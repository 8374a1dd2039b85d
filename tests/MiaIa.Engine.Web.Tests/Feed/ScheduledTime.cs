namespace MiaIa.Engine.Web.Tests.Feed;

/// <summary>A clock that a test moves on. Its timers keep their schedule as the system's do: one that rings late rings early the next time.</summary>
internal sealed class ScheduledTime : TimeProvider
{
    private readonly List<Ring> _rings = [];
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var ring = new Ring(this, () => callback(state));
        ring.Change(dueTime, period);
        _rings.Add(ring);
        return ring;
    }

    /// <summary>Time passes and nothing rings: somebody is busy.</summary>
    internal void Pass(TimeSpan by) => _passed += by;

    /// <summary>Time passes, and what is due rings.</summary>
    internal void Advance(TimeSpan by)
    {
        Pass(by);
        foreach (var ring in _rings.ToArray())
            ring.WhenDue();
    }

    private sealed class Ring(ScheduledTime time, Action callback) : ITimer
    {
        private TimeSpan? _due;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (_due, _period) = (dueTime < TimeSpan.Zero ? null : time._passed + dueTime, period);
            return true;
        }

        internal void WhenDue()
        {
            if (_due is not { } due || due > time._passed)
                return;
            _due = _period > TimeSpan.Zero ? due + _period : null;
            callback();
        }

        public void Dispose() => time._rings.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
