using MiaIa.Replay.Tallies;

namespace MiaIa.Reports.Statistics;

/// <summary>Pearson's correlation with the interval of Fisher's transformation.</summary>
internal static class Correlation
{
    internal static Estimate Of(Moments pairs)
    {
        var r = pairs.Correlation;
        if (pairs.Count < 4 || double.IsNaN(r))
            return new(null, pairs.Count, null, null, "none: fewer than 4 pairs, or one of the two never changed");
        var reach = Rate.Z / Math.Sqrt(pairs.Count - 3);
        var z = Math.Atanh(Math.Clamp(r, -1 + 1e-15, 1 - 1e-15));
        return new(r, pairs.Count, Math.Tanh(z - reach), Math.Tanh(z + reach), "Fisher 95 %");
    }
}
