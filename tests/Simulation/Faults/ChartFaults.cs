using Simulation.Clock;
using Simulation.Study;

namespace Simulation.Faults;

/// <summary>What trader and Sierra do to the chart while the study is on it. Meanwhile the study enters nothing, and where the chart shows another
/// market than the traded one it makes no order call at all.</summary>
internal sealed class ChartFaults(
    Schedule schedule,
    Random random,
    DayPlan plan,
    RowsReached rows,
    ScenesReached scenes,
    StudySide study,
    StudyCalls calls,
    string symbol,
    bool mayChangeSierra,
    Action<string> tell
)
{
    private const long Second = 1_000_000_000;
    private const long Milli = 1_000_000;
    private const string OtherSymbol = "NQ";

    private bool _isOver;

    internal void Begin() => schedule.Every(() => _isOver ? -1 : Second, Look);

    internal void Stop()
    {
        _isOver = true;
        calls.Chart = ChartState.AsEver;
        study.ShowSymbol(null);
        if (mayChangeSierra)
            ShowSimulation(plan.IsSierraSimulating);
    }

    private void Look()
    {
        if (_isOver || calls.Chart != ChartState.AsEver || random.NextDouble() >= plan.Occasion.ChartChange)
            return;
        var until = schedule.NowNs + random.NextInt64(200, 9_000) * Milli;
        var state = (ChartState)random.Next(1, mayChangeSierra ? 7 : 6);
        tell($"the chart: {state} for {(until - schedule.NowNs) / Milli} ms");
        Mark(state);
        calls.Chart = state;
        if (state == ChartState.OtherSymbol)
            study.ShowSymbol(OtherSymbol + symbol[2..]);
        if (state == ChartState.OtherSimulation)
            ShowSimulation(!plan.IsSierraSimulating);
        schedule.At(until, ComeBack);
    }

    private void ComeBack()
    {
        if (_isOver)
            return;
        if (calls.Chart == ChartState.OtherSymbol)
            study.ShowSymbol(null);
        if (calls.Chart == ChartState.OtherSimulation)
            ShowSimulation(plan.IsSierraSimulating);
        calls.Chart = ChartState.AsEver;
    }

    private void ShowSimulation(bool isOn) => study.Switches = study.Switches with { Simulation = isOn ? 1 : 0 };

    private void Mark(ChartState state)
    {
        var (scene, row) = state switch
        {
            ChartState.Recalculated => (Scene.Recalculation, FaultRow.R05_HistoryAgain),
            ChartState.Downloading => (Scene.Download, FaultRow.R05_HistoryAgain),
            ChartState.Replaying => (Scene.Replay, FaultRow.R17_OtherStateThanMode),
            ChartState.TapeAway => (Scene.TapeAway, FaultRow.R63_OldTape),
            ChartState.OtherSymbol => (Scene.OtherSymbol, FaultRow.R63_OldTape),
            _ => (Scene.OtherSimulation, FaultRow.R17_OtherStateThanMode),
        };
        scenes.Reach(scene);
        rows.Reach(row);
    }
}
