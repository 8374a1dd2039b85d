using MiaIa.Engine.Runtime.Journal;
using Simulation.Checks;
using Simulation.Clock;
using Simulation.Faults;

namespace Simulation.Engine;

/// <summary>Somebody starts a second engine on the same journal: it finds the lock taken and ends, before it reads or writes anything.</summary>
internal sealed class SecondEngine(
    Schedule schedule,
    Random random,
    DayPlan plan,
    RowsReached rows,
    ScenesReached scenes,
    EngineSide engine,
    Action<string> tell
)
{
    private const long Second = 1_000_000_000;

    internal void Begin() =>
        schedule.Every(
            () => plan.Occasion.SecondEngine > 0 ? Second : -1,
            () =>
            {
                if (engine.IsUp && random.NextDouble() < plan.Occasion.SecondEngine)
                    Start();
            }
        );

    private void Start()
    {
        tell("somebody starts a second engine");
        rows.Reach(FaultRow.R51_TwoEngines);
        scenes.Reach(Scene.SecondEngine);
        if (!JournalLock.TryTake(engine.Folder, out var taken))
            return;
        taken?.Dispose();
        throw new BrokenRuleException("a second engine gets the journal of the first");
    }
}
