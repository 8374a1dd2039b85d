using Google.Protobuf;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// What becomes of an option input: refused with field and value, or journalled and then taken. A refused one leaves no trace in the
/// journal, because it has no place in any order: nobody resends it. Belongs to the runner's lock.
/// </summary>
internal sealed class OptionIngress
{
    private const long SayAgainNs = 10_000_000_000;

    private EngineState _state;
    private readonly EngineJournal _journal;
    private readonly LogMessages _log;
    private readonly Dictionary<RefusalReason, long> _saidAt = [];
    private byte[] _bytes = new byte[4096];

    internal OptionIngress(EngineState state, EngineJournal journal, LogMessages log)
    {
        _state = state;
        _journal = journal;
        _log = log;
    }

    /// <summary>A new chain has begun: its state from here on.</summary>
    internal void Follow(EngineState state) => _state = state;

    internal string? Apply(OptionInput input, long atUnixNs, OutboundPublisher outbound)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (_journal.Failure is { } failure)
            return $"not taken: the journal cannot be written: {failure}";

        var length = input.CalculateSize();
        var broken =
            OptionRules.FirstBroken(input, _state.Chains)
            ?? OptionRules.Unless(
                length <= JournalFormat.PayloadBytesMax,
                RefusalReason.BadCount,
                "input.bytes",
                length,
                "at most 1048576"
            );
        if (broken is { } refusal)
        {
            Say(refusal, atUnixNs);
            return refusal.Text;
        }

        _journal.Append(JournalRecordKind.Option, atUnixNs, Bytes(input, length));
        _state.Apply(input, atUnixNs);
        if (input.BodyCase == OptionInput.BodyOneofCase.Status)
            _log.OptionFeed(input.Status);
        else if (input.BodyCase == OptionInput.BodyOneofCase.Listed)
            _log.ChainListed(input.Listed, _state.Chains.ContractsOf(input.Listed.Underlying));

        outbound.Finish(atUnixNs);
        return null;
    }

    private ReadOnlySpan<byte> Bytes(OptionInput input, int length)
    {
        if (_bytes.Length < length)
            _bytes = new byte[length * 2];

        input.WriteTo(_bytes.AsSpan(0, length));
        return _bytes.AsSpan(0, length);
    }

    private void Say(Refusal refusal, long atUnixNs)
    {
        _state.RefusedOptions.Add(refusal.Reason);
        if (atUnixNs - _saidAt.GetValueOrDefault(refusal.Reason, -SayAgainNs) >= SayAgainNs)
        {
            _saidAt[refusal.Reason] = atUnixNs;
            _log.OptionRefused(refusal, _state.RefusedOptions[refusal.Reason]);
        }
    }
}
