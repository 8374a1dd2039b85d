using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Work;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>The sets of a plan: the same plan gives the same sets on every machine.</summary>
/// <param name="Sets">Numbered from 1; those that the core would refuse are left out.</param>
/// <param name="Values">What each has, in the order of the plan's parameters.</param>
/// <param name="Refused">How many were left out.</param>
/// <param name="Refusal">Why the first of them was; empty when none was.</param>
internal sealed record SetDesign(IReadOnlyList<ParameterSet> Sets, IReadOnlyList<IReadOnlyList<double>> Values, int Refused, string Refusal)
{
    /// <summary>The combinations of constants of features that the sets have, in the order in which they come; one where the plan names none.</summary>
    internal required IReadOnlyList<FeatureVersion> Versions { get; init; }

    /// <summary>Which of them each set has.</summary>
    internal required List<int> VersionOf { get; init; }

    /// <summary>The place of a set.</summary>
    /// <param name="number">From 1.</param>
    /// <exception cref="EvidenceException">There is none of that number.</exception>
    internal int PlaceOf(int number) =>
        number >= 1 && number <= Sets.Count
            ? number - 1
            : throw new EvidenceException($"the plan has {Sets.Count} sets, and no set {number}");

    /// <summary>Of each version, by what constants of its own each feature is made: the same text means the same readings.</summary>
    /// <param name="plan">Whose design it is.</param>
    internal IReadOnlyList<string[]> ConstantsOfFeatures(SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. Enumerable.Range(0, Versions.Count).Select(version => Values[VersionOf.IndexOf(version)]).Select(OfVersion)];

        string[] OfVersion(IReadOnlyList<double> values) =>
            [
                .. Enumerable
                    .Range(0, FeatureNames.Count)
                    .Select(feature =>
                        string.Join(
                            ", ",
                            plan.Parameters.Zip(values)
                                .Where(one => FeatureConstants.Touches(one.First.Name, (FeatureId)feature))
                                .Select(one => FeatureConstants.Text(one.First.Name, one.Second))
                        )
                    ),
            ];
    }

    /// <exception cref="EvidenceException">The plan gives no set, or too many.</exception>
    internal static SetDesign Of(SweepPlan plan, InstrumentOptions instrument)
    {
        var drawn = plan.Design switch
        {
            SetDesignKind.Grid => Grid(plan),
            SetDesignKind.Random => Random(plan),
            _ => Latin(plan),
        };
        var (sets, values, refusal) = (new List<ParameterSet>(), new List<IReadOnlyList<double>>(), "");
        var (versions, versionOf) = (new VersionList(plan), new List<int>());
        var refused = 0;
        foreach (var one in drawn)
        {
            var named = plan.Parameters.Select((parameter, i) => (parameter.Name, one[i])).ToArray();
            var set = ParameterNames.Apply(instrument, sets.Count + 1, named);
            var version = versions.Of(named);
            if ((version.Refusal ?? ParameterNames.Refusal(set)) is { } why)
            {
                refused++;
                refusal = refusal.Length == 0 ? why : refusal;
                continue;
            }

            sets.Add(set);
            values.Add(one);
            versionOf.Add(versions.Take(version));
        }

        return sets.Count > 0
            ? new(sets, values, refused, refusal) { Versions = versions.Taken, VersionOf = versionOf }
            : throw new EvidenceException($"the plan gives no set that can be: {refusal}");
    }

    private static IEnumerable<double[]> Grid(SweepPlan plan)
    {
        var count = 1L;
        foreach (var parameter in plan.Parameters)
        {
            if (parameter.Values.Count == 0)
                throw new EvidenceException($"{parameter.Name} has a range without a step, and a grid needs values");
            count *= parameter.Values.Count;
            if (count > plan.Sets)
                throw new EvidenceException($"the grid has more than the {plan.Sets} sets that the plan allows");
        }

        for (var number = 0L; number < count; number++)
        {
            var values = new double[plan.Parameters.Count];
            var left = number;
            // The last parameter changes fastest.
            for (var i = values.Length - 1; i >= 0; i--)
            {
                var choices = plan.Parameters[i].Values;
                values[i] = choices[(int)(left % choices.Count)];
                left /= choices.Count;
            }

            yield return values;
        }
    }

    private static List<double[]> Random(SweepPlan plan)
    {
        var random = new RandomBits(plan.Seed);
        var drawn = new List<double[]>(plan.Sets);
        for (var i = 0; i < plan.Sets; i++)
        {
            var values = new double[plan.Parameters.Count];
            for (var place = 0; place < values.Length; place++)
                values[place] = plan.Parameters[place].At(Share(ref random));
            drawn.Add(values);
        }

        return drawn;
    }

    private static List<double[]> Latin(SweepPlan plan)
    {
        var random = new RandomBits(plan.Seed);
        var drawn = Enumerable.Range(0, plan.Sets).Select(_ => new double[plan.Parameters.Count]).ToList();
        for (var place = 0; place < plan.Parameters.Count; place++)
        {
            var parts = Shuffled(plan.Sets, ref random);
            for (var i = 0; i < plan.Sets; i++)
                drawn[i][place] = plan.Parameters[place].At((parts[i] + Share(ref random)) / plan.Sets);
        }

        return drawn;
    }

    // Fisher and Yates.
    internal static int[] Shuffled(int count, ref RandomBits random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private static double Share(ref RandomBits random) => (random.Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The combinations of constants that come: each is asked once whether the settings would have it.</summary>
    private sealed class VersionList(SweepPlan plan)
    {
        private readonly Dictionary<string, Combination> _known = new(StringComparer.Ordinal);
        private readonly List<FeatureVersion> _taken = [];

        internal IReadOnlyList<FeatureVersion> Taken => _taken;

        internal Combination Of(IEnumerable<(string Name, double Value)> values)
        {
            var constants = FeatureConstants.VersionOf(plan.Instrument, values);
            var text = string.Join(' ', constants.Settings);
            if (!_known.TryGetValue(text, out var version))
                _known.Add(text, version = new(constants, RefusalOf(constants)));
            return version;
        }

        /// <summary>Its place among those that sets have.</summary>
        internal int Take(Combination version)
        {
            if (version.Place is { } place)
                return place;
            version.Place = _taken.Count;
            _taken.Add(version.Constants);
            return _taken.Count - 1;
        }

        private string? RefusalOf(FeatureVersion constants)
        {
            if (constants.Settings.Count == 0)
                return null;
            try
            {
                _ = DaySettings.Of(plan.SettingsPath, constants.Settings);
                return null;
            }
            catch (EvidenceException e)
            {
                return e.Message.ReplaceLineEndings("; ");
            }
        }
    }

    private sealed class Combination(FeatureVersion constants, string? refusal)
    {
        internal FeatureVersion Constants => constants;

        internal string? Refusal => refusal;

        internal int? Place { get; set; }
    }
}
