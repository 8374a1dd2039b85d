using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Ends the chain of a trading day and begins the next while the engine runs: signals that are alive end as they do when a study goes, what
/// must outlive the day becomes the first record of the new chain, and the new state is built from that record alone, as a replay does.
/// Belongs to the runner's lock.
/// </summary>
internal sealed class ChainTurn
{
    private readonly EngineJournal _journal;
    private readonly DecisionOutbox _outbox;
    private readonly Subscribers _subscribers;
    private readonly TradingControls _controls;
    private readonly FrameIngress _ingress;
    private readonly OptionIngress _options;
    private readonly OutboundPublisher _outbound;
    private readonly LogMessages _log;

    internal ChainTurn(
        EngineJournal journal,
        DecisionOutbox outbox,
        Subscribers subscribers,
        TradingControls controls,
        FrameIngress ingress,
        OptionIngress options,
        OutboundPublisher outbound,
        LogMessages log
    )
    {
        _journal = journal;
        _outbox = outbox;
        _subscribers = subscribers;
        _controls = controls;
        _ingress = ingress;
        _options = options;
        _outbound = outbound;
        _log = log;
    }

    /// <summary>The state of the new chain when the old one's day is over and the new one is on the device; else null, and the old one goes on.</summary>
    internal EngineState? TryTurn(EngineState old, long atUnixNs)
    {
        if (_journal.Failure is not null || !_journal.IsChainOver(atUnixNs) || IsPlaying(old))
            return null;

        byte[] carry = [];
        var firstSignalId = old.NewestSignalId + 1;
        if (!_journal.TryBeginChain(atUnixNs, firstSignalId, () => carry = End(old, atUnixNs), out var failure))
        {
            _log.JournalNote($"the new trading day's chain could not be begun, the old one goes on: {failure}");
            AttachAgain(atUnixNs);
            _outbound.Finish(atUnixNs);
            return null;
        }

        SettingsRecord.Append(_journal, old.Options, atUnixNs);
        var state = new EngineState(old.Options, firstSignalId, _outbox) { HashesDepth = old.HashesDepth };
        CarryRecord.Load(carry, state, atUnixNs);
        foreach (var fault in state.CarryFaults)
            _log.JournalNote($"the day before left what does not fit: {fault}");

        _log.JournalNote($"a new trading day: {_journal.Path}");
        Follow(state, old.OptionInputs(), atUnixNs);
        return state;
    }

    // From here on everyone speaks of the new state. What was known of options is told it as any option input is.
    private void Follow(EngineState state, IReadOnlyList<OptionInput> options, long atUnixNs)
    {
        _controls.Follow(state);
        _ingress.Follow(state);
        _options.Follow(state);
        _outbound.Follow(state);
        _subscribers.Follow(state);
        AttachAgain(atUnixNs);
        foreach (var input in options)
        {
            if (_options.Apply(input, atUnixNs, _outbound) is { } refused)
                _log.JournalNote($"of the options of the day before: {refused}");
        }

        _outbound.Finish(atUnixNs);
    }

    // The studies that published go on in the chain that is in force.
    private void AttachAgain(long atUnixNs)
    {
        foreach (var study in _subscribers.Studies)
        {
            if (study.IsPublisher && study.Instrument!.Publisher is not { IsAttached: true })
                _ingress.Publish(study, atUnixNs);
        }
    }

    // A session that is played has its own time, and its day is not over because that of this PC is.
    private static bool IsPlaying(EngineState state) => state.Epochs.Any(epoch => epoch is { IsAttached: true, Clock.IsPlayed: true });

    private byte[] End(EngineState old, long atUnixNs)
    {
        foreach (var epoch in old.Epochs.Where(epoch => epoch.IsAttached).ToArray())
            _ingress.Detach(epoch.Epoch, atUnixNs);

        _journal.Append(JournalRecordKind.End, atUnixNs, BitConverter.GetBytes(old.DecisionHash));
        _outbound.Finish(atUnixNs);
        return CarryRecord.ToBytes(old.Save());
    }
}
