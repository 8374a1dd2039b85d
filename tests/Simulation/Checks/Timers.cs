using Simulation.Clock;
using Simulation.Study;

namespace Simulation.Checks;

/// <summary>
/// What must come right within a time while the study can act: our position protected, nothing of ours left without one, and no more stop or target
/// lots than there is position. What counts is what the exchange has: an order that never arrived neither protects nor fills.
/// </summary>
internal sealed class Timers(Schedule schedule, Limits limits)
{
    // The watchdog waits a second before it places a stop and one more before it flattens; a flatten waits 4 s for a stop that does not go, and
    // counts an exit as lost after 6 s; the rest is what Sierra's side takes to answer.
    private const long LimitNs = 14_000_000_000;

    // A study that is not there, as over the turn of the day, does nothing.
    private const long AwayNs = 2_000_000_000;

    private readonly Dictionary<string, long> _since = [];
    private long _lookedAtNs;

    internal void Look(int own, IReadOnlyList<SierraOrder> working)
    {
        var (stops, targets, exits) = (0, 0, 0);
        foreach (var order in working)
        {
            if (order.IsForeign || order.Waits || order.Role == SierraOrder.EntryRole)
                continue;
            if (order.IsStop)
                stops += order.ExchangeLots;
            else if (order.IsTarget)
                targets += order.ExchangeLots;
            else
                exits += order.ExchangeLots;
        }

        if (schedule.NowNs - _lookedAtNs > AwayNs)
            _since.Clear();
        _lookedAtNs = schedule.NowNs;
        var lots = Math.Abs(own);
        Hold("our position is not protected", lots > 0 && stops + exits < lots);
        Hold("exits of ours are left without a position", lots == 0 && stops + targets > 0);
        Hold("there are more stop lots than position", lots > 0 && stops > lots);
        Hold("there are more target lots than position", lots > 0 && targets > lots);
        Hold("our position stands after the close", lots > 0 && schedule.NowNs >= limits.FlatFromSteadyNs);
    }

    private void Hold(string rule, bool isBroken)
    {
        if (!isBroken || !limits.IsProtectionPossible())
        {
            _since.Remove(rule);
            return;
        }

        if (!_since.TryGetValue(rule, out var since))
            _since.Add(rule, since = schedule.NowNs);
        if (schedule.NowNs - since > LimitNs)
            throw new BrokenRuleException($"{rule} for {(schedule.NowNs - since) / 1_000_000} ms");
    }
}
