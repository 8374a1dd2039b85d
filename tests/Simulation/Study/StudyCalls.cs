using Simulation.Bridge;
using Simulation.Checks;
using Simulation.Clock;

namespace Simulation.Study;

/// <summary>Sierra calls the study at the chart's interval, unless a dialogue or a load holds it up.</summary>
internal sealed class StudyCalls(Schedule schedule, StudySide study, BridgeSide bridge, AlwaysTrue always, long intervalNs)
{
    /// <summary>It is not called before.</summary>
    internal long StalledUntilNs { get; set; }

    internal bool IsStalled => StalledUntilNs > schedule.NowNs;

    internal void Begin() => schedule.Every(() => intervalNs, Call);

    private void Call()
    {
        if (IsStalled)
            return;
        study.Update(marks: 0);
        always.Look();
        always.StudyCalled();
        bridge.Collect();
    }
}
