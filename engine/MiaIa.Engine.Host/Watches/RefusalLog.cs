using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Watches;

/// <summary>Says one refusal of each reason in ten seconds; the others are counted with it, so that a flood cannot fill the log.</summary>
internal sealed class RefusalLog
{
    private const long EveryNs = 10_000_000_000;

    private readonly LogMessages _log;
    private readonly Dictionary<RefusalReason, (long SaidAtUnixNs, ulong Unsaid)> _byReason = [];

    internal RefusalLog(LogMessages log) => _log = log;

    internal void Say(InstrumentEngine instrument, ulong counter, Refusal refusal, long atUnixNs)
    {
        var (saidAt, unsaid) = _byReason.GetValueOrDefault(refusal.Reason);
        if (saidAt != 0 && atUnixNs - saidAt < EveryNs)
        {
            _byReason[refusal.Reason] = (saidAt, unsaid + 1);
            return;
        }

        _byReason[refusal.Reason] = (atUnixNs, 0);
        _log.FrameRefused(instrument.Name, counter, refusal, unsaid);
    }
}
