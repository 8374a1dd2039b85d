using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Replay.Tallies;

/// <summary>Evaluations of one core, or of several pooled: tiers, coverage, the ten features and how they go together.</summary>
public sealed class ScoreTally
{
    private readonly long[] _byTier = new long[(int)Tier.Premium + 1];
    private readonly FeatureTally[] _features = [.. Enumerable.Range(0, FeatureNames.Count).Select(i => new FeatureTally((FeatureId)i))];
    private readonly Moments[] _pairs = [.. Enumerable.Range(0, FeatureNames.Count * FeatureNames.Count).Select(_ => new Moments())];
    private readonly Queue<Past> _waiting = new();
    private double _coverage;

    /// <summary>How often the score was looked at.</summary>
    public long Evaluations { get; private set; }

    /// <summary>The ten features, in the order of <see cref="FeatureId"/>.</summary>
    public IReadOnlyList<FeatureTally> Features => _features;

    /// <summary>Mean coverage, 0 … 1.</summary>
    public double MeanCoverage => Evaluations == 0 ? 0 : _coverage / Evaluations;

    /// <summary>Share of the evaluations with a tier or a better one.</summary>
    public double ShareOf(Tier atLeast) => Evaluations == 0 ? 0 : _byTier[(int)atLeast..].Sum() / (double)Evaluations;

    /// <summary>Correlation of two features where both are ready; NaN when one never changed.</summary>
    public double Correlation(FeatureId a, FeatureId b)
    {
        var (low, high) = a < b ? (a, b) : (b, a);
        return _pairs[((int)low * FeatureNames.Count) + (int)high].Correlation;
    }

    /// <summary>Takes the score as it stands.</summary>
    public void Add(EngineCore core)
    {
        ArgumentNullException.ThrowIfNull(core);
        var state = core.State;
        var readings = state.Readings;
        Evaluations++;
        _byTier[(int)state.Tier]++;
        _coverage += state.Coverage;
        var past = new Past(state.ObservedAt, core.LastPrice.Value, new double[readings.Length]);
        for (var i = 0; i < readings.Length; i++)
        {
            _features[i].Add(readings[i], state.Score);
            past.Values[i] = readings[i].Reading.IsValid ? readings[i].Reading.Value : double.NaN;
            for (var j = i + 1; j < readings.Length; j++)
            {
                if (readings[i].Reading.IsValid && readings[j].Reading.IsValid)
                    _pairs[(i * FeatureNames.Count) + j].Add(readings[i].Reading.Value, readings[j].Reading.Value);
            }
        }

        Look(past);
    }

    /// <summary>Another session begins: nothing of the one before is compared with its prices.</summary>
    public void Break() => _waiting.Clear();

    // What was said a minute ago meets what the price has done since; across a pause of the tape it meets nothing.
    private void Look(Past now)
    {
        while (_waiting.TryPeek(out var then) && now.At - then.At >= UnixNanos.PerMinute)
        {
            _waiting.Dequeue();
            if (now.At - then.At > 2 * UnixNanos.PerMinute || then.Price == 0)
                continue;
            for (var i = 0; i < then.Values.Length; i++)
            {
                if (!double.IsNaN(then.Values[i]))
                    _features[i].AddReturn(then.Values[i], now.Price - then.Price);
            }
        }

        _waiting.Enqueue(now);
    }

    private sealed record Past(UnixNanos At, int Price, double[] Values);
}
