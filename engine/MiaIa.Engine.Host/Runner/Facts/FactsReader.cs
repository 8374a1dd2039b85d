using MiaIa.Alerts.Facts;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Runner.Facts;

/// <summary>Reads what alerts are made of out of the state. Under the runner's lock; a few microseconds an instrument.</summary>
internal static class FactsReader
{
    internal static EngineFacts From(EngineState state, string journalFailure, FactsMoment moment, IReadOnlyList<StudySession> studies) =>
        new()
        {
            At = moment.At,
            HaltReason = StandingHalt.Of(state),
            JournalFailure = journalFailure,
            Account = From(state.Account),
            Instruments = [.. state.Instruments.Select(instrument => From(instrument, state, moment, studies))],
        };

    private static AccountFacts From(AccountLedger account) =>
        new()
        {
            RealizedCents = account.RealizedCents,
            LossLimitCents = account.Options.DailyLossLimitCents,
            IsLossLimitReached = (account.Breaches & TradingBreach.DailyLoss) != 0,
            Trades = account.TradesToday,
            TradesMax = account.Options.TradesPerDay,
            IsRunaway = (account.Breaches & TradingBreach.Runaway) != 0,
        };

    private static InstrumentFacts From(
        InstrumentEngine instrument,
        EngineState state,
        FactsMoment moment,
        IReadOnlyList<StudySession> studies
    )
    {
        var (at, isOpen, hasGateway) = moment;
        var core = instrument.Core;
        var trading = core.Trading;
        var conditions = trading.Account.ConditionsOf(trading.Slot);
        return new()
        {
            Name = instrument.Name,
            IsUsed = instrument.Publisher is not null,
            IsAttached = instrument.Publisher?.IsAttached ?? false,
            IsMarketOpen = instrument.Publisher is { Clock.IsPlayed: true } ? core.Session.IsOpen(core.Now) : isOpen,
            MarketAt = OfNanos(core.Now.Value),
            IsRegular = IsRegular(core.Session, core.Now),
            IsPast = core.IsInPast || instrument.Publisher is { Hello.Label: "REPLAY" },
            SecondsWithoutVolume = core.SecondsWithoutVolume,
            NoVolumeSecondsMax = core.Options.Trading.Risk.NoVolumeSeconds,
            SecondsSinceHeard = instrument.LastHeardUnixNs == 0 ? null : (at - OfNanos(instrument.LastHeardUnixNs)).TotalSeconds,
            IsFeedStale = (conditions & TradingCondition.StaleFeed) != 0,
            SlowestFrameMs = SlowestMs(instrument, studies),
            // In Live a stream counts as off until its first live trade, which on a Sunday may take hours: nobody needs to be told.
            IsClockOff = core.IsClockOff && instrument.Publisher is { Clock.IsUnheard: false },
            OwnLots = trading.Orders.OwnPosition,
            // In dry-run the stop is the paper broker's own, and always there.
            WorkingStopLots = trading.Mode == TradingMode.DryRun ? Math.Abs(trading.Orders.OwnPosition) : trading.Orders.WorkingStopLots,
            IsFlattening = trading.Orders.IsFlattening,
            Index = IndexOf(core, state, hasGateway),
            Features = [.. FeaturesOf(core, hasGateway)],
            Gates = [.. GatesOf(trading)],
            Premium = PremiumOf(core),
        };
    }

    private static bool IsRegular(in TradingSession session, UnixNanos now) =>
        session.HasRegular && now >= session.RegularOpensAt && now < session.RegularClosesAt;

    private static DateTimeOffset OfNanos(long unixNs) => DateTimeOffset.UnixEpoch.AddTicks(unixNs / 100);

    private static double SlowestMs(InstrumentEngine instrument, IReadOnlyList<StudySession> studies)
    {
        var worst = 0L;
        foreach (var study in studies)
        {
            if (study.Instrument == instrument && study.IsPublisher)
                worst = Math.Max(worst, study.TakeWorstLateNs());
        }

        return worst / 1e6;
    }

    // A table of yesterday has no value of now: only what comes live, or what a Gateway was asked for, can be missing.
    private static IndexFacts? IndexOf(EngineCore core, EngineState state, bool hasGateway)
    {
        var index = core.Levels.Index;
        var hasCome = state.TryGetPrint(index, out var print);
        if (hasCome ? !hasGateway && print.Source != ChainSource.Live : !hasGateway || index != IndexSymbol.Spx)
            return null;
        var age = hasCome ? Math.Max(0, (double)(core.Now - print.At) / UnixNanos.PerSecond) : 0;
        return new(
            index.ToString().ToUpperInvariant(),
            hasCome ? print.Points : 0,
            age,
            state.ConditionOf(index).ToString().ToLowerInvariant()
        );
    }

    private static List<FeatureFacts> FeaturesOf(EngineCore core, bool hasGateway)
    {
        var features = new List<FeatureFacts>(FeatureNames.Count);
        foreach (ref readonly var scored in core.State.Readings)
        {
            // Whoever asks for no options misses none.
            if (!hasGateway && scored.Reading is { IsValid: false, Remark: ReadingRemark.NoOptionChain })
                continue;
            var reading = scored.Reading;
            var history = TimeSpan.FromMinutes(reading.HistoryMinutes);
            features.Add(new(scored.Name, reading.IsValid, reading.Value, reading.Reason, history, ArrivedOf(reading, core.Levels)));
        }

        return features;
    }

    private static double ArrivedOf(in FeatureReading reading, DrawnLevels levels) =>
        reading.IsValid
            ? double.NaN
            : reading.Remark switch
            {
                ReadingRemark.OpenInterestStale or ReadingRemark.PartialOpenInterest => levels.OpenInterestShare,
                ReadingRemark.LowChainCoverage => levels.ChainCoverage,
                _ => double.NaN,
            };

    private static IEnumerable<GateFacts> GatesOf(TradingStage trading)
    {
        for (var i = 0; i < GateMeter.Gates; i++)
        {
            var gate = trading.Meter[i];
            if (gate.Standing != GateStanding.None)
                yield return new(gate.Name, gate.Judged, gate.Refused, gate.Standing.ToString().ToLowerInvariant());
        }
    }

    private static PremiumFacts? PremiumOf(EngineCore core) =>
        core.TryGetAlive(out var alive) && alive.Tier == Tier.Premium
            ? new(
                alive.SignalId,
                alive.Direction.ToString().ToUpperInvariant(),
                alive.Score,
                alive.Reference.Value * (double)core.Options.TickSizePoints
            )
            : null;
}
