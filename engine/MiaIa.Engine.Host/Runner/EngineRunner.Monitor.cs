using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <content>What is measured.</content>
internal sealed partial class EngineRunner
{
    /// <summary>How long drains took.</summary>
    internal DrainTimes Drains { get; } = new();

    /// <summary>What there is to measure, as it stands now.</summary>
    internal EngineSample Sample()
    {
        lock (_gate)
        {
            return new EngineSample(
                EngineReport.From(_state, _journal, Times, withExposure: false),
                [.. _state.Instruments.Select(instrument => InstrumentSample.Of(instrument, _clock.ReceivedUnixNs))],
                (long)_journal.RecordsLost,
                _journal.Failure is not null,
                _isStopped,
                _state.Epochs.Count(epoch => epoch.IsAttached),
                _state.CarryFaults.Count,
                _controls.Halts,
                _subscribers.Studies.Count == 0 ? 0 : _subscribers.Studies.Max(study => study.WaitingBytes),
                _outbound.Commands.WaitingCount
            );
        }
    }
}

/// <summary>The engine at one moment, for whoever measures. Nothing of it changes any more.</summary>
/// <param name="Status">What GetState answers.</param>
/// <param name="Instruments">What it does not say of each instrument, in the same order.</param>
/// <param name="RecordsLost">Records that a dead journal did not take.</param>
/// <param name="IsJournalFailing">Whether the journal cannot be written.</param>
/// <param name="IsStopped">Whether nothing is taken any more.</param>
/// <param name="Studies">Studies that are attached.</param>
/// <param name="CarryFaults">What of the day before did not fit.</param>
/// <param name="Halts">Halts and flattens since the start.</param>
/// <param name="OutboxBytes">What waits for the study that reads most slowly.</param>
/// <param name="CommandsWaiting">Orders that wait for their record.</param>
internal sealed record EngineSample(
    EngineStatus Status,
    IReadOnlyList<InstrumentSample> Instruments,
    long RecordsLost,
    bool IsJournalFailing,
    bool IsStopped,
    int Studies,
    int CarryFaults,
    long Halts,
    int OutboxBytes,
    int CommandsWaiting
);

/// <summary>One instrument at that moment.</summary>
/// <param name="Name">Which.</param>
/// <param name="FeedAgeSeconds">Since its study was last heard; null = never.</param>
/// <param name="ClockOffsetSeconds">Market time less local time; null = not known, or an old session is played.</param>
/// <param name="Orders">What went past the plain course.</param>
/// <param name="FilledLots">Lots that filled, of the orders that are remembered.</param>
/// <param name="MomentUnixNs">Now, by the market's time while an old session is played.</param>
internal sealed record InstrumentSample(
    string Name,
    double? FeedAgeSeconds,
    double? ClockOffsetSeconds,
    OrderCounters Orders,
    long FilledLots,
    long MomentUnixNs
)
{
    internal static InstrumentSample Of(InstrumentEngine instrument, long nowUnixNs)
    {
        var heard = instrument.LastHeardUnixNs;
        var clock = instrument.Publisher?.Clock;
        var filled = 0L;
        foreach (var order in instrument.Core.Trading.Orders.Orders)
            filled += order.FilledLots;
        return new(
            instrument.Name,
            heard == 0 ? null : Math.Max(0, nowUnixNs - heard) / 1e9,
            clock is null || clock.IsUnheard || clock.IsPlayed ? null : clock.OffsetMicros / 1e6,
            instrument.Core.Trading.Orders.Counters,
            filled,
            clock is { IsPlayed: true } ? instrument.Core.Now.Value : nowUnixNs
        );
    }
}
