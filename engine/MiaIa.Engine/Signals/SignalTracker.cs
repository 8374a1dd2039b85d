using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Signals;

/// <summary>Turns what happens to a signal into decisions that carry everything a reader needs.</summary>
internal sealed class SignalTracker
{
    private readonly SignalTrackerOptions _options;
    private readonly SignalSizing _sizing;
    private readonly SignalLife _life;
    private readonly long _coverageFloorNano;

    // A step makes at most one decision: a signal that ends cannot be followed before its direction is armed again, and one of
    // the other direction has to hold first.
    private readonly Decision[] _outbox = new Decision[1];
    private Decision _latest;
    private GateSet _gates;
    private int _count;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal SignalTracker(SignalTrackerOptions options, TierTable tiers)
    {
        var signals = options.Signals;
        if (signals.CoverageFloor is not (>= 0 and <= 1))
            throw new ArgumentException($"coverage floor {signals.CoverageFloor} is not within 0 to 1", nameof(options));
        if (signals.StopTicks < 1 || signals.TargetTicks < 1)
        {
            throw new ArgumentException(
                $"stop {signals.StopTicks} and target {signals.TargetTicks} ticks must be at least 1",
                nameof(options)
            );
        }

        if (options.FirstSignalId == 0 || options.SignalIdStep == 0)
            throw new ArgumentException("the first signal id and its step must be at least 1", nameof(options));
        _options = options;
        _coverageFloorNano = (long)Math.Round(signals.CoverageFloor * ConfluenceSnapshot.One);
        NextId = options.FirstSignalId;
        _sizing = new SignalSizing(signals);
        _life = new SignalLife(signals, tiers, _sizing);
    }

    /// <summary>The id that the next signal gets.</summary>
    internal ulong NextId { get; private set; }

    internal ReadOnlySpan<Decision> Decisions => _outbox.AsSpan(0, _count);

    /// <summary>What the explanations of this tracker's scores and signals are held against.</summary>
    internal Explainer Explainer(TierTable tiers) =>
        new(tiers, _coverageFloorNano, _sizing.LowestTradeable, _life.EndNano, _life.DemotionNano);

    /// <summary>Whether the score alone would make a signal, and there is none.</summary>
    internal bool WouldBear(ConfluenceScore score) => _life.Alive == Direction.None && score.Tier >= _sizing.LowestTradeable;

    internal bool TryGetAlive(out Decision signal)
    {
        signal = _latest;
        return _life.Alive != Direction.None;
    }

    /// <summary>What the gates say about a new signal in the score's direction.</summary>
    internal ReadOnlySpan<GateVerdict> Gates(ConfluenceScore score, scoped in SignalContext moment)
    {
        var signals = _options.Signals;
        var held = _life.HeldNanos(moment.Now) / UnixNanos.PerMilli;
        var coverage = score.CoverageNano / (double)ConfluenceSnapshot.One;
        var study = moment.StudySilentNanos / UnixNanos.PerMilli;
        var book = moment.BookSilentNanos / UnixNanos.PerMilli;
        var isArmed = _life.IsArmed(score.Direction, moment.Now);
        Put(Gate.TierHeld, _life.IsHeld(moment.Now), held, signals.HoldMillis);
        Put(Gate.Coverage, score.CoverageNano >= _coverageFloorNano, coverage, signals.CoverageFloor);
        Put(Gate.TradesFresh, study < _options.StudyStaleMillis, study, _options.StudyStaleMillis);
        Put(Gate.BookFresh, book < _options.BookStaleMillis, book, _options.BookStaleMillis);
        Put(Gate.Rearmed, isArmed, isArmed ? 1 : 0, 1);
        Put(Gate.NotHalted, !moment.IsHalted, moment.IsHalted ? 1 : 0, 0);
        Put(Gate.Live, moment.IsLive, moment.IsLive ? 0 : 1, 0);
        Put(Gate.SessionOpen, moment.IsOpen, moment.IsOpen ? 1 : 0, 1);
        Put(Gate.LevelsStand, moment.DoLevelsStand, moment.DoLevelsStand ? 1 : 0, 1);
        return _gates;
    }

    /// <summary>Takes the next moment: what happened to a signal. Unless nothing did, <see cref="Write"/> follows.</summary>
    internal SignalEvent Step(ConfluenceScore score, UnixNanos now, bool areFeedsFresh, bool mayBeBorn, bool doLevelsStand)
    {
        _count = 0;
        var hasCoverage = score.CoverageNano >= _coverageFloorNano;
        return _life.Step(new SignalInput(now, score.ScoreNano, hasCoverage, areFeedsFresh, mayBeBorn, doLevelsStand));
    }

    /// <summary>Writes down what happened.</summary>
    internal void Write(SignalEvent happened, ConfluenceScore score, in SignalContext moment)
    {
        ref var decision = ref _latest;
        if (happened == SignalEvent.Born)
            Open(ref decision, moment);
        decision.Event = happened;
        decision.EndedBecause = _life.EndedBecause;
        decision.Tier = _life.Tier;
        decision.Size = _sizing.Of(_life.Tier);
        decision.Score = score.ScoreNano / (double)ConfluenceSnapshot.One;
        decision.Coverage = score.CoverageNano / (double)ConfluenceSnapshot.One;
        decision.ObservedAt = moment.Now;
        decision.ReceivedAt = moment.ReceivedAt;
        _ = Gates(score, moment);
        // What was just born was armed; since then its direction no longer is.
        if (happened == SignalEvent.Born)
            Put(Gate.Rearmed, true, 1, 1);
        decision.Set(score.Readings, _gates);
        _outbox[0] = decision;
        _count = 1;
    }

    private void Open(ref Decision decision, in SignalContext moment)
    {
        var sign = _life.Alive == Direction.Long ? 1 : -1;
        decision.SignalId = NextId;
        NextId += _options.SignalIdStep;
        decision.Direction = _life.Alive;
        decision.BornAt = moment.Now;
        decision.TimeToLiveMicros = _options.Signals.TimeToLiveSeconds * (UnixNanos.PerSecond / UnixNanos.PerMicro);
        decision.Reference = moment.LastPrice;
        decision.Stop = Offset(moment.LastPrice, -sign * _options.Signals.StopTicks);
        decision.Target = Offset(moment.LastPrice, sign * _options.Signals.TargetTicks);
    }

    // A price this near to 0 is no real market's, but the step must not fail on it.
    private static PriceTicks Offset(PriceTicks price, int ticks) => PriceTicks.Trusted(Math.Max(1, price.Value + ticks));

    private void Put(Gate gate, bool passed, double value, double limit) => _gates[(int)gate] = new GateVerdict(gate, passed, value, limit);
}
