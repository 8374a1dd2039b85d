using Simulation.Clock;
using Simulation.Study;

namespace Simulation.Checks;

/// <summary>
/// What must come right within a time while the study can act: our position protected, nothing of ours left without one, and no more stop or target
/// lots than there is position. What counts is what the exchange has: an order that never arrived neither protects nor fills.
/// </summary>
internal sealed class Timers(Schedule schedule, Limits limits)
{
    // The watchdog waits a second before it places a stop and one more before it flattens; a flatten waits 4 s for a stop that does not go; the
    // rest is what Sierra's side takes to answer.
    private const long LimitNs = 10_000_000_000;

    // What each exit that never arrives costs more: a flatten asks for its end after 2 s and gives it up 4 s later.
    private const long OfLostExitNs = 6_000_000_000;
    private const long UnseenNs = 2_000_000_000;

    // And each study that is loaded anew: the lease of the one before is free after 3 s, and what was waited for is waited for anew.
    private const long OfReloadNs = 6_000_000_000;
    private const long LeaseNs = 3_000_000_000;

    // A study that is not there, as over the turn of the day, does nothing.
    private const long AwayNs = 2_000_000_000;

    private readonly Dictionary<string, long> _since = [];
    private readonly HashSet<uint> _lostExits = [];
    private readonly List<long> _reloads = [];
    private long _lookedAtNs;

    internal void StudyReloaded() => _reloads.Add(schedule.NowNs);

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
            if (order is { IsExit: true, ExchangeLots: 0 } && schedule.NowNs - order.EnteredSteadyNs >= UnseenNs)
                _ = _lostExits.Add(order.Id);
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
        if (_since.Count == 0)
            _lostExits.Clear();
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
        var reloads = _reloads.Count(at => at > since - LeaseNs);
        if (schedule.NowNs - since <= LimitNs + _lostExits.Count * OfLostExitNs + reloads * OfReloadNs)
            return;
        var inWords = $"{_lostExits.Count} exits lost, the study loaded anew {reloads} times";
        throw new BrokenRuleException($"{rule} for {(schedule.NowNs - since) / 1_000_000} ms ({inWords})");
    }
}
