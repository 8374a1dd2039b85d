using System.Threading.Channels;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Makes commands of order intents: first the record on the device, then the command to the study that publishes. A device can take seconds, so
/// it is waited for beside the runner. An entry never leaves without its record, older than its time to live, counted from the market that it was
/// decided on, or overtaken by an exit or a halt; an exit waits a moment at most. On paper the intents are recorded with everything else and no
/// command leaves. Belongs to the runner's lock, except <see cref="WantedAsync"/>.
/// </summary>
internal sealed class CommandSender
{
    private const long NsPerMilli = 1_000_000;

    // Looked at once a turn, and a tick makes one every 100 ms: an exit has left after 250 ms.
    private const long ExitWaitNs = 150 * NsPerMilli;

    private readonly EngineJournal _journal;
    private readonly Subscribers _subscribers;
    private readonly LogMessages _log;
    private readonly IntentRecord _record = new();
    private readonly List<Waiting> _waiting = [];

    private readonly List<(string Instrument, ulong OrderId)> _kept = [];

    // One sync serves all that wait when it begins, so that one word is enough. Whoever waits for it goes on at once, to begin a task.
    private readonly Channel<bool> _wanted = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, AllowSynchronousContinuations = true }
    );

    internal CommandSender(EngineJournal journal, Subscribers subscribers, LogMessages log)
    {
        _journal = journal;
        _subscribers = subscribers;
        _log = log;
    }

    /// <summary>The number of the newest command that had to wait: a sync that begins now puts it, and all before it, on the device.</summary>
    internal ulong Newest { get; private set; }

    /// <summary>Commands that wait for their record.</summary>
    internal int WaitingCount => _waiting.Count;

    /// <summary>Completes when there is something to put on the device.</summary>
    internal async Task WantedAsync(CancellationToken cancellation) => await _wanted.Reader.ReadAsync(cancellation).ConfigureAwait(false);

    /// <summary>A new chain has begun: its instruments from here on.</summary>
    internal void Follow(EngineState state)
    {
        for (var i = 0; i < _waiting.Count; i++)
            _waiting[i] = _waiting[i] with { Instrument = state.FindInstrument(_waiting[i].Instrument.Name)! };
    }

    /// <summary>Takes what the turn decided. Called once a turn, when its inputs are written or could not be.</summary>
    internal void Take(IReadOnlyList<(InstrumentEngine Instrument, OrderIntent Intent)> intents, bool isSafe, long atUnixNs)
    {
        var before = Newest;
        foreach (var (instrument, intent) in intents)
        {
            if (intent.Kind != OrderIntentKind.Query)
                _journal.Append(JournalRecordKind.OrderIntent, atUnixNs, _record.Of(instrument.Name, intent));
            if (instrument.Core.Trading.Mode == TradingMode.DryRun)
                continue;
            if (intent.Kind == OrderIntentKind.Query)
                Send(instrument, intent, ageMillis: 0);
            else
                _waiting.Add(new(++Newest, instrument, intent, atUnixNs, LateNs(instrument, intent)));
        }

        if (Newest != before)
        {
            if (isSafe && _journal.TryFlush())
                _wanted.Writer.TryWrite(true);
            else
                Release(Newest, WithoutRecord(), atUnixNs);
        }

        SendLateExits(atUnixNs);
    }

    /// <summary>Those up to a number are on the device, or cannot be put there.</summary>
    /// <param name="newest">See <see cref="Newest"/>.</param>
    /// <param name="whyNot">Why no entry of them may leave; null when they are on the device.</param>
    /// <param name="atUnixNs">Local time.</param>
    internal void Release(ulong newest, string? whyNot, long atUnixNs)
    {
        var count = 0;
        for (; count < _waiting.Count && _waiting[count].Number <= newest; count++)
        {
            var waiting = _waiting[count];
            if (waiting.IsSent)
                continue;
            if (waiting.IsEntry && (whyNot ?? (_subscribers.IsHeld ? "trading is being halted" : waiting.WhyNot(atUnixNs))) is { } why)
                Keep(waiting, why);
            else
                Send(waiting.Instrument, waiting.Intent, waiting.AgeMillis(atUnixNs));
        }

        _waiting.RemoveRange(0, count);
    }

    /// <summary>
    /// The core learns of the entries that were kept back: each is denied here, and nobody asks about it. Called before a turn is finished, because
    /// what follows from it belongs to that turn.
    /// </summary>
    internal void TellKept(EngineState state, long atUnixNs)
    {
        foreach (var (name, orderId) in _kept)
        {
            var instrument = state.FindInstrument(name)!;
            _journal.Append(JournalRecordKind.EntryKept, atUnixNs, KeptRecord.Of(name, orderId));
            state.KeepEntry(instrument, orderId, atUnixNs);
        }

        _kept.Clear();
    }

    /// <summary>Why no entry may leave when its record could not be put on the device.</summary>
    internal string WithoutRecord() => $"its record is not on the device: {_journal.Failure ?? "the journal cannot be written"}";

    // A device that is slow holds no exit up: its record follows. What it passes by may not come behind it and open what it has closed.
    private void SendLateExits(long atUnixNs)
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var waiting = _waiting[i];
            if (waiting.IsSent || waiting.IsEntry || atUnixNs - waiting.SinceUnixNs < ExitWaitNs)
                continue;
            Send(waiting.Instrument, waiting.Intent, ageMillis: 0);
            _waiting[i] = waiting with { IsSent = true };
            for (var passed = 0; passed < i; passed++)
            {
                if (_waiting[passed].Instrument == waiting.Instrument)
                    _waiting[passed] = _waiting[passed] with { IsOvertaken = true };
            }
        }
    }

    // An exit waits for its record no longer than any other.
    private long LateNs(InstrumentEngine instrument, in OrderIntent intent) =>
        intent.Kind == OrderIntentKind.Enter ? _subscribers.PublisherOf(instrument)?.LateNs ?? 0 : 0;

    private void Keep(in Waiting entry, string why)
    {
        _log.EntryKept(entry.Instrument.Name, CommandId.Of(entry.Intent.OrderId), why);
        _kept.Add((entry.Instrument.Name, entry.Intent.OrderId));
    }

    private void Send(InstrumentEngine instrument, in OrderIntent intent, long ageMillis)
    {
        var trading = instrument.Core.Options.Trading;
        if (_subscribers.PublisherOf(instrument) is not { } study)
        {
            _log.NobodyToTell(instrument.Name, intent.Kind, CommandId.Of(intent.OrderId));
            return;
        }

        var command = CommandMessages.Of(
            intent,
            (V1.TradingMode)(int)trading.Mode,
            trading.Mode == TradingMode.Live ? study.Hello!.Account : "",
            trading.DriftTicksMax,
            // The study counts from its newest frame, which may be younger than the decision: it gets what is left.
            (int)(trading.TimeToLiveMillis - ageMillis)
        );
        // As it is now: what has filled since the decision is closed too.
        if (command.Flatten is { } flatten)
            flatten.OwnLots = instrument.Core.Trading.Orders.OwnPosition;
        study.Deliver(command);
    }

    /// <summary>A command whose record is on its way to the device.</summary>
    private readonly record struct Waiting(
        ulong Number,
        InstrumentEngine Instrument,
        OrderIntent Intent,
        long SinceUnixNs,
        long LateNs,
        bool IsSent = false,
        bool IsOvertaken = false
    )
    {
        internal bool IsEntry => Intent.Kind == OrderIntentKind.Enter;

        /// <summary>Since the market that it was decided on, which may have waited to be read.</summary>
        internal long AgeMillis(long atUnixNs) => (atUnixNs - SinceUnixNs + LateNs) / NsPerMilli;

        /// <summary>Why the entry may not leave although its record is on the device; null when it may.</summary>
        internal string? WhyNot(long atUnixNs)
        {
            if (AgeMillis(atUnixNs) >= Instrument.Core.Options.Trading.TimeToLiveMillis)
                return $"it is {AgeMillis(atUnixNs)} ms old, of which its market waited {LateNs / NsPerMilli} ms to be read";
            if (IsOvertaken)
                return "an exit has left before it, the device is slow";
            return Instrument.Core.Trading.State == TradingState.Halted ? "trading was halted meanwhile" : null;
        }
    }
}
