using Simulation.Bridge;
using Simulation.Checks;
using Simulation.Clock;

namespace Simulation.Study;

/// <summary>Sierra calls the study at the chart's interval, unless a dialogue or a load holds it up.</summary>
internal sealed class StudyCalls(Schedule schedule, StudySide study, BridgeSide bridge, StudyConduct conduct, Func<long> intervalNs)
{
    private const int SierraDied = 3;

    /// <summary>It is not called before.</summary>
    internal long StalledUntilNs { get; set; }

    internal bool IsStalled => StalledUntilNs > schedule.NowNs;

    /// <summary>What the chart shows.</summary>
    internal ChartState Chart { get; set; }

    internal void Begin() => schedule.Every(intervalNs, Call);

    /// <summary>The study on another chart of the same Sierra; null: there is none.</summary>
    internal StudyCalls? SameSierra { get; set; }

    /// <summary>The study is taken off the chart and put on again, or another build of it comes, or Sierra starts anew with all its charts.</summary>
    internal void Reload(int how)
    {
        ReloadThis(how);
        if (how == SierraDied)
            SameSierra?.ReloadThis(how);
    }

    private void ReloadThis(int how)
    {
        study.Reload(how);
        conduct.StudyReloaded(Chart);
    }

    private void Call()
    {
        if (IsStalled)
            return;
        study.Update(MarksOf(Chart));
        conduct.StudyCalled(Chart);
        bridge.Collect(study);
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
