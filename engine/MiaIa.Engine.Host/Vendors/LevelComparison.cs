using MiaIa.V1;

namespace MiaIa.Engine.Host.Vendors;

/// <summary>
/// Sets the distances between a vendor's lines and ours beside those that as many random strikes have: many lines are always near something, and
/// only what is nearer than chance says that two agree.
/// </summary>
internal static class LevelComparison
{
    /// <summary>Draws of random strikes.</summary>
    internal const int Draws = 1000;

    // The same each time, so that what stands on the page does not tremble.
    private const int Seed = 20_260_704;

    // A millionth of a point: prices that were moved by a basis are equal within that.
    private const double Rounding = 1e-6;

    /// <summary>
    /// By how much the vendor's lines lie beside the strikes as we place them: what the vendor takes for the basis is not what we measure. Taken off
    /// the line that explains the others best; what does not lie on strikes at all does not sway it.
    /// </summary>
    /// <param name="vendor">The vendor's prices.</param>
    /// <param name="strikes">Of the chain, by our basis, ascending.</param>
    internal static double ShiftOf(IReadOnlyList<double> vendor, double[] strikes)
    {
        if (vendor.Count == 0 || strikes.Length == 0)
            return 0;
        var shifts = vendor.Select(price => price - NearestStrike(price, strikes));
        return shifts.MinBy(shift => vendor.Sum(price => Math.Abs(price - shift - NearestStrike(price - shift, strikes))));
    }

    /// <summary>The strikes that are drawn from, as the vendor would place them: those within the range of the vendor's prices.</summary>
    internal static double[] StrikesBetween(IReadOnlyList<double> vendor, double[] strikes)
    {
        if (vendor.Count == 0)
            return [];
        var (from, to, shift) = (vendor.Min(), vendor.Max(), ShiftOf(vendor, strikes));
        return [.. strikes.Select(strike => strike + shift).Where(strike => strike >= from - Rounding && strike <= to + Rounding)];
    }

    /// <summary>Compares. Null without ours, with a single price (which has no range), and with fewer strikes than prices.</summary>
    /// <param name="vendor">The vendor's prices, each once.</param>
    /// <param name="ours">Our levels.</param>
    /// <param name="strikes">As <see cref="StrikesBetween"/> has them.</param>
    /// <param name="shiftPoints">As <see cref="ShiftOf"/> has it; to be said.</param>
    internal static VendorComparison? Of(
        IReadOnlyList<double> vendor,
        IReadOnlyList<OurPrice> ours,
        double[] strikes,
        double shiftPoints = 0
    )
    {
        if (ours.Count == 0 || vendor.Count < 2 || strikes.Length < vendor.Count)
            return null;

        var (means, nearest) = Draw(vendor.Count, ours, strikes);
        var mean = vendor.Average(price => NearestOf(price, ours).Distance);
        var comparison = new VendorComparison
        {
            Lines = (uint)vendor.Count,
            Strikes = (uint)strikes.Length,
            ShiftPoints = shiftPoints,
            RangeFromPoints = vendor.Min(),
            RangeToPoints = vendor.Max(),
            Draws = Draws,
            MeanPoints = mean,
            RandomMeanP05 = At(means, 0.05),
            RandomMeanP50 = At(means, 0.50),
            RandomMeanP95 = At(means, 0.95),
            AsNear = ShareUpTo(means, mean),
        };
        for (var i = 0; i < ours.Count; i++)
        {
            var distance = vendor.Min(price => Math.Abs(price - ours[i].Points));
            comparison.Our.Add(
                new OurLevel
                {
                    Name = ours[i].Name,
                    Points = ours[i].Points,
                    DistancePoints = distance,
                    RandomP50 = At(nearest[i], 0.50),
                    AsNear = ShareUpTo(nearest[i], distance),
                }
            );
        }

        return comparison;
    }

    /// <summary>Our level that is nearest to a price, of two as near the first.</summary>
    internal static (OurPrice Level, double Distance) NearestOf(double price, IReadOnlyList<OurPrice> ours)
    {
        var best = ours[0];
        foreach (var level in ours)
        {
            if (Math.Abs(price - level.Points) < Math.Abs(price - best.Points))
                best = level;
        }

        return (best, Math.Abs(price - best.Points));
    }

    /// <summary>The share of strikes that lie at most so far from one of ours.</summary>
    internal static double ChanceOf(double distance, IReadOnlyList<OurPrice> ours, double[] strikes) =>
        strikes.Count(strike => NearestOf(strike, ours).Distance <= distance + Rounding) / (double)strikes.Length;

    // Of each draw the mean distance to the nearest of ours, and of each of ours the distance to the nearest strike; ascending.
    private static (double[] Means, double[][] Nearest) Draw(int count, IReadOnlyList<OurPrice> ours, double[] strikes)
    {
        var random = new Random(Seed);
        var distances = Array.ConvertAll(strikes, strike => NearestOf(strike, ours).Distance);
        var order = Enumerable.Range(0, strikes.Length).ToArray();
        var means = new double[Draws];
        var nearest = ours.Select(_ => new double[Draws]).ToArray();
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                // Without putting back: two lines of a vendor are never at one price either.
                var other = random.Next(i, order.Length);
                (order[i], order[other]) = (order[other], order[i]);
                sum += distances[order[i]];
            }

            means[draw] = sum / count;
            for (var level = 0; level < ours.Count; level++)
                nearest[level][draw] = order.Take(count).Min(i => Math.Abs(strikes[i] - ours[level].Points));
        }

        Array.Sort(means);
        Array.ForEach(nearest, Array.Sort);
        return (means, nearest);
    }

    private static double NearestStrike(double price, double[] ascending)
    {
        var place = Array.BinarySearch(ascending, price);
        if (place >= 0)
            return price;
        var (below, above) = (Math.Max(~place - 1, 0), Math.Min(~place, ascending.Length - 1));
        return price - ascending[below] <= ascending[above] - price ? ascending[below] : ascending[above];
    }

    // The nearest rank: a value that was drawn.
    private static double At(double[] ascending, double share) => ascending[(int)Math.Ceiling(share * ascending.Length) - 1];

    private static double ShareUpTo(double[] ascending, double value) =>
        ascending.Count(one => one <= value + Rounding) / (double)ascending.Length;
}

/// <summary>One of our levels.</summary>
/// <param name="Name">As the engine has it.</param>
/// <param name="Points">Of the future.</param>
internal readonly record struct OurPrice(string Name, double Points);
