namespace MiaIa.GatewaySim.Sessions;

/// <summary>What has to be done at a time to come. Under the Gateway's gate.</summary>
internal sealed class Scheduler
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _items = new();
    private long _order;

    /// <summary>Puts something down; equal times are done in the order of putting down.</summary>
    public void Add(TimeSpan at, Action action) => _items.Enqueue(action, (at, _order++));

    /// <summary>Does what is due, also what becomes due by it.</summary>
    public void RunDue(TimeSpan now)
    {
        while (_items.TryPeek(out var action, out var when) && when.At <= now)
        {
            _items.Dequeue();
            action();
        }
    }
}
