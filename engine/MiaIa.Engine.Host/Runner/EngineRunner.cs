using System.Diagnostics;
using Grpc.Core;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Runner.Facts;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Host.Watches;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Owns the cores. Whatever happens enters here under one lock, in one order, and is journalled in that order before anyone hears of
/// it. With one study publishing the lock is uncontended: the thread that read the frames also steps the core, writes the journal
/// and sends the answer.
/// </summary>
internal sealed partial class EngineRunner : IOptionIngress
{
    private readonly Lock _gate = new();
    private EngineState _state;
    private readonly EngineJournal _journal;
    private readonly EdgeClock _clock;
    private readonly LogMessages _log;
    private readonly Subscribers _subscribers = new();
    private readonly TradingControls _controls;
    private readonly FrameIngress _ingress;
    private readonly OptionIngress _options;
    private readonly OutboundPublisher _outbound;
    private readonly ExitsWithoutRecord _exits;
    private readonly KillFile _killFile;
    private readonly MinuteTotals _totals;
    private readonly VolumeWatch _volume;
    private readonly ChainTurn _turn;
    private readonly long _startedUnixNs;
    private bool _isStopped;

    /// <summary>Takes over a state, empty or rebuilt from the journal, and goes on with it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="journal">Begun and empty.</param>
    /// <param name="latch">Keeps a halt.</param>
    /// <param name="killFile">Looked for at every tick.</param>
    /// <param name="outbox">Where the state's decisions gather; from here on they are sent.</param>
    /// <param name="clock">The clock at the edge.</param>
    /// <param name="settings">When the journal is forced onto the device, and how often a study is told what it has.</param>
    /// <param name="log">The log.</param>
    public EngineRunner(
        EngineState state,
        EngineJournal journal,
        HaltLatch latch,
        KillFile killFile,
        DecisionOutbox outbox,
        EdgeClock clock,
        JournalSettings settings,
        LogMessages log
    )
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(outbox);
        _state = state;
        _journal = journal;
        _clock = clock;
        _log = log;
        _controls = new(state, journal, latch, killFile, _subscribers, log);
        _ingress = new(state, journal, _subscribers, _controls, log);
        _options = new(state, journal, log);
        _outbound = new(state, journal, outbox, _subscribers, _controls, settings, log);
        _exits = new(journal, _subscribers, _controls, log);
        _killFile = killFile;
        _totals = new(log);
        _volume = new(log);
        _turn = new(journal, outbox, _subscribers, _controls, _ingress, _options, _outbound, log);
        _startedUnixNs = clock.WallUnixNs;
        outbox.IsMuted = false;
    }

    /// <summary>What the journal has taken so far, and whether it cannot be written now.</summary>
    internal (long Records, long Bytes, long Lost, bool IsFailing) JournalTotals
    {
        get
        {
            lock (_gate)
            {
                return ((long)_journal.Records, (long)_journal.Bytes, (long)_journal.RecordsLost, _journal.Failure is not null);
            }
        }
    }

    /// <summary>Closes what the engine before this one left open, and keeps its halt.</summary>
    /// <param name="halt">Why an older chain or the latch says halted; empty when neither does.</param>
    public void Begin(string halt)
    {
        ArgumentNullException.ThrowIfNull(halt);
        lock (_gate)
        {
            var at = _clock.ReceivedUnixNs;
            _controls.NoteUnrecorded(at);
            foreach (var epoch in _state.Epochs.Where(e => e.IsAttached).ToArray())
                _ingress.Detach(epoch.Epoch, at);

            _controls.TakeOver(halt, at);
            _outbound.Finish(at);
        }
    }

    /// <summary>Takes every frame of a message, and answers them together.</summary>
    /// <exception cref="RpcException">The stream cannot go on; what was read before was taken and answered.</exception>
    public void Take(StudySession session, StudyFrames message)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(message);
        Enter(session, message);
        var began = Stopwatch.GetTimestamp();
        var at = _clock.ReceivedUnixNs;
        var wall = _clock.WallUnixNs;
        session.BeginTurn();
        try
        {
            foreach (var frame in message.Frame)
            {
                if (session.Ending is not null || _isStopped)
                    break;
                _ingress.Apply(session, frame.Memory, at, wall);
            }
        }
        finally
        {
            try
            {
                _outbound.Finish(at);
                session.Flush();
                Drains.Add(session.TakeDrain(message.Frame.Count, began));
            }
            finally
            {
                _gate.Exit();
            }
        }
    }

    /// <inheritdoc/>
    public string? Apply(OptionInput input)
    {
        lock (_gate)
        {
            return _isStopped ? "not taken: the engine has stopped" : _options.Apply(input, _clock.ReceivedUnixNs, _outbound);
        }
    }

    /// <summary>Ends a stream that has not said Hello in the time it had.</summary>
    public void EndUnlessIntroduced(StudySession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        lock (_gate)
        {
            if (session.Instrument is null)
                session.End(StatusCode.DeadlineExceeded, "no Hello came");
        }
    }

    /// <summary>A stream has ended.</summary>
    public void Leave(StudySession session)
    {
        lock (_gate)
        {
            var at = _clock.ReceivedUnixNs;
            if (!_isStopped)
                _outbound.Finish(at, isLast: true);
            _ingress.Leave(session, at);
            if (!_isStopped)
                _outbound.Finish(at);
        }
    }

    /// <summary>The clock ticked: every 100 ms. While the journal fails, this is what tries it again.</summary>
    public void Tick()
    {
        lock (_gate)
        {
            if (_isStopped)
                return;

            FollowClock();
            var at = _clock.ReceivedUnixNs;
            if (_journal.Failure is null && _state.Epochs.Count > 0)
            {
                _journal.Append(JournalRecordKind.ClockTick, at, []);
                _state.Tick(at);
            }

            _exits.Look(_state, at);
            _outbound.Finish(at);
            if (_journal.Failure is null && !_journal.TryTurnAtMidnight(at, out var failure))
                _log.JournalNote($"a new segment could not be begun, the old one goes on: {failure}");
            _journal.Header.Begin(_state);

            _state = _turn.TryTurn(_state, at) ?? _state;
            _controls.KeepLatched(at);
            _totals.Say(_state, at);
            _volume.Look(_state, at);
        }
    }

    /// <summary>Halts, latched until Resume.</summary>
    public SwitchReply Halt(HaltRequest request) => Stop(at => _controls.Halt(request, at), SwitchFrames.Of(SwitchFrames.Bounded(request)));

    /// <summary>Halts and asks every attached study to cancel and close; also while the journal fails: an exit always passes.</summary>
    public SwitchReply Flatten(FlattenRequest request) =>
        Stop(at => _controls.Flatten(request, at), SwitchFrames.Of(SwitchFrames.Bounded(request)));

    /// <summary>Begins to watch: the signals that are alive first, then every event.</summary>
    /// <exception cref="RpcException">The instrument is not one of ours.</exception>
    public void Watch(SignalWatcher watcher)
    {
        ArgumentNullException.ThrowIfNull(watcher);
        lock (_gate)
        {
            if (_isStopped)
                watcher.End(StatusCode.Unavailable, "the engine is stopping");

            foreach (var instrument in InstrumentLookup.Of(_state, watcher.Instrument))
            {
                if (instrument.Core.TryGetAlive(out var alive))
                    watcher.Show(Messages.From(instrument, alive));
            }

            _subscribers.Add(watcher);
        }
    }

    /// <summary>A watcher has gone.</summary>
    public void Unwatch(SignalWatcher watcher)
    {
        lock (_gate)
        {
            _subscribers.Remove(watcher);
        }
    }

    /// <summary>The score of one instrument, or of all when the name is empty; with the exposure of its options when asked.</summary>
    /// <exception cref="RpcException">The instrument is not one of ours.</exception>
    public IReadOnlyList<ConfluenceState> States(string instrument, bool withExposure)
    {
        lock (_gate)
        {
            return [.. InstrumentLookup.Of(_state, instrument).Select(instrument => Messages.StateOf(instrument, _state, withExposure))];
        }
    }

    /// <summary>What the engine holds now.</summary>
    public EngineStatus Report(bool withExposure)
    {
        lock (_gate)
            return EngineReport.From(_state, _journal, Times, withExposure);
    }

    /// <summary>Asks something of the state, under the lock: what comes out of it must not hold on to it.</summary>
    public T Read<T>(Func<EngineState, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        lock (_gate)
            return read(_state);
    }

    /// <summary>Forces the journal onto the device, beside the runner. A failure is found by the next turn, which halts.</summary>
    public void SyncJournal() => _journal.TrySync();

    /// <summary>Ends every stream and the journal; nothing is taken afterwards.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (_isStopped)
                return;

            var at = _clock.ReceivedUnixNs;
            foreach (var epoch in _state.Epochs.Where(e => e.IsAttached).ToArray())
                _ingress.Detach(epoch.Epoch, at);

            _journal.Append(JournalRecordKind.End, at, BitConverter.GetBytes(_state.DecisionHash));
            _outbound.Finish(at);
            // Exits do not wait for the device any more, and nobody would watch an entry that left now.
            _outbound.Commands.Release(_outbound.Commands.Newest, "the engine stops", at);
            _outbound.Finish(at, isLast: true);
            _isStopped = true;
            _subscribers.EndAll("the engine is stopping");
            _journal.TrySync();
            OpenAtStop.Say(_state, _log);
            _log.Stopped(_journal.Records, _state.DecisionHash, _state.StateHash());
        }
    }
}
