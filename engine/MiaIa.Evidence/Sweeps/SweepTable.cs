using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Sweeps;

/// <summary>What became of each set on each day.</summary>
/// <param name="days">In their order, each with its sets.</param>
/// <param name="features">Each day's correlations of the features, a version of the readings after the other; empty where they were not asked for.</param>
internal sealed class SweepTable(IReadOnlyList<IReadOnlyList<SetDay>> days, IReadOnlyList<double[]> features)
{
    /// <summary>The same with the sets in another order.</summary>
    /// <param name="places">Of each set, where it stands here.</param>
    internal SweepTable Ordered(IReadOnlyList<int> places) =>
        new([.. days.Select(day => places.Select(place => day[place]).ToArray())], features);

    internal int Sets => days.Count == 0 ? 0 : days[0].Count;

    /// <summary>See <see cref="FeatureLine.OfDay"/>.</summary>
    internal IReadOnlyList<double[]> Features => features;

    internal SetDay Of(int set, int day) => days[day][set];

    /// <summary>A set's days in cents, those without a trade among them.</summary>
    internal double[] Cents(int set) => [.. days.Select(day => (double)day[set].Cents)];

    /// <summary>A set's trades from one day up to another.</summary>
    internal IEnumerable<SetTrade> Trades(int set, int from = 0, int? to = null) =>
        days.Take(to ?? days.Count).Skip(from).SelectMany(day => day[set].Trades);
}
