namespace MiaIa.GatewaySim.Sessions;

/// <summary>Counts the messages within the last second. Under the Gateway's gate.</summary>
internal sealed class MessageRate
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private readonly Queue<TimeSpan> _arrivals = new();

    /// <summary>Messages within the second before, without one that comes now.</summary>
    public int Before(TimeSpan now)
    {
        while (_arrivals.TryPeek(out var oldest) && oldest <= now - Window)
            _arrivals.Dequeue();
        return _arrivals.Count;
    }

    /// <summary>Counts one; gives how many there are with it.</summary>
    public int Count(TimeSpan now)
    {
        var before = Before(now);
        _arrivals.Enqueue(now);
        return before + 1;
    }

    /// <summary>How long until one leaves the window; not zero while there is one.</summary>
    public TimeSpan UntilNext(TimeSpan now) => _arrivals.TryPeek(out var oldest) ? oldest + Window - now : TimeSpan.Zero;
}
