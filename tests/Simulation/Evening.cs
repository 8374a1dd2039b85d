using Simulation.Bridge;
using Simulation.Clock;
using Simulation.Engine;
using Simulation.Faults;
using Simulation.Market;
using Simulation.Study;

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
    StudySide study,
    BridgeSide bridge,
    EngineSide engine,
    StudyCalls calls,
    MadeUpMarket market,
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
        while (study.Traded.Lots == 0 && clock.MarketUnixNs < close - 75 * Second)
            schedule.RunTo(schedule.NowNs + 500 * Milli);
        var wasOpen = study.Traded.Lots != 0;
        tell($"away over the turn: {plan.Occasion.Turn}, with {study.Traded.Lots} lots");
        // What is open stays open, unless somebody closes it: the market moves no more, and nothing else breaks.
        (faults.ArePaused, market.IsOpen) = (true, false);
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
        market.IsOpen = true;
        RunTo(turn + random.NextInt64(12_000, 25_000) * Milli);
        tell("what was away over the turn comes back");
        ComeBack();
        faults.ArePaused = false;
        RunTo(turn + 90 * Second);
    }

    private void Mark(bool wasOpen)
    {
        if (study.Traded.Lots == 0)
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
            study.Switches = study.Switches with { Locked = 1 };
        if (plan.Occasion.Turn == TurnCase.Study)
            calls.StalledUntilNs = schedule.NowNs + 10_000 * Second;
    }

    private void ComeBack()
    {
        if (_isLocked)
            study.Switches = study.Switches with { Locked = 0 };
        _isLocked = false;
        if (plan.Occasion.Turn == TurnCase.Study)
            calls.StalledUntilNs = 0;
        bridge.ComeBack();
        injector.KeepsEngineDown = false;
        injector.StartEngine();
    }

    private void RunTo(long marketUnixNs) => schedule.RunTo(schedule.NowNs + Math.Max(0, marketUnixNs - clock.MarketUnixNs));
}
