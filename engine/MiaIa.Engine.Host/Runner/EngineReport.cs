using MiaIa.Engine.Host.Journal;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>The answer to GetState.</summary>
internal static class EngineReport
{
    internal static EngineState Of(EngineStep step, EngineJournal journal, long startedUnixNs)
    {
        var report = new EngineState
        {
            EngineVersion = step.Options.EngineVersion,
            StartedUnixNs = startedUnixNs,
            Halted = step.IsHalted,
            HaltReason = step.HaltReason,
            Journal = new JournalState
            {
                Path = journal.Path,
                Records = journal.Records,
                Bytes = journal.Bytes,
                DecisionHash = step.DecisionHash,
            },
        };
        report.OptionRefused.AddRange(step.RefusedOptions.NonZero().Select(r => new NamedCount { Name = r.Name, Count = r.Count }));
        report.Instrument.AddRange(step.Lanes.Select(lane => Of(lane, step)));
        return report;
    }

    private static InstrumentState Of(InstrumentLane lane, EngineStep step)
    {
        var counters = lane.Core.Counters;
        var state = new InstrumentState
        {
            Instrument = lane.Name,
            Contract = lane.Publisher?.Hello.Contract ?? "",
            StudyAttached = lane.Publisher?.IsAttached ?? false,
            Epoch = lane.Publisher?.Epoch ?? 0,
            NewestCounter = (lane.Publisher?.Expected ?? 1) - 1,
            Label = lane.Label,
            TradeRecords = (ulong)counters.TradeRecords,
            Trades = (ulong)counters.Trades,
            Lots = (ulong)counters.Lots,
            BuyLots = (ulong)counters.BuyLots,
            SellLots = (ulong)counters.SellLots,
            DepthSnapshots = (ulong)counters.DepthSnapshots,
            DepthUnchanged = lane.DepthUnchanged,
            Bars = (ulong)counters.StudyBars,
            Gaps = (ulong)counters.Gaps,
            FramesMissing = (ulong)counters.FramesMissing,
            ResendsRequested = lane.ResendsRequested,
            Duplicates = lane.Duplicates,
            LastPriceTicks = lane.Core.LastPrice.Value,
            Book = Messages.BookOf(lane),
            DepthHash = lane.DepthHash,
            State = Messages.StateOf(lane, step),
            Study = lane.StudyCounters,
        };
        state.Refused.AddRange(lane.Refused.NonZero().Select(r => new NamedCount { Name = r.Name, Count = r.Count }));
        state.Latency.AddRange(lane.StudyLatency);
        for (var tier = Confluence.Tier.Weak; tier <= Confluence.Tier.Premium; tier++)
        {
            if (lane.BornAt(tier) > 0)
                state.Signals.Add(new TierCount { Tier = (Tier)(int)tier, Count = lane.BornAt(tier) });
        }

        if (lane.Core.TryGetAlive(out var alive))
            state.Alive.Add(Messages.Of(lane, alive));

        return state;
    }
}
