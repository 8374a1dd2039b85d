using MiaIa.Engine.Pipeline;
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
        var refused = 0;
        foreach (var one in drawn)
        {
            var named = plan.Parameters.Select((parameter, i) => (parameter.Name, one[i])).ToArray();
            var set = ParameterNames.Apply(instrument, sets.Count + 1, named);
            if (ParameterNames.Refusal(set) is { } why)
            {
                refused++;
                refusal = refusal.Length == 0 ? why : refusal;
                continue;
            }

            sets.Add(set);
            values.Add(one);
        }

        return sets.Count > 0
            ? new(sets, values, refused, refusal)
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
}
