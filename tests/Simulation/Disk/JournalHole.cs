using MiaIa.Engine.Runtime.Journal;
using Simulation.Checks;
using Simulation.Clock;
using Simulation.Engine;
using Simulation.Faults;

namespace Simulation.Disk;

/// <summary>
/// The engine is killed, and a byte in the middle of its journal is another one: it must not start on that. After a while a person repairs the
/// journal as <c>miaia journal repair</c> does, and the engine starts halted. What was cut is lost to the engine; Sierra is the truth.
/// </summary>
internal sealed class JournalHole(
    Schedule schedule,
    Random random,
    DayPlan plan,
    RowsReached rows,
    ScenesReached scenes,
    EngineSide engine,
    FaultInjector injector,
    Action<string> tell
)
{
    private const long Second = 1_000_000_000;

    // Behind it there are records enough for a hole to be no torn tail.
    private const int BytesBehind = 4_096;

    private bool _isOver;
    private bool _isOpen;

    /// <summary>Something was cut out of the journal.</summary>
    internal bool WasCut { get; private set; }

    internal void Begin() =>
        schedule.Every(
            () => _isOver ? -1 : Second,
            () =>
            {
                if (!_isOver && random.NextDouble() < plan.Occasion.JournalHole)
                    Damage();
            }
        );

    /// <summary>No further one; what is there is repaired now.</summary>
    internal void Stop()
    {
        _isOver = true;
        Repair();
    }

    private void Damage()
    {
        var path = JournalSegments.Of(engine.Folder).NewestChain is { Count: > 0 } chain ? chain[random.Next(chain.Count)].Path : "";
        if (!engine.IsUp || injector.KeepsEngineDown || path.Length == 0 || new FileInfo(path).Length < 2 * BytesBehind)
            return;
        injector.KeepsEngineDown = true;
        engine.Kill(powerLost: false);
        using (var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = random.NextInt64(BytesBehind / 2, file.Length - BytesBehind);
            var old = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(old ^ (1 << random.Next(8))));
            tell($"the engine is killed, and byte {file.Position - 1} of {Path.GetFileName(path)} is another one");
        }

        _isOpen = true;
        rows.Reach(FaultRow.R46_TornTail);
        scenes.Reach(Scene.HoleInJournal);
        if (engine.TryStart() || !engine.IsJournalCorrupt)
            throw new BrokenRuleException("the engine starts on a journal with a hole in its middle");
        schedule.After(random.NextInt64(2, 20) * Second, Repair);
    }

    private void Repair()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        foreach (var line in JournalRepair.Run(engine.Folder))
            tell($"a person repairs: {line}");
        WasCut = true;
        injector.KeepsEngineDown = false;
        injector.StartEngine();
    }
}
