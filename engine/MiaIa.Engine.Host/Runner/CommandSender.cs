using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Makes commands of order intents: first the record on the device, then the command to the study that publishes. An entry without its record
/// never leaves; an exit does. On paper the intents are recorded with everything else and no command leaves.
/// </summary>
internal sealed class CommandSender
{
    private readonly EngineJournal _journal;
    private readonly DecisionOutbox _outbox;
    private readonly Subscribers _subscribers;
    private readonly LogMessages _log;
    private readonly IntentRecord _record = new();

    internal CommandSender(EngineJournal journal, DecisionOutbox outbox, Subscribers subscribers, LogMessages log)
    {
        _journal = journal;
        _outbox = outbox;
        _subscribers = subscribers;
        _log = log;
    }

    /// <summary>Sends what waits. Called once a turn, when its inputs are written or could not be.</summary>
    internal void Send(bool isSafe, long atUnixNs)
    {
        var mustBeDurable = false;
        foreach (var (instrument, intent) in _outbox.Intents)
        {
            if (intent.Kind == OrderIntentKind.Query)
                continue;
            _journal.Append(JournalRecordKind.OrderIntent, atUnixNs, _record.Of(instrument.Name, intent));
            mustBeDurable |= instrument.Core.Trading.Mode != Accounts.TradingMode.DryRun;
        }

        var isDurable = isSafe && (!mustBeDurable || _journal.TryMakeDurable());
        foreach (var (instrument, intent) in _outbox.Intents)
            Send(instrument, intent, isDurable);
    }

    private void Send(InstrumentEngine instrument, in OrderIntent intent, bool isDurable)
    {
        var trading = instrument.Core.Options.Trading;
        if (trading.Mode == Accounts.TradingMode.DryRun)
            return;

        if (intent.Kind == OrderIntentKind.Enter && !isDurable)
        {
            _log.EntryKept(instrument.Name, CommandId.Of(intent.OrderId), _journal.Failure ?? "the journal cannot be written");
            return;
        }

        if (_subscribers.PublisherOf(instrument) is not { } study)
        {
            _log.NobodyToTell(instrument.Name, intent.Kind, CommandId.Of(intent.OrderId));
            return;
        }

        study.Deliver(
            CommandMessages.Of(
                intent,
                (V1.TradingMode)(int)trading.Mode,
                trading.Mode == Accounts.TradingMode.Live ? study.Hello!.Account : "",
                trading.DriftTicksMax,
                trading.TimeToLiveMillis
            )
        );
    }
}
