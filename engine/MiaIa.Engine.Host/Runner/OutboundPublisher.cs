using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// The end of every turn of the runner: first the journal, then what follows from it. Nothing is acknowledged and no signal goes out
/// whose input is not journalled. When the journal cannot be written the engine halts, and stays halted until Resume.
/// </summary>
internal sealed class OutboundPublisher
{
    private const long NsPerMilli = 1_000_000;

    private EngineState _state;
    private readonly EngineJournal _journal;
    private readonly DecisionOutbox _outbox;
    private readonly Subscribers _subscribers;
    private readonly TradingControls _controls;
    private readonly FsyncPolicy _fsync;
    private readonly long _acknowledgeNs;
    private readonly ModeNote _mode;
    private readonly LogMessages _log;
    private bool _isFailing;

    internal OutboundPublisher(
        EngineState state,
        EngineJournal journal,
        DecisionOutbox outbox,
        Subscribers subscribers,
        TradingControls controls,
        JournalSettings settings,
        LogMessages log
    )
    {
        _state = state;
        _journal = journal;
        _outbox = outbox;
        _subscribers = subscribers;
        _controls = controls;
        _fsync = settings.Fsync;
        _acknowledgeNs = settings.AcknowledgeMs * NsPerMilli;
        _log = log;
        _mode = new(state, journal);
        Commands = new(journal, subscribers, log);
    }

    /// <summary>What waits for its record.</summary>
    internal CommandSender Commands { get; }

    /// <summary>What was executed.</summary>
    internal NewestFills Fills => _outbox.Fills;

    /// <summary>A new chain has begun: its state from here on.</summary>
    internal void Follow(EngineState state)
    {
        _state = state;
        _mode.Follow(state);
        Commands.Follow(state);
    }

    /// <param name="atUnixNs">The turn's time.</param>
    /// <param name="isLast">Of a study or of the engine: what is owed is acknowledged now.</param>
    internal void Finish(long atUnixNs, bool isLast = false)
    {
        Commands.TellKept(_state, atUnixNs);
        _controls.KeepLossLimit(atUnixNs);
        _controls.TellLimits();
        _mode.Keep(_outbox.Intents.Count > 0, atUnixNs);
        var isSafe = IsSafe(atUnixNs);
        // Also when nothing is safe: an exit leaves without its record.
        Commands.Take(_outbox.Intents, isSafe, atUnixNs);
        foreach (var (instrument, line) in _outbox.Lines)
            _log.Trading(instrument.Name, line);
        foreach (var (instrument, report) in _outbox.Refusals)
            _log.OrderRefused(instrument.Name, report);

        if (!isSafe)
        {
            _outbox.Clear();
            Show(atUnixNs);
            return;
        }

        for (var i = 0; i < _outbox.Count; i++)
        {
            var (instrument, signal) = _outbox.Signals[i];
            _subscribers.Tell(instrument, signal);
            _log.Signal(signal);
        }

        _outbox.Clear();
        foreach (var study in _subscribers.Studies)
        {
            if (study.OwesAckAt(atUnixNs, isLast ? 0 : _acknowledgeNs) && _state.FindEpoch(study.Epoch) is { } state)
                study.Ack(state.Expected - 1, atUnixNs);
        }

        Show(atUnixNs);
    }

    // Also while the journal fails: what is shown decides nothing, and a bridge that hears nothing takes the engine for frozen.
    private void Show(long atUnixNs)
    {
        for (var i = 0; i < _state.Instruments.Count; i++)
        {
            _subscribers.ShowState(_state.Instruments[i], _state, atUnixNs);
            _subscribers.ShowLevels(_state.Instruments[i], atUnixNs);
        }

        _subscribers.Flush();
    }

    private bool IsSafe(long atUnixNs)
    {
        var isSafe = _journal.TryFlush() && (_fsync != FsyncPolicy.EveryDrain || _journal.TrySync());
        if (!isSafe && !_isFailing)
        {
            _log.JournalFailed(_journal.Path, _journal.Failure!);
            _controls.Halt(new HaltRequest { By = "engine", Reason = $"the journal cannot be written: {_journal.Failure}" }, atUnixNs);
        }
        else if (isSafe && _isFailing)
        {
            _log.JournalWorks(_journal.Path);
            _controls.NoteUnrecorded(atUnixNs);
        }

        _isFailing = !isSafe;
        return isSafe;
    }
}
