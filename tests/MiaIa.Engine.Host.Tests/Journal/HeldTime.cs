namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>A clock that a test alone moves on, with the timers that go by it.</summary>
internal sealed class HeldTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<HeldTimer> _timers = [];
    private TimeSpan _passed;

    internal TimeSpan Passed
    {
        get
        {
            lock (_gate)
                return _passed;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + Passed;

    public override long GetTimestamp() => Passed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HeldTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_gate)
            _timers.Add(timer);
        return timer;
    }

    /// <summary>Lets time pass, and then fires every timer that has come due, once.</summary>
    internal void Move(TimeSpan by)
    {
        HeldTimer[] timers;
        lock (_gate)
        {
            _passed += by;
            timers = [.. _timers];
        }

        foreach (var timer in timers)
            timer.FireWhenDue(Passed);
    }

    private void Forget(HeldTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private sealed class HeldTimer(HeldTime time, Action fire) : ITimer
    {
        private TimeSpan _due = Timeout.InfiniteTimeSpan;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (_due, _period) = (dueTime < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : time.Passed + dueTime, period);
            return true;
        }

        internal void FireWhenDue(TimeSpan now)
        {
            if (_due < TimeSpan.Zero || now < _due)
                return;
            _due = _period > TimeSpan.Zero ? now + _period : Timeout.InfiniteTimeSpan;
            fire();
        }

        public void Dispose() => time.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
