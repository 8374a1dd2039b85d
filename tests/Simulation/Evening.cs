using Simulation.Bridge;
using Simulation.Clock;
using Simulation.Engine;
using Simulation.Faults;

namespace Simulation;

/// <summary>
/// Over the turn of the trading day: a position is open when something goes away shortly before the close, and comes back after 18:00. Two hours
/// are long, so that everybody does a thing a second meanwhile and the market stands still.
/// </summary>
internal sealed class Evening(
    Schedule schedule,
    VirtualClock clock,
    Random random,
    DayPlan plan,
    FaultSwitch faults,
    ScenesReached scenes,
    IReadOnlyList<TradedChart> charts,
    BridgeSide bridge,
    EngineSide engine,
    FaultInjector injector,
    Action<string> tell
)
{
    private const long Second = 1_000_000_000;
    private const long Milli = 1_000_000;

    private bool _isLocked;

    /// <summary>Everybody does a thing a second.</summary>
    internal bool IsSlow { get; private set; }

    internal void Play()
    {
        var close = plan.RegularCloseUnixNs;
        RunTo(close - 330 * Second);
        while (!IsInPosition && clock.MarketUnixNs < close - 75 * Second)
            schedule.RunTo(schedule.NowNs + 500 * Milli);
        var wasOpen = IsInPosition;
        tell(
            $"away over the turn: {plan.Occasion.Turn}, with {string.Join(" and ", charts.Select(chart => chart.Study.Traded.Lots))} lots"
        );
        // What is open stays open, unless somebody closes it: the market moves no more, and nothing else breaks.
        faults.ArePaused = true;
        Open(false);
        GoAway();
        RunTo(close + 30 * Second);
        IsSlow = true;
        var turn = close + 7_190 * Second;
        RunTo(turn - 30 * Second);
        (IsSlow, faults.ArePaused) = (false, random.Next(2) == 0);
        KeepAway();
        if (plan.Occasion.Turn == TurnCase.SierraLockedEngineKilled)
            schedule.After(30 * Second + random.NextInt64(-2_000, 4_000) * Milli, injector.KillEngine);
        RunTo(turn - 100 * Milli);
        Mark(wasOpen);
        RunTo(turn + 10 * Second);
        Open(true);
        RunTo(turn + random.NextInt64(12_000, 25_000) * Milli);
        tell("what was away over the turn comes back");
        ComeBack();
        faults.ArePaused = false;
        RunTo(turn + 90 * Second);
    }

    private void Mark(bool wasOpen)
    {
        if (!IsInPosition)
            scenes.Reach(wasOpen ? Scene.TurnAfterFlat : Scene.TurnFlat);
        else
            scenes.Reach(engine.IsUp ? Scene.TurnInPosition : Scene.RestartOverTurnInPosition);
    }

    private void GoAway()
    {
        switch (plan.Occasion.Turn)
        {
            case TurnCase.SierraLocked or TurnCase.SierraLockedEngineKilled:
                _isLocked = true;
                KeepAway();
                break;
            case TurnCase.Bridge:
                bridge.Die();
                break;
            case TurnCase.Engine:
                injector.KeepsEngineDown = true;
                engine.Kill(powerLost: false);
                break;
            case TurnCase.Study:
                KeepAway();
                break;
        }
    }

    // What the faults of every run have brought back is away again.
    private void KeepAway()
    {
        if (_isLocked)
            Lock(1);
        if (plan.Occasion.Turn == TurnCase.Study)
            StallUntil(schedule.NowNs + 10_000 * Second);
    }

    private void ComeBack()
    {
        if (_isLocked)
            Lock(0);
        _isLocked = false;
        if (plan.Occasion.Turn == TurnCase.Study)
            StallUntil(0);
        bridge.ComeBack();
        injector.KeepsEngineDown = false;
        injector.StartEngine();
    }

    private bool IsInPosition => charts.Any(chart => chart.Study.Traded.Lots != 0);

    private void Open(bool isOpen)
    {
        foreach (var chart in charts)
            chart.Market.IsOpen = isOpen;
    }

    private void Lock(int locked)
    {
        foreach (var chart in charts)
            chart.Study.Switches = chart.Study.Switches with { Locked = locked };
    }

    private void StallUntil(long steadyNs)
    {
        foreach (var chart in charts)
            chart.Calls.StalledUntilNs = steadyNs;
    }

    private void RunTo(long marketUnixNs) => schedule.RunTo(schedule.NowNs + Math.Max(0, marketUnixNs - clock.MarketUnixNs));
}
