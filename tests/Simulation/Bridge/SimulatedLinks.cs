using MiaIa.Bridge.Link;
using Simulation.Clock;
using Simulation.Engine;
using Simulation.Faults;

namespace Simulation.Bridge;

/// <summary>The bridge's lines to the engine.</summary>
internal sealed class SimulatedLinks(Schedule schedule, EngineSide engine, FaultSwitch faults, Random random) : IEngineLinks
{
    private readonly List<SimulatedLink> _links = [];
    private long _heldUntilNs;

    public IEngineLink Open(ulong epoch, Action wakeUp)
    {
        var link = new SimulatedLink(schedule, engine, faults, random, wakeUp) { HeldUntilNs = _heldUntilNs };
        _links.RemoveAll(other => other.IsClosed);
        _links.Add(link);
        link.Begin();
        return link;
    }

    internal void Hold(long untilNs)
    {
        _heldUntilNs = untilNs;
        foreach (var link in _links)
            link.HeldUntilNs = untilNs;
    }

    internal void BreakAll()
    {
        foreach (var link in _links)
            link.Break();
    }

    /// <summary>The bridge is gone: its calls end, and no line tries again.</summary>
    internal void Die()
    {
        foreach (var link in _links)
            _ = link.CloseAsync(TimeSpan.Zero);
    }
}
