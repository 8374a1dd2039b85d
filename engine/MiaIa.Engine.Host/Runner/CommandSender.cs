using MiaIa.Engine.Accounts;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Makes commands of order intents: first the record on the device, then the command to the study that publishes. A device can take seconds, so
/// it is waited for beside the runner. An entry without its record, or older than its time to live, never leaves; an exit waits a moment at most.
/// On paper the intents are recorded with everything else and no command leaves.
/// </summary>
internal sealed class CommandSender : IDisposable
{
    private const long ExitWaitNs = 250_000_000;

    private readonly EngineJournal _journal;
    private readonly DecisionOutbox _outbox;
    private readonly Subscribers _subscribers;
    private readonly LogMessages _log;
    private readonly IntentRecord _record = new();
    private readonly List<Waiting> _waiting = [];
    private readonly SemaphoreSlim _wanted = new(0);

    internal CommandSender(EngineJournal journal, DecisionOutbox outbox, Subscribers subscribers, LogMessages log)
    {
        _journal = journal;
        _outbox = outbox;
        _subscribers = subscribers;
        _log = log;
    }

    /// <summary>How many wait for their record: a sync that begins now puts them on the device.</summary>
    internal int WaitingCount => _waiting.Count;

    /// <summary>Completes when there is something to put on the device.</summary>
    internal Task WantedAsync(CancellationToken cancellation) => _wanted.WaitAsync(cancellation);

    /// <summary>Takes what the turn decided. Called once a turn, when its inputs are written or could not be.</summary>
    internal void Take(bool isSafe, long atUnixNs)
    {
        var first = _waiting.Count;
        foreach (var (instrument, intent) in _outbox.Intents)
        {
            if (intent.Kind != OrderIntentKind.Query)
                _journal.Append(JournalRecordKind.OrderIntent, atUnixNs, _record.Of(instrument.Name, intent));
            if (instrument.Core.Trading.Mode == TradingMode.DryRun)
                continue;
            if (intent.Kind == OrderIntentKind.Query)
                Send(instrument, intent);
            else
                _waiting.Add(new(instrument, intent, atUnixNs));
        }

        if (_waiting.Count > first)
        {
            if (isSafe && _journal.TryFlush())
                _wanted.Release();
            else
                Release(_waiting.Count, isDurable: false, atUnixNs);
        }

        SendLateExits(atUnixNs);
    }

    /// <summary>The first so many are on the device, or cannot be put there.</summary>
    internal void Release(int count, bool isDurable, long atUnixNs)
    {
        foreach (var waiting in _waiting.Take(count))
        {
            if (waiting.IsSent)
                continue;
            if (waiting.WhyNot(isDurable, atUnixNs, _journal.Failure) is { } why)
                _log.EntryKept(waiting.Instrument.Name, CommandId.Of(waiting.Intent.OrderId), why);
            else
                Send(waiting.Instrument, waiting.Intent);
        }

        _waiting.RemoveRange(0, count);
    }

    /// <inheritdoc/>
    public void Dispose() => _wanted.Dispose();

    // A device that is slow holds no exit up: its record follows.
    private void SendLateExits(long atUnixNs)
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var waiting = _waiting[i];
            if (waiting.IsSent || waiting.Intent.Kind == OrderIntentKind.Enter || atUnixNs - waiting.SinceUnixNs < ExitWaitNs)
                continue;
            Send(waiting.Instrument, waiting.Intent);
            _waiting[i] = waiting with { IsSent = true };
        }
    }

    private void Send(InstrumentEngine instrument, in OrderIntent intent)
    {
        var trading = instrument.Core.Options.Trading;
        if (_subscribers.PublisherOf(instrument) is not { } study)
        {
            _log.NobodyToTell(instrument.Name, intent.Kind, CommandId.Of(intent.OrderId));
            return;
        }

        study.Deliver(
            CommandMessages.Of(
                intent,
                (V1.TradingMode)(int)trading.Mode,
                trading.Mode == TradingMode.Live ? study.Hello!.Account : "",
                trading.DriftTicksMax,
                trading.TimeToLiveMillis
            )
        );
    }

    /// <summary>A command whose record is on its way to the device.</summary>
    private readonly record struct Waiting(InstrumentEngine Instrument, OrderIntent Intent, long SinceUnixNs, bool IsSent = false)
    {
        private const long NsPerMilli = 1_000_000;

        /// <summary>Why it may not leave; null when it may.</summary>
        internal string? WhyNot(bool isDurable, long atUnixNs, string? failure)
        {
            if (Intent.Kind != OrderIntentKind.Enter)
                return null;
            if (!isDurable)
                return $"its record is not on the device: {failure ?? "the journal cannot be written"}";
            var age = (atUnixNs - SinceUnixNs) / NsPerMilli;
            return age < Instrument.Core.Options.Trading.TimeToLiveMillis ? null : $"the device took {age} ms";
        }
    }
}
