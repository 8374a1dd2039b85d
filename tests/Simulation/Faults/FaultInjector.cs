using MiaIa.V1;
using Simulation.Bridge;
using Simulation.Checks;
using Simulation.Clock;
using Simulation.Disk;
using Simulation.Engine;
using Simulation.Study;

namespace Simulation.Faults;

/// <summary>Breaks things, each kind at the rate that the seed drew for it; it looks once a second.</summary>
internal sealed class FaultInjector(
    Schedule schedule,
    VirtualClock clock,
    Random random,
    FaultSwitch faults,
    RowsReached rows,
    StudySide study,
    BridgeSide bridge,
    EngineSide engine,
    SimulatedDisk disk,
    StudyCalls calls,
    Action<string> tell
)
{
    private const long Second = 1_000_000_000;

    private readonly BrokenOrders _orders = new(random, rows, study, tell);

    /// <summary>Nobody starts the engine.</summary>
    internal bool KeepsEngineDown { get; set; }

    internal void Begin() => schedule.Every(() => faults.AreOn ? Second : -1, Look);

    /// <summary>Nothing is broken any more, and what was broken works again.</summary>
    internal void Stop()
    {
        faults.Stop();
        study.StopFaults();
        disk.IsFull = disk.FailsNextSync = false;
        disk.Stall = null;
        bridge.Hold(schedule.NowNs);
        bridge.HoldCalls(schedule.NowNs);
        bridge.ComeBack();
        calls.StalledUntilNs = 0;
    }

    private void Look()
    {
        var rates = faults.Rates;
        if (!faults.AreOn)
            return;
        Maybe(rates.ConnectionBreak, BreakConnection);
        Maybe(rates.CallBreak, BreakCalls);
        Maybe(rates.Partition, Partition);
        Maybe(rates.StudyReload, Reload);
        Maybe(rates.BridgeRestart, RestartBridge);
        Maybe(rates.EngineKill, KillEngine);
        Maybe(rates.FullDisk, FillDisk);
        Maybe(rates.FailedSync, FailSync);
        Maybe(rates.SyncStall, StallSync);
        Maybe(rates.StudyStall, StallStudy);
        Maybe(rates.ClockStep, StepClock);
        Maybe(rates.OrderBreakage, _orders.Break);
        Maybe(rates.ManualTrade, _orders.TradeByHand);
        Maybe(rates.Kill, Kill);
    }

    private void Maybe(double chance, Action fault)
    {
        if (random.NextDouble() < chance)
            fault();
    }

    private void BreakConnection()
    {
        tell("the study's connection breaks");
        study.Drop();
    }

    private void BreakCalls()
    {
        tell("the bridge's calls break");
        bridge.BreakCalls();
    }

    private void Partition()
    {
        var until = schedule.NowNs + random.NextInt64(500, 8_000) * 1_000_000;
        rows.Reach(FaultRow.R02_FrozenPeer);
        if (random.Next(2) == 0)
        {
            tell($"nothing passes between study and bridge for {(until - schedule.NowNs) / 1_000_000} ms");
            bridge.Hold(until);
        }
        else
        {
            tell($"nothing passes between bridge and engine for {(until - schedule.NowNs) / 1_000_000} ms");
            bridge.HoldCalls(until);
        }
    }

    private void Reload()
    {
        // Where the study is removed or Sierra restarted, nothing is left that says whose an untagged bracket is: sierra-study/README.md.
        var how = random.Next(4) % (study.ForgetsBrackets ? 2 : 4);
        tell($"the study is reloaded ({how})");
        rows.Reach(FaultRow.R04_StudyReloaded);
        calls.Reload(how);
    }

    private void RestartBridge()
    {
        if (!bridge.IsUp)
            return;
        tell("the bridge dies");
        rows.Reach(FaultRow.R01_BridgeDies);
        if (study.Working().Any(order => order is { Role: SierraOrder.EntryRole, IsForeign: false }))
            rows.Reach(FaultRow.R40_DisconnectWithWorkingEntry);
        bridge.Die();
        schedule.After(random.NextInt64(200, 6_000) * 1_000_000, bridge.ComeBack);
    }

    internal void KillEngine()
    {
        if (!engine.IsUp || KeepsEngineDown)
            return;
        var powerLost = random.Next(2) == 0;
        tell(powerLost ? "the engine is killed, and the disk loses what was not synced" : "the engine is killed");
        rows.Reach(FaultRow.R45_Killed);
        if (study.Traded.Lots != 0)
            rows.Reach(FaultRow.R32_EngineCrashInPosition);
        engine.Kill(powerLost);
        schedule.After(random.NextInt64(200, 9_000) * 1_000_000, StartEngine);
    }

    /// <summary>Starts the engine, and again each second while its disk does not let it.</summary>
    internal void StartEngine()
    {
        if (KeepsEngineDown || engine.TryStart())
            return;
        if (engine.IsJournalCorrupt)
            throw new BrokenRuleException($"the engine does not start again: {engine.StartFailure}");
        tell($"the engine does not start: {engine.StartFailure}");
        schedule.After(Second, StartEngine);
    }

    private void FillDisk()
    {
        if (disk.IsFull)
            return;
        tell("the disk is full");
        disk.IsFull = true;
        schedule.After(random.NextInt64(200, 5_000) * 1_000_000, () => disk.IsFull = false);
    }

    private void FailSync()
    {
        tell("the next sync fails");
        disk.FailsNextSync = true;
    }

    private void StallSync()
    {
        var ns = random.NextInt64(50, 3_000) * 1_000_000;
        tell($"the next sync takes {ns / 1_000_000} ms");
        disk.Stall = () =>
        {
            disk.Stall = null;
            rows.Reach(FaultRow.R47_DiskFullOrSlow);
            schedule.RunTo(schedule.NowNs + ns);
        };
    }

    private void StallStudy()
    {
        var ns = random.NextInt64(200, 7_000) * 1_000_000;
        tell($"the study is not called for {ns / 1_000_000} ms");
        calls.StalledUntilNs = schedule.NowNs + ns;
    }

    private void StepClock()
    {
        var ms = random.NextInt64(-5_000, 5_001);
        tell($"the wall clock steps by {ms} ms");
        rows.Reach(FaultRow.R10_ClockStep);
        clock.WallOffsetNs += ms * 1_000_000;
    }

    private void Kill()
    {
        rows.Reach(FaultRow.R38_Kill);
        var way = random.Next(4);
        tell($"a kill ({way})");
        switch (way)
        {
            case 0 when engine.IsUp:
                engine.Runner.Flatten(new FlattenRequest { By = "cli", Reason = "simulated" });
                break;
            case 1 when engine.IsUp:
                engine.Runner.Halt(new HaltRequest { By = "grpc", Reason = "simulated" });
                break;
            case 2:
                File.WriteAllText(Path.Combine(engine.Folder, "KILL"), "simulated\n");
                break;
            default:
                study.Input("Kill button", "yes");
                break;
        }
    }
}
