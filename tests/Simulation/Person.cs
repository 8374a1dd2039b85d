using MiaIa.V1;
using Simulation.Clock;
using Simulation.Disk;
using Simulation.Engine;

namespace Simulation;

/// <summary>The trader: looks every few seconds, takes back what stops trading once he has seen it, and restarts an engine whose disk has died.</summary>
internal sealed class Person(
    Schedule schedule,
    Random random,
    IReadOnlyList<TradedChart> charts,
    EngineSide engine,
    SimulatedDisk disk,
    Action<string> tell
)
{
    private const long Second = 1_000_000_000;

    private bool _isHome;

    internal void Begin() =>
        schedule.Every(
            () => _isHome ? -1 : random.NextInt64(4, 20) * Second,
            () =>
            {
                if (!_isHome)
                    Look();
            }
        );

    /// <summary>Closes what is ours, which halts too, and resumes nothing any more.</summary>
    internal void GoHome()
    {
        _isHome = true;
        engine.Runner.Flatten(new FlattenRequest { By = "person", Reason = "going home" });
    }

    /// <summary>Closes by hand what Sierra holds that is not the engine's business.</summary>
    internal void CloseByHand()
    {
        foreach (var chart in charts)
        {
            if (chart.IsFirstOfSymbol && chart.Study.Traded.Lots != 0)
                chart.Study.Step("{do: manual-flatten}");
        }
    }

    internal void Look()
    {
        if (!engine.IsUp)
            return;
        if (engine.Journal.IsDead)
        {
            tell("a person restarts the engine on another disk");
            engine.Stop();
            disk.FailsNextSync = false;
            if (!engine.TryStart())
                return;
        }

        File.Delete(Path.Combine(engine.Folder, "KILL"));
        foreach (var chart in charts)
            chart.Study.Input("Kill button", "no");
        var isStopped = engine.Runner.Read(state => state.IsHalted || state.Account.Breaches != 0);
        if (!isStopped)
            return;
        tell("a person resumes");
        engine.Runner.Resume(new ResumeRequest { By = "person" });
    }
}
