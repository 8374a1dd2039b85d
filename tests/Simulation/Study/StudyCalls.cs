using Simulation.Bridge;
using Simulation.Checks;
using Simulation.Clock;

namespace Simulation.Study;

/// <summary>Sierra calls the study at the chart's interval, unless a dialogue or a load holds it up.</summary>
internal sealed class StudyCalls(Schedule schedule, StudySide study, BridgeSide bridge, AlwaysTrue always, Func<long> intervalNs)
{
    /// <summary>It is not called before.</summary>
    internal long StalledUntilNs { get; set; }

    internal bool IsStalled => StalledUntilNs > schedule.NowNs;

    /// <summary>What the chart shows.</summary>
    internal ChartState Chart { get; set; }

    internal void Begin() => schedule.Every(intervalNs, Call);

    /// <summary>The study is taken off the chart and put on again, or another build of it comes.</summary>
    internal void Reload(int how)
    {
        study.Reload(how);
        always.StudyReloaded(Chart);
    }

    private void Call()
    {
        if (IsStalled)
            return;
        study.Update(MarksOf(Chart));
        always.Look();
        always.StudyCalled(Chart);
        bridge.Collect();
        // One call of Sierra's is a recalculation, not all of them for a while.
        if (Chart == ChartState.Recalculated)
            Chart = ChartState.AsEver;
    }

    private static int MarksOf(ChartState chart) =>
        chart switch
        {
            ChartState.Recalculated => 1,
            ChartState.Downloading => 2,
            ChartState.Replaying => 4,
            ChartState.TapeAway => 8,
            _ => 0,
        };
}
