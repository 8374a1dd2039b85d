using System.Numerics;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Screening;

/// <summary>
/// One set of parameters on the grid of a day's seconds. Scores are made in vectors, by the same sums in the same order as the core's; what they mean
/// is left to the core's own <see cref="SignalLife"/>, which is asked only where its answer can be another than "nothing".
/// </summary>
internal sealed class ScreenedSet
{
    private const double Rounder = 6_755_399_441_055_744;

    private readonly SecondGrid _grid;
    private readonly GridTape _tape;
    private readonly GridMasks _masks;
    private readonly SignalOptions _signals;
    private readonly SignalLife _life;
    private readonly double[] _weights;
    private readonly bool[] _hasCoverage;
    private readonly long _lowestNano;
    private readonly long _rearmNano;
    private readonly long _holdNanos;
    private readonly List<SetTrade> _trades = [];
    private Direction _heldDirection;
    private bool _isHolding;
    private bool _waitsLong;
    private bool _waitsShort;
    private int _births;
    private int _near;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal ScreenedSet(ParameterSet set, SecondGrid grid, GridMasks masks, GridTape tape)
    {
        (_grid, _masks, _tape, _signals) = (grid, masks, tape, set.Signals);
        var tiers = new TierTable(set.Confluence.Tiers);
        // Judges the weights as the core does.
        _ = new ConfluenceScore(set.Confluence, tiers);
        var sizing = new SignalSizing(set.Signals);
        _life = new SignalLife(set.Signals, tiers, sizing);
        _weights = [.. set.Confluence.Weights];
        _hasCoverage = masks.WithCoverage(_weights, set.Signals.CoverageFloor);
        _lowestNano = tiers.LimitNano(sizing.LowestTradeable);
        _rearmNano = _lowestNano - (long)Math.Round(set.Signals.RearmMargin * ConfluenceSnapshot.One);
        _holdNanos = set.Signals.HoldMillis * UnixNanos.PerMilli;
    }

    internal SetDay Result => new(_births, _near, _trades);

    private bool IsIdle => !_isHolding && !_waitsLong && !_waitsShort && _life.Alive == Direction.None;

    /// <summary>Goes through the next moments; each call begins where the one before ended.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="scores">Room for the scores of as many moments as are to be looked at.</param>
    internal void Run(int from, Span<double> scores)
    {
        Score(from, scores);
        for (var i = 0; i < scores.Length; i++)
        {
            if (IsIdle)
            {
                i += FirstReached(scores[i..]);
                if (i == scores.Length)
                    return;
            }

            Step(from + i, (long)scores[i]);
        }
    }

    // In units of 1e-9, whole.
    private void Score(int from, Span<double> scores)
    {
        var (v, w) = (_grid.Values, _weights);
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= scores.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                var at = from + i;
                var sum =
                    (new Vector<double>(v[0], at) * w[0])
                    + (new Vector<double>(v[4], at) * w[4])
                    + (new Vector<double>(v[8], at) * w[8])
                    + (
                        (new Vector<double>(v[1], at) * w[1])
                        + (new Vector<double>(v[5], at) * w[5])
                        + (new Vector<double>(v[9], at) * w[9])
                    )
                    + (
                        (new Vector<double>(v[2], at) * w[2])
                        + (new Vector<double>(v[6], at) * w[6])
                        + ((new Vector<double>(v[3], at) * w[3]) + (new Vector<double>(v[7], at) * w[7]))
                    );
                var nano = (sum * ConfluenceSnapshot.One) + new Vector<double>(Rounder) - new Vector<double>(Rounder);
                nano.CopyTo(scores[i..]);
            }
        }

        Span<double> parts = stackalloc double[FeatureNames.Count];
        for (; i < scores.Length; i++)
        {
            for (var feature = 0; feature < parts.Length; feature++)
                parts[feature] = v[feature][from + i] * w[feature];
            scores[i] = ConfluenceScore.SumNano(parts);
        }
    }

    // The first score that meets the lowest limit; all of them when none does.
    private int FirstReached(ReadOnlySpan<double> scores)
    {
        var i = 0;
        var limit = new Vector<double>(_lowestNano);
        for (; i <= scores.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            if (Vector.GreaterThanOrEqualAny(Vector.Abs(new Vector<double>(scores[i..])), limit))
                break;
        }

        while (i < scores.Length && Math.Abs(scores[i]) < _lowestNano)
            i++;
        return i;
    }

    private void Step(int at, long score)
    {
        var conditions = (SignalConditions)_grid.Conditions[at];
        var now = _grid.At(at);
        var (isFresh, mayBear) = ((conditions & SignalConditions.Fresh) != 0, (conditions & SignalConditions.MayBear) != 0);
        var hasCoverage = _hasCoverage[_masks.Of[at]];
        var held = _isHolding && _life.Alive == Direction.None ? _life.HeldNanos(now) : -1;
        var heldAlong = _heldDirection;
        var happened = _life.Step(
            new SignalInput(now, score, hasCoverage, isFresh, mayBear, (conditions & SignalConditions.LevelsStand) != 0)
        );
        var isGood = hasCoverage && isFresh;
        var direction = score > 0 ? Direction.Long : Direction.Short;
        _isHolding = isGood && mayBear && Math.Abs(score) >= _lowestNano;
        _heldDirection = _isHolding ? direction : Direction.None;
        if (happened == SignalEvent.Born)
            Bear(at);
        else if (held >= 0 && _heldDirection != heldAlong && IsNear(held, heldAlong, now))
            _near++;
        if (isGood)
            Rearm(score);
    }

    // The tier may have held until just before this moment, and since just after the one before its first.
    private bool IsNear(long heldNanos, Direction along, UnixNanos now) =>
        heldNanos + UnixNanos.PerSecond > _holdNanos && _life.IsArmed(along, now);

    private void Bear(int at)
    {
        _births++;
        _waitsLong |= _life.Alive == Direction.Long;
        _waitsShort |= _life.Alive == Direction.Short;
        if (_tape.TryTrade(at, _life.Alive, _signals.StopTicks, _signals.TargetTicks, out var trade))
            _trades.Add(trade with { Tier = _life.Tier });
    }

    // As the life does it: only while it waits for that does it have to be asked at all.
    private void Rearm(long score)
    {
        _waitsLong &= _life.Alive == Direction.Long || score >= _rearmNano;
        _waitsShort &= _life.Alive == Direction.Short || -score >= _rearmNano;
    }
}
