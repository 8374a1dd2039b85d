using MiaIa.Engine.Features;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Statistics;
using MiaIa.Replay.Tallies;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Sweeps;

/// <summary>
/// For each feature: the correlation of its reading with the ticks that follow, from moments that lie as far apart as one looks ahead, day by day.
/// Days are independent where moments are not, so that it is the days' signs that are flipped.
/// </summary>
internal static class FeatureLine
{
    private const int DaysMin = 6;
    private const int Flips = 9_999;
    private const int PairsMin = 10;

    /// <summary>One day's correlations; not a number where there is none.</summary>
    internal static double[] OfDay(SecondGrid grid, int aheadSeconds)
    {
        var correlations = new double[FeatureNames.Count];
        for (var feature = 0; feature < correlations.Length; feature++)
        {
            var pairs = new Moments();
            for (var i = 0; i + aheadSeconds < grid.Count; i += aheadSeconds)
            {
                var canTrade = (grid.Conditions[i] & (byte)SignalConditions.MayBear) != 0 && grid.Last[i] > 0;
                if (canTrade && (grid.Masks[i] & (1 << feature)) != 0)
                    pairs.Add(grid.Values[feature][i], grid.Last[i + aheadSeconds] - grid.Last[i]);
            }

            correlations[feature] = pairs.Count < PairsMin ? double.NaN : pairs.Correlation;
        }

        return correlations;
    }

    /// <summary>The line over all that was looked at: a feature with other constants is one more look.</summary>
    /// <param name="days">Of each day those of <see cref="OfDay"/>, a version of the readings after the other.</param>
    /// <param name="constants">Of each version, what constants each feature has; the same text means the same readings.</param>
    /// <param name="seed">Of the coin.</param>
    internal static IReadOnlyList<FeatureChance> Of(IReadOnlyList<double[]> days, IReadOnlyList<string[]> constants, ulong seed)
    {
        var told = new List<FeatureChance>();
        for (var feature = 0; feature < FeatureNames.Count; feature++)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var version = 0; version < constants.Count; version++)
            {
                if (!seen.Add(constants[version][feature]))
                    continue;
                double[] known =
                [
                    .. days.Where((_, place) => place % constants.Count == version).Select(day => day[feature]).Where(double.IsFinite),
                ];
                told.Add(LineOf(feature, known, seed) with { Constants = constants[version][feature] });
            }
        }

        var line = DiscoveryLine.Of([.. told.Where(one => one.Chance is not null).Select(one => one.Chance!.Value)]);
        return [.. told.Select(one => one with { IsDiscovery = one.Chance is { } chance && line.Has(chance) })];
    }

    private static FeatureChance LineOf(int feature, double[] known, ulong seed)
    {
        double? mean = known.Length == 0 ? null : known.Average();
        double? chance = known.Length < DaysMin ? null : Chance(known, seed + (ulong)feature);
        return new(FeatureNames.Of((FeatureId)feature), known.Length, mean, chance, false);
    }

    private static double Chance(double[] days, ulong seed)
    {
        var random = new RandomBits(seed);
        var found = Math.Abs(days.Sum());
        var asFar = 0;
        for (var flip = 0; flip < Flips; flip++)
        {
            double sum = 0;
            ulong bits = 0;
            for (var i = 0; i < days.Length; i++)
            {
                bits = i % 64 == 0 ? random.Next() : bits >> 1;
                sum += (bits & 1) == 0 ? days[i] : -days[i];
            }

            // Nothing is gained from the last bits of a sum.
            asFar += Math.Abs(sum) >= found * (1 - 1e-12) ? 1 : 0;
        }

        return (1.0 + asFar) / (1.0 + Flips);
    }
}
