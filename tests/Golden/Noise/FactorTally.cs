using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;

namespace Golden.Noise;

/// <summary>
/// How many strengths every inner factor of every feature took, and whether the factors make up the readings: put together by the formulas
/// of confluence.md, written down here once more, they have to give what the feature said.
/// </summary>
internal sealed class FactorTally
{
    private const int StrengthsKept = 64;
    private const double Agreement = 1e-12;
    private const int UnlikeKept = 20;

    private readonly Dictionary<(FeatureId Feature, string Name), Column> _columns = [];

    /// <summary>Readings that their factors do not make up; the first twenty.</summary>
    public List<string> Unlike { get; } = [];

    /// <summary>Every factor that was there at least once, in the order of the features.</summary>
    public IEnumerable<(FeatureId Feature, string Name, Column Column)> All =>
        _columns.OrderBy(c => c.Key.Feature).Select(c => (c.Key.Feature, c.Key.Name, c.Value));

    /// <summary>Different strengths of a factor, counted up to 64; 0 when it never was there.</summary>
    public int StrengthsOf(FeatureId feature, string name) =>
        _columns.TryGetValue((feature, name), out var column) ? column.Strengths.Count : 0;

    public void Add(EngineCore core)
    {
        var factors = core.Factors();
        foreach (var factor in factors)
        {
            if (!_columns.TryGetValue((factor.Feature, factor.Name), out var column))
                _columns.Add((factor.Feature, factor.Name), column = new Column());
            column.Add(factor.Value);
        }

        foreach (ref readonly var scored in core.State.Readings)
        {
            var feature = scored.Feature;
            if (!scored.Reading.IsValid || Unlike.Count == UnlikeKept)
                continue;
            var made = FactorFormulas.ValueOf(
                feature,
                factors.Where(f => f.Feature == feature).ToDictionary(f => f.Name, f => f.Value),
                core
            );
            if (!(Math.Abs(made - scored.Reading.Value) <= Agreement))
                Unlike.Add($"{core.Now} {scored.Name}: {scored.Reading.Value}, by its factors {made}");
        }
    }

    /// <summary>One factor over all evaluations at which it was there.</summary>
    internal sealed class Column
    {
        public long Samples { get; private set; }

        public double Min { get; private set; } = double.PositiveInfinity;

        public double Max { get; private set; } = double.NegativeInfinity;

        public HashSet<double> Strengths { get; } = [];

        public void Add(double value)
        {
            Samples++;
            (Min, Max) = (Math.Min(Min, value), Math.Max(Max, value));
            if (Strengths.Count < StrengthsKept)
                Strengths.Add(Math.Abs(value));
        }
    }
}
