namespace Simulation.Clock;

/// <summary>What is due when, on the steady clock. What is due at one moment happens in the order in which it was asked for.</summary>
internal sealed class Schedule(VirtualClock clock)
{
    private readonly PriorityQueue<Action, (long AtNs, long Number)> _due = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _number;
    private volatile bool _isShared;

    /// <summary>Called after each thing that happened.</summary>
    internal Action AfterEach { get; set; } = () => { };

    internal long NowNs => clock.SteadyNs;

    /// <exception cref="InvalidOperationException">Another thread asks: then nothing here would be the same twice.</exception>
    internal void At(long steadyNs, Action action)
    {
        _isShared |= Environment.CurrentManagedThreadId != _thread;
        if (_isShared)
            throw new InvalidOperationException("a second thread takes part in the simulation");
        _due.Enqueue(action, (Math.Max(steadyNs, NowNs), _number++));
    }

    internal void After(long ns, Action action) => At(NowNs + ns, action);

    /// <summary>Again and again, with a pause that is asked for each time; a pause below 0 ends it.</summary>
    internal void Every(Func<long> pauseNs, Action action)
    {
        if (pauseNs() is >= 0 and var pause)
        {
            After(
                pause,
                () =>
                {
                    action();
                    Every(pauseNs, action);
                }
            );
        }
    }

    /// <summary>Lets everything happen that is due up to a moment. May be called by something that happens and takes its time.</summary>
    internal void RunTo(long steadyNs)
    {
        while (_due.TryPeek(out var action, out var at) && at.AtNs <= steadyNs)
        {
            _due.Dequeue();
            clock.MoveTo(at.AtNs);
            action();
            AfterEach();
            if (_isShared)
                throw new InvalidOperationException("a second thread took part in the simulation");
        }

        clock.MoveTo(steadyNs);
    }
}
