using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using Serilog;
using Simulation.Clock;
using Simulation.Disk;
using Simulation.Network;

namespace Simulation.Engine;

/// <summary>
/// The engine's process: the real runner over the real journal, assembled and recovered as the host does it. Killed, it is thrown away; started
/// again, it knows what the disk knows.
/// </summary>
internal sealed class EngineSide(
    Schedule schedule,
    VirtualClock clock,
    SimulatedDisk disk,
    string folder,
    EngineOptions options,
    Action<InstrumentEngine> traded,
    ILogger log
) : IDisposable
{
    private readonly LogMessages _messages = new(log);
    private readonly List<EngineCallSide> _calls = [];
    private JournalLock? _lock;
    private EngineJournal? _journal;
    private HaltLatch? _latch;
    private EngineRunner? _runner;
    private EdgeClock? _edge;
    private Task _wanted = Task.CompletedTask;
    private EngineRunner? _syncing;

    internal string Folder => folder;

    internal bool IsUp => _runner is not null;

    internal int Life { get; private set; }

    internal EngineRunner Runner => _runner ?? throw new InvalidOperationException("the engine is not running");

    internal EngineJournal Journal => _journal ?? throw new InvalidOperationException("the engine is not running");

    /// <summary>Why the last start failed; empty when it did not.</summary>
    internal string StartFailure { get; private set; } = "";

    /// <summary>The last start failed because the journal cannot be trusted.</summary>
    internal bool IsJournalCorrupt { get; private set; }

    /// <summary>Starts as EngineServer does. False: the disk does not let it, and it may be tried again.</summary>
    internal bool TryStart()
    {
        if (IsUp)
            return true;
        IsJournalCorrupt = false;
        if (!JournalLock.TryTake(folder, out _lock))
            throw new InvalidOperationException("the journal's lock is held by a process that is gone");
        try
        {
            var intents = new IntentComparison();
            var outbox = new DecisionOutbox { IsMuted = true, Replayed = intents };
            var recovery = JournalRecovery.Read(folder, options, new WatchedDecisions(outbox, traded), EdgeClock.UnixNsOf(clock), intents);
            if (recovery.Totals.Difference is { } difference)
                throw new InvalidOperationException($"the journal replays differently: {difference}");
            _edge = new EdgeClock(clock, recovery.Step.NewestUnixNs);
            _journal = recovery.BeginSegment(folder, disk.Create);
            _latch = HaltLatch.Open(folder, disk.Open);
            var runner = new EngineRunner(
                recovery.Step,
                _journal,
                _latch,
                new KillFile(folder),
                outbox,
                _edge,
                new JournalSettings(),
                _messages
            );
            runner.Begin(_latch.Reason ?? "");
            _runner = runner;
            Life++;
            StartFailure = "";
            WatchCommands();
            return true;
        }
        catch (Exception failed) when (failed is IOException or JournalCorruptException)
        {
            StartFailure = failed.Message;
            IsJournalCorrupt = failed is JournalCorruptException;
            Close(powerLost: false);
            return false;
        }
    }

    internal EngineCallSide Accept(Wire down, Action<byte[]> arrives, Action tellPeer)
    {
        var side = new EngineCallSide(schedule, Runner, _edge!, down, arrives, tellPeer);
        _calls.Add(side);
        return side;
    }

    internal void Tick()
    {
        if (_runner is not { } runner)
            return;
        var before = runner.Read(state => new HeldOverTurn(state));
        disk.MayWait = false;
        runner.Tick();
        disk.MayWait = true;
        before.HoldAgainst(runner.Read(state => new HeldOverTurn(state)));
    }

    internal void SyncJournal()
    {
        if (_syncing != _runner)
            _runner?.SyncJournal();
    }

    /// <summary>Commands that want their records on the device get them, one sync at a time, as beside the runner.</summary>
    internal void SendCommands()
    {
        if (_runner is not { } runner || _syncing == runner || !_wanted.IsCompleted)
            return;
        _syncing = runner;
        runner.SendCommands();
        // It may have been killed while it waited for the device.
        if (_runner != runner)
            return;
        _syncing = null;
        WatchCommands();
    }

    internal void Kill(bool powerLost)
    {
        foreach (var call in _calls)
            call.Die();
        _calls.Clear();
        Close(powerLost);
    }

    /// <summary>Ends in order, as the host does when it is asked to.</summary>
    internal void Stop()
    {
        _runner?.Stop();
        Kill(powerLost: false);
    }

    public void Dispose() => Kill(powerLost: false);

    private void WatchCommands() => _wanted = Runner.CommandWantedAsync(CancellationToken.None);

    private void Close(bool powerLost)
    {
        _runner = null;
        disk.Kill(powerLost);
        _journal?.Dispose();
        _latch?.Dispose();
        _lock?.Dispose();
        (_journal, _latch, _lock) = (null, null, null);
        _syncing = null;
    }
}
