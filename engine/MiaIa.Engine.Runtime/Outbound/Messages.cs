using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Outbound;

/// <summary>The core's conclusions in the words of the schema. The same input gives the same bytes, live and in a replay.</summary>
public static class Messages
{
    /// <summary>An event in a signal's life, whole.</summary>
    public static Signal From(InstrumentEngine instrument, in Decision decision)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var ordered = instrument.Core.Trading.Orders.LotsOrderedFor(decision.SignalId);
        var signal = new Signal
        {
            Id = decision.SignalId,
            Event = (V1.SignalEvent)(int)decision.Event,
            Instrument = instrument.Name,
            Direction = (V1.Direction)(int)decision.Direction,
            Tier = (V1.Tier)(int)decision.Tier,
            Score = decision.Score,
            Coverage = decision.Coverage,
            ReferencePriceTicks = decision.Reference.Value,
            StopPriceTicks = decision.Stop.Value,
            TargetPriceTicks = decision.Target.Value,
            SizeLots = (uint)(ordered > 0 ? ordered : decision.Size.Value),
            TimeToLiveUs = decision.TimeToLiveMicros,
            BornUnixUs = decision.BornAt.Micros,
            ObservedUnixUs = decision.ObservedAt.Micros,
            EndedBecause = NameOf(decision.EndedBecause),
            Label = instrument.Label,
            Explanation = ExplanationMessages.Of(instrument.Core.Explain(decision)),
        };
        foreach (ref readonly var reading in decision.Readings)
            signal.Reading.Add(From(reading, decision.ObservedAt));

        foreach (ref readonly var gate in decision.Gates)
            signal.Gate.Add(From(gate));

        return signal;
    }

    /// <summary>The score as it stands; with the exposure of the options for those who ask: it is large.</summary>
    public static ConfluenceState StateOf(InstrumentEngine instrument, EngineState step, bool withExposure = false)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(step);
        var now = instrument.Core.State;
        var state = new ConfluenceState
        {
            Instrument = instrument.Name,
            ObservedUnixUs = now.ObservedAt.Micros,
            Score = now.Score,
            LongSum = now.LongSum,
            ShortSum = now.ShortSum,
            Coverage = now.Coverage,
            Tier = (V1.Tier)(int)now.Tier,
            Halted = step.IsHalted,
            HaltReason = step.HaltReason,
            Label = instrument.Label,
            Explanation = ExplanationMessages.Of(instrument.Core.Explain()),
            Market = MarketMessages.From(instrument.Core),
            Exposure = withExposure ? ExposureMessages.From(instrument.Core.Levels) : null,
            TierLimits = From(instrument.Core.Options.Confluence.Tiers),
        };
        foreach (ref readonly var reading in now.Readings)
            state.Reading.Add(From(reading, now.ObservedAt));

        foreach (ref readonly var gate in instrument.Core.Gates)
            state.Gate.Add(From(gate));

        return state;
    }

    /// <summary>The book as the core holds it.</summary>
    public static DepthSnapshot BookOf(InstrumentEngine instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var depth = new DepthSnapshot { ObservedUnixUs = instrument.BookObservedUnixUs };
        foreach (var level in instrument.Core.Book.Bids)
        {
            depth.BidPriceTicks.Add(level.Price.Value);
            depth.BidLots.Add((uint)level.Lots.Value);
            depth.BidOrders.Add((uint)level.Orders);
        }

        foreach (var level in instrument.Core.Book.Asks)
        {
            depth.AskPriceTicks.Add(level.Price.Value);
            depth.AskLots.Add((uint)level.Lots.Value);
            depth.AskOrders.Add((uint)level.Orders);
        }

        return depth;
    }

    private static V1.GateVerdict From(in Signals.GateVerdict gate) =>
        new()
        {
            Gate = gate.Name,
            Passed = gate.Passed,
            Detail = gate.Detail,
        };

    private static V1.TierLimits From(Confluence.TierLimits limits) =>
        new()
        {
            Weak = limits.Weak,
            Good = limits.Good,
            Strong = limits.Strong,
            Premium = limits.Premium,
        };

    private static V1.FeatureReading From(in ScoredReading scored, UnixNanos now) =>
        new()
        {
            Name = scored.Name,
            Valid = scored.Reading.IsValid,
            Reason = scored.Reading.Reason,
            Value = scored.Reading.Value,
            Weight = scored.Weight,
            Contribution = scored.Contribution,
            AgeUs = scored.Reading.AgeMicros(now),
        };

    private static string NameOf(EndCause cause) =>
        cause switch
        {
            EndCause.None => "",
            EndCause.Weakened => "weakened",
            EndCause.Flipped => "flipped",
            EndCause.Expired => "expired",
            EndCause.Coverage => "coverage",
            EndCause.Stale => "stale",
            _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "a cause without a name"),
        };
}
