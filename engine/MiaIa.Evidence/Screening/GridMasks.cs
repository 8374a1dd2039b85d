using MiaIa.Engine.Confluence;
using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Screening;

/// <summary>Which features are ready, moment by moment: a day has few different answers, and coverage follows from the answer alone.</summary>
internal sealed class GridMasks
{
    private readonly List<ushort> _kinds = [];

    internal GridMasks(SecondGrid grid)
    {
        Of = new ushort[grid.Count];
        var places = new Dictionary<ushort, ushort>();
        for (var i = 0; i < grid.Count; i++)
        {
            if (!places.TryGetValue(grid.Masks[i], out var place))
            {
                places.Add(grid.Masks[i], place = (ushort)_kinds.Count);
                _kinds.Add(grid.Masks[i]);
            }

            Of[i] = place;
        }
    }

    /// <summary>The kind of each moment.</summary>
    internal ushort[] Of { get; }

    /// <summary>Whether each kind has the coverage that is asked for, in the units in which the core compares.</summary>
    internal bool[] WithCoverage(double[] weights, double floor)
    {
        var floorNano = (long)Math.Round(floor * ConfluenceSnapshot.One);
        return [.. _kinds.Select(kind => CoverageNano(kind, weights) >= floorNano)];
    }

    private static long CoverageNano(ushort kind, double[] weights)
    {
        var sum = 0L;
        for (var i = 0; i < weights.Length; i++)
            sum += (kind & (1 << i)) == 0 ? 0 : (long)Math.Round(weights[i] * ConfluenceSnapshot.One);
        return sum;
    }
}
