using System.Globalization;
using System.Text;
using Google.Protobuf;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Halt, resume and flatten: latched, journalled, then done. A halt of a running engine and the first flattens always pass; what is said
/// again and again is bounded, so that no caller can fill the disk, the log or a study's queue.
/// </summary>
internal sealed class TradingControls
{
    private const long LatchAgainNs = 1_000_000_000;

    private EngineState _state;
    private readonly EngineJournal _journal;
    private readonly HaltLatch _latch;
    private readonly KillFile _killFile;
    private readonly LogMessages _log;
    private readonly CommandRate _switches = new();
    private readonly CommandRate _flattens = new();
    private string? _latchFailure;
    private long _latchAgainAtUnixNs;
    private DateOnly? _journalledLossDate;

    internal TradingControls(EngineState state, EngineJournal journal, HaltLatch latch, KillFile killFile, LogMessages log)
    {
        _killFile = killFile;
        _state = state;
        _journal = journal;
        _latch = latch;
        _log = log;
    }

    /// <summary>Looks for the kill file. What each study hears when it has come.</summary>
    internal Func<EngineFrame>? LookForKillFile(long atUnixNs) =>
        _killFile.Look() is { } reason ? Flatten(new FlattenRequest { By = "file", Reason = reason }, atUnixNs) : null;

    /// <summary>The trader pressed the study's button. What each study hears.</summary>
    internal Func<EngineFrame>? Press(StudySwitch pressed, string instrument, long atUnixNs)
    {
        var by = $"study of {instrument}";
        return pressed.Flatten
            ? Flatten(new FlattenRequest { By = by, Reason = pressed.Reason }, atUnixNs)
            : Halt(new HaltRequest { By = by, Reason = pressed.Reason }, atUnixNs);
    }

    /// <summary>A new chain has begun: its state from here on.</summary>
    internal void Follow(EngineState state) => (_state, _journalledLossDate) = (state, null);

    /// <summary>Halts. Returns what each study hears; null when the engine is halted and was told so too often: nothing is done again.</summary>
    internal Func<EngineFrame>? Halt(HaltRequest request, long atUnixNs)
    {
        if (!_switches.Allows(atUnixNs) && _state.IsHalted)
            return null;

        // Bounded before it is kept anywhere.
        var halt = new HaltRequest { By = TradingControlText.Clean(request.By), Reason = TradingControlText.Clean(request.Reason) };
        Halt(TradingControlText.From(halt), JournalRecordKind.Halt, halt, atUnixNs);
        var told = new V1.Halt { Reason = halt.Reason, By = halt.By };
        return () => new EngineFrame { Halt = told };
    }

    /// <summary>Halts and flattens. Returns what each study hears; null when they heard it too often within the last seconds.</summary>
    internal Func<EngineFrame>? Flatten(FlattenRequest request, long atUnixNs)
    {
        if (!_flattens.Allows(atUnixNs))
            return null;

        var flatten = new FlattenRequest { By = TradingControlText.Clean(request.By), Reason = TradingControlText.Clean(request.Reason) };
        Halt(TradingControlText.From(flatten), JournalRecordKind.Flatten, flatten, atUnixNs);
        // Without an id: the core's own flatten follows with one, and an exit under any other name would not be taken for ours.
        var told = new V1.Flatten { Reason = flatten.Reason, By = flatten.By };
        return () => new EngineFrame { Flatten = told };
    }

    /// <summary>Allows signals again. Returns what each study hears, or why not: while the journal or the latch cannot be written.</summary>
    internal (Func<EngineFrame>? Told, string WhyNot) Resume(ResumeRequest request, long atUnixNs)
    {
        if (_journal.Failure is { } failure)
            return (null, $"the journal cannot be written, {failure}");
        if (_killFile.IsThere)
            return (null, "the file KILL lies in the journal's folder, remove it first");
        if (!_switches.Allows(atUnixNs))
            return (null, "too many halts and resumes, wait some seconds");
        // First the latch: dying between the two leaves the halt of the journal.
        if (_latch.TryClear() is { } kept)
            return (null, $"the latch cannot be cleared, {kept}");

        _latchFailure = null;
        var by = TradingControlText.Clean(request.By);
        _journal.Append(JournalRecordKind.Resume, atUnixNs, new ResumeRequest { By = by }.ToByteArray());
        _state.Resume(atUnixNs);
        _log.Resumed(by);
        return (() => new EngineFrame { Resume = new V1.Resume { By = by } }, "");
    }

    /// <summary>A halt that the latch does not have, and the death of a journal that it does not tell of, are tried again each second.</summary>
    internal void KeepLatched(long atUnixNs)
    {
        var isAsItIs = _latch.Reason is not null && _latchFailure is null && (!_journal.IsDead || _latch.Unrecorded is not null);
        if (_state.IsHalted && !isAsItIs && atUnixNs >= _latchAgainAtUnixNs)
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

    /// <summary>What an engine before this one did without a journal is said in this one, before anything else is in it.</summary>
    internal void NoteUnrecorded(long atUnixNs)
    {
        if (_latch.Unrecorded is not { } stretch)
            return;

        _log.JournalNote(stretch);
        // The latch keeps it until the journal has it for certain: said twice is better than never.
        if (_journal.AppendAndSync(JournalRecordKind.Unrecorded, atUnixNs, Encoding.UTF8.GetBytes(stretch)))
            _latchFailure = _latch.TryClearUnrecorded();
    }

    /// <summary>What is so now; asked once the turn's records were written, or could not be.</summary>
    /// <param name="whyNot">Why it was not resumed; empty when nobody asked.</param>
    internal SwitchReply Reply(string whyNot)
    {
        if (!_state.IsHalted)
            return new SwitchReply { Text = "running" };
        if (whyNot.Length > 0)
            return new SwitchReply { Halted = true, Text = $"still halted: {whyNot}" };

        var kept = (_latchFailure, _journal.Failure) switch
        {
            (null, null) => "",
            (null, { } journal) => $"; latched on the disk, not journalled: {journal}",
            ({ } latch, null) => $"; journalled, the latch cannot be written: {latch}",
            ({ } latch, { } journal) => $"; ONLY UNTIL THE ENGINE ENDS: neither latch nor journal can be written: {latch}; {journal}",
        };
        return new SwitchReply { Halted = true, Text = $"halted, {_state.HaltReason}{kept}" };
    }

    private void Halt(string reason, JournalRecordKind kind, IMessage request, long atUnixNs)
    {
        Latch(reason, atUnixNs);
        _journal.Append(kind, atUnixNs, request.ToByteArray());
        if (kind == JournalRecordKind.Flatten)
            _state.Flatten(reason, atUnixNs);
        else
            _state.Halt(reason, atUnixNs);
        _log.Halted(_state.HaltReason);
    }

    private void Latch(string reason, long atUnixNs)
    {
        var failure = _journal.IsDead ? _latch.TrySetUnrecorded(reason, Unrecorded(atUnixNs)) : _latch.TrySet(reason);
        if (failure is not null && _latchFailure is null)
            _log.LatchFailed(failure);

        _latchFailure = failure;
        _latchAgainAtUnixNs = atUnixNs + LatchAgainNs;
    }

    private string Unrecorded(long atUnixNs) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"from {DateTimeOffset.UnixEpoch.AddTicks(atUnixNs / 100):u} on what the engine did has no record: {_journal.Path}: {_journal.Failure}"
        );
}
