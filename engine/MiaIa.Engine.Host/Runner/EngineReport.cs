using MiaIa.Engine.Host.Machine;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>The answer to GetState.</summary>
internal static class EngineReport
{
    /// <param name="state">The state.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="times">When the engine started, by the wall clock, and now, by its own.</param>
    /// <param name="withExposure">With the options' exposure.</param>
    internal static EngineStatus From(
        EngineState state,
        EngineJournal journal,
        (long StartedUnixNs, long NowUnixNs) times,
        bool withExposure
    )
    {
        var halt = StandingHalt.Of(state);
        var report = new EngineStatus
        {
            EngineVersion = state.Options.EngineVersion,
            StartedUnixNs = times.StartedUnixNs,
            NowUnixNs = times.NowUnixNs,
            Halted = halt.Length > 0,
            HaltReason = halt,
            Mode = (TradingMode)(int)state.Options.Mode,
            Journal = new JournalState
            {
                Path = journal.Path,
                Records = journal.Records,
                Bytes = journal.Bytes,
                DecisionHash = state.DecisionHash,
            },
        };
        report.OptionRefused.AddRange(state.RefusedOptions.NonZero().Select(r => new NamedCount { Name = r.Name, Count = r.Count }));
        report.Instrument.AddRange(state.Instruments.Select(instrument => From(instrument, state, withExposure)));
        return report;
    }

    private static InstrumentState From(InstrumentEngine instrument, EngineState engine, bool withExposure)
    {
        var counters = instrument.Core.Counters;
        var state = new InstrumentState
        {
            Instrument = instrument.Name,
            Contract = instrument.Publisher?.Hello.Contract ?? "",
            StudyAttached = instrument.Publisher?.IsAttached ?? false,
            Epoch = instrument.Publisher?.Epoch ?? 0,
            NewestCounter = (instrument.Publisher?.Expected ?? 1) - 1,
            Label = instrument.Label,
            TradeRecords = (ulong)counters.TradeRecords,
            Trades = (ulong)counters.Trades,
            Lots = (ulong)counters.Lots,
            BuyLots = (ulong)counters.BuyLots,
            SellLots = (ulong)counters.SellLots,
            DepthSnapshots = (ulong)counters.DepthSnapshots,
            DepthUnchanged = instrument.DepthUnchanged,
            Bars = (ulong)counters.StudyBars,
            Gaps = (ulong)counters.Gaps,
            FramesMissing = (ulong)counters.FramesMissing,
            ResendsRequested = instrument.ResendsRequested,
            Duplicates = instrument.Duplicates,
            LastPriceTicks = instrument.Core.LastPrice.Value,
            Book = Messages.BookOf(instrument),
            DepthHash = instrument.DepthHash,
            State = Messages.StateOf(instrument, engine, withExposure),
            Study = instrument.StudyCounters,
            Trading = TradingMessages.ViewOf(instrument.Core.Trading, engine.OwnHalt),
            Told = StudyIdentities.Of(instrument.Publisher),
            MarketAtUnixNs = MarketAge.CameUnixNs(instrument),
        };
        if (instrument.Core.Trading is { Account: var account, Slot: var slot } && account.LotsOf(slot) != 0)
            state.OpenPosition = new() { AverageTicks = account.AverageTicksOf(slot), ProfitCents = account.OpenCentsOf(slot) };
        state.GateMeter.AddRange(TradingMessages.MeterOf(instrument.Core.Trading));
        state.Order.AddRange(TradingMessages.OpenOf(instrument.Core.Trading));
        state.Refused.AddRange(instrument.Refused.NonZero().Select(r => new NamedCount { Name = r.Name, Count = r.Count }));
        state.Latency.AddRange(instrument.StudyLatency);
        for (var tier = Confluence.Tier.Weak; tier <= Confluence.Tier.Premium; tier++)
        {
            if (instrument.BornAt(tier) > 0)
                state.Signals.Add(new TierCount { Tier = (Tier)(int)tier, Count = instrument.BornAt(tier) });
        }

        if (instrument.Core.TryGetAlive(out var alive))
            state.Alive.Add(Messages.From(instrument, alive));

        return state;
    }
}
