using System.Globalization;
using System.Text;
using Google.Protobuf;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Halt, resume and flatten. A halt is done and told to every study before it is latched and journalled: a device that hangs holds no kill up.
/// What stops a running engine always passes; what is said again and again is bounded, so that no caller can fill the disk, the log or a
/// study's queue.
/// </summary>
internal sealed class TradingControls
{
    private const long LatchAgainNs = 1_000_000_000;

    private EngineState _state;
    private readonly EngineJournal _journal;
    private readonly HaltLatch _latch;
    private readonly KillFile _killFile;
    private readonly Subscribers _subscribers;
    private readonly LogMessages _log;
    private readonly CommandRate _switches = new();
    private readonly CommandRate _flattens = new();
    private string? _latchFailure;
    private long _latchAgainAtUnixNs;
    private DateOnly? _journalledLossDate;
    private TradingBreach _toldLimits;
    private string? _exitsWithoutRecord;

    /// <summary>Halts and flattens that were done since the start.</summary>
    internal long Halts { get; private set; }

    internal TradingControls(
        EngineState state,
        EngineJournal journal,
        HaltLatch latch,
        KillFile killFile,
        Subscribers subscribers,
        LogMessages log
    )
    {
        _killFile = killFile;
        _subscribers = subscribers;
        _state = state;
        _journal = journal;
        _latch = latch;
        _log = log;
    }

    /// <summary>Takes over what an engine before this one was told and the journal does not say, or says more weakly.</summary>
    /// <param name="halt">Why an older chain or the latch says halted; empty when neither does.</param>
    /// <param name="atUnixNs">Local time.</param>
    internal void TakeOver(string halt, long atUnixNs)
    {
        if (_latch.IsKill && !_state.IsKilled)
            Flatten(TradingControlText.FlattenOf(_latch.Reason!), atUnixNs);
        else if (!_state.IsHalted && halt.Length > 0)
            Halt(TradingControlText.RequestOf(halt), atUnixNs);
        else if (_state.IsHalted)
            _subscribers.TellSwitch(Standing());

        // Also what only the journal knows: an older engine had no latch.
        KeepLatched(atUnixNs);
    }

    /// <summary>
    /// A study has been welcomed while trading is halted. While a flatten is unfinished it hears that too: the one before it may have gone without
    /// an answer, and where the journal fails the core hears none.
    /// </summary>
    internal void TellWelcomed(StudySession study)
    {
        if (StandingHalt.Of(_state) is { Length: > 0 } halt)
            study.Deliver(SwitchFrames.Of(new HaltRequest { By = "engine", Reason = halt }));

        var trading = study.Instrument!.Core.Trading;
        if (!study.IsPublisher || trading.Mode == Accounts.TradingMode.DryRun)
            return;
        if (trading.Orders.IsFlattening || (_state.IsKilled && (trading.Orders.HasSomething || _journal.Failure is not null)))
        {
            var reason = _state.IsHalted ? _state.HaltReason : "a flatten is under way";
            var told = SwitchFrames.Of(new FlattenRequest { By = "engine", Reason = reason });
            Address(told.Flatten, study);
            study.Deliver(told);
        }
    }

    /// <summary>The trader pressed the study's button.</summary>
    internal void Press(StudySwitch pressed, string instrument, long atUnixNs)
    {
        var by = SwitchFrames.ByStudyOf(instrument);
        if (pressed.Flatten)
            Flatten(new FlattenRequest { By = by, Reason = pressed.Reason }, atUnixNs);
        else
            Halt(new HaltRequest { By = by, Reason = pressed.Reason }, atUnixNs);
    }

    /// <summary>A new chain has begun: its state from here on.</summary>
    internal void Follow(EngineState state) => (_state, _journalledLossDate) = (state, null);

    /// <summary>Halts. Nothing is done again when the engine is halted and was told so too often.</summary>
    internal void Halt(HaltRequest request, long atUnixNs)
    {
        if (!_switches.Allows(atUnixNs) && _state.IsHalted)
            return;

        Halts++;
        var halt = SwitchFrames.Bounded(request);
        _journal.Append(JournalRecordKind.Halt, atUnixNs, halt.ToByteArray());
        _state.Halt(TradingControlText.From(halt), atUnixNs);
        Tell(SwitchFrames.Of(halt), atUnixNs);
    }

    /// <summary>Halts and flattens. Nothing is done again when the engine is halted and heard it too often within the last seconds.</summary>
    internal void Flatten(FlattenRequest request, long atUnixNs)
    {
        if (!_flattens.Allows(atUnixNs) && _state.IsHalted)
            return;

        Halts++;
        var flatten = SwitchFrames.Bounded(request);
        _journal.Append(JournalRecordKind.Flatten, atUnixNs, flatten.ToByteArray());
        _state.Flatten(TradingControlText.From(flatten), atUnixNs);
        Tell(SwitchFrames.Of(flatten), atUnixNs, Address);
    }

    /// <summary>Allows signals again. Returns why not: while the journal or the latch cannot be written; empty when it does.</summary>
    internal string Resume(ResumeRequest request, long atUnixNs)
    {
        if (_journal.Failure is { } failure)
            return $"the journal cannot be written, {failure}";
        if (_killFile.Find() is { } kill)
            return $"the file {kill} lies in the journal's folder, remove it first";
        if (StandingHalt.UnfinishedFlatten(_state) is { } unfinished)
            return unfinished;
        if (!_switches.Allows(atUnixNs))
            return "too many halts and resumes, wait some seconds";
        // First the latch: dying between the two leaves the halt of the journal.
        if (_latch.TryClear() is { } kept)
            return $"the latch cannot be cleared, {kept}";

        _latchFailure = null;
        var by = TradingControlText.Clean(request.By);
        _journal.Append(JournalRecordKind.Resume, atUnixNs, new ResumeRequest { By = by }.ToByteArray());
        _state.Resume(atUnixNs);
        _log.Resumed(by);
        _subscribers.TellSwitch(SwitchFrames.Resumed(by));
        // What a person may not lift yet: behind the Resume, so that a study does not take it for lifted.
        _toldLimits = TradingBreach.None;
        TellLimits();
        return "";
    }

    /// <summary>A halt that the latch does not have, and the death of a journal that it does not tell of, are tried again each second.</summary>
    internal void KeepLatched(long atUnixNs)
    {
        var isAsItIs = _latch.Reason is not null && (_latch.IsKill || !_state.IsKilled) && _latchFailure is null;
        if (_state.IsHalted && !(isAsItIs && (!HasNoRecord || _latch.Unrecorded is not null)) && atUnixNs >= _latchAgainAtUnixNs)
            Latch(_state.HaltReason, atUnixNs);
    }

    /// <summary>A daily loss limit that was reached goes into the journal, so that a start with a wider one does not forget it.</summary>
    internal void KeepLossLimit(long atUnixNs)
    {
        var account = _state.Account;
        if ((account.Breaches & TradingBreach.DailyLoss) == 0 || account.LossDate == _journalledLossDate || _journal.Failure is not null)
            return;

        _journal.Append(JournalRecordKind.LossLimit, atUnixNs, BitConverter.GetBytes((ulong)account.LossDate.DayNumber));
        _journalledLossDate = account.LossDate;
    }

    /// <summary>A limit of the account that was reached is a halt for studies too: each of them holds it by itself.</summary>
    internal void TellLimits()
    {
        var limits = _state.Account.Breaches & StandingHalt.OfAccount;
        if (limits == _toldLimits)
            return;

        var isNew = (limits & ~_toldLimits) != 0;
        _toldLimits = limits;
        if (!isNew)
            return;
        var reason = StandingHalt.OfLimits(_state.Account);
        _subscribers.TellSwitch(SwitchFrames.Of(new HaltRequest { By = "engine", Reason = reason }));
        _log.Halted(reason);
    }

    /// <summary>Exits leave while the journal cannot be written, and no record of them will follow: the latch says so until a journal does.</summary>
    internal void NoteExitsWithoutRecord(long atUnixNs)
    {
        if (_exitsWithoutRecord is not null)
            return;
        _exitsWithoutRecord = Unrecorded(atUnixNs);
        // A device that failed beside the runner is found by the end of this turn, which halts and latches.
        if (_state.IsHalted)
            Latch(_state.HaltReason, atUnixNs);
    }

    /// <summary>What was done without a journal, by an engine before this one too, is said in the one that can be written.</summary>
    internal void NoteUnrecorded(long atUnixNs)
    {
        if ((_latch.Unrecorded ?? _exitsWithoutRecord) is not { } stretch)
            return;

        _log.JournalNote(stretch);
        _exitsWithoutRecord = null;
        // The latch keeps it until the journal has it for certain: said twice is better than never.
        if (_journal.AppendAndSync(JournalRecordKind.Unrecorded, atUnixNs, Encoding.UTF8.GetBytes(stretch)))
            _latchFailure = _latch.TryClearUnrecorded();
    }

    /// <summary>What is so now; asked once the turn's records were written, or could not be.</summary>
    /// <param name="whyNot">Why it was not resumed; empty when nobody asked.</param>
    internal SwitchReply Reply(string whyNot)
    {
        if (whyNot.Length > 0 && _state.IsHalted)
            return new SwitchReply { Halted = true, Text = $"still halted: {whyNot}" };
        if (!_state.IsHalted)
        {
            var limits = StandingHalt.OfLimits(_state.Account);
            return limits.Length > 0 ? new SwitchReply { Halted = true, Text = $"still halted: {limits}" } : StandingHalt.OfEntries(_state);
        }

        var kept = (_latchFailure, _journal.Failure) switch
        {
            (null, null) => "",
            (null, { } journal) => $"; latched on the disk, not journalled: {journal}",
            ({ } latch, null) => $"; journalled, the latch cannot be written: {latch}",
            ({ } latch, { } journal) => $"; ONLY UNTIL THE ENGINE ENDS: neither latch nor journal can be written: {latch}; {journal}",
        };
        return new SwitchReply { Halted = true, Text = $"halted, {_state.HaltReason}{kept}" };
    }

    // Before the latch and the journal, which wait for the device: a study that has heard it makes no entry, and closes what is to be closed.
    private void Tell(EngineFrame told, long atUnixNs, Action<Flatten, StudySession>? address = null)
    {
        _subscribers.TellSwitch(told, address);
        Latch(_state.HaltReason, atUnixNs);
        _log.Halted(_state.HaltReason);
    }

    private void Latch(string reason, long atUnixNs)
    {
        var failure = HasNoRecord
            ? _latch.TrySetUnrecorded(reason, _exitsWithoutRecord ?? Unrecorded(atUnixNs), _state.IsKilled)
            : _latch.TrySet(reason, _state.IsKilled);
        if (failure is not null && _latchFailure is null)
            _log.LatchFailed(failure);

        _latchFailure = failure;
        _latchAgainAtUnixNs = atUnixNs + LatchAgainNs;
    }

    // The name of the core's own flatten, so that what answers the one answers the other, and what is ours. On paper no command leaves, and a
    // reader has none to do.
    private static void Address(Flatten flatten, StudySession study)
    {
        if (study is not { IsPublisher: true, Instrument.Core.Trading: { Mode: not Accounts.TradingMode.DryRun } trading })
            return;
        flatten.CommandId = CommandId.Of(trading.Orders.FlattenId);
        flatten.OwnLots = trading.Orders.OwnPosition;
    }

    private EngineFrame Standing()
    {
        var halt = TradingControlText.RequestOf(_state.HaltReason);
        return _state.IsKilled ? SwitchFrames.Of(TradingControlText.FlattenOf(_state.HaltReason)) : SwitchFrames.Of(halt);
    }

    private bool HasNoRecord => _journal.IsDead || _exitsWithoutRecord is not null;

    private string Unrecorded(long atUnixNs) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"from {DateTimeOffset.UnixEpoch.AddTicks(atUnixNs / 100):u} on what the engine did has no record: {_journal.Path}: {_journal.Failure}"
        );
}
