namespace MiaIa.Evidence.Statistics;

/// <summary>The standard normal law to about 1e-15, from its own series: no table of constants that somebody would have to believe.</summary>
internal static class NormalLaw
{
    // From here on the continued fraction needs fewer terms than the series, and loses no digits of the tail.
    private const double SeriesMax = 3;

    /// <summary>Φ: the share of the law below a value.</summary>
    internal static double Cumulative(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (Math.Abs(x) <= SeriesMax)
            return 0.5 + (Density(x) * Series(x));
        var tail = Density(x) / Fraction(Math.Abs(x));
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>Φ⁻¹: the value below which a share of the law lies.</summary>
    /// <param name="share">0 … 1; its ends give the infinities.</param>
    internal static double Quantile(double share)
    {
        if (share is not (>= 0 and <= 1))
            return double.NaN;
        if (share is 0 or 1)
            return share == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        // In the lower half, where a small share keeps all its digits.
        return share > 0.5 ? -LowerQuantile(1 - share) : LowerQuantile(share);
    }

    private static double LowerQuantile(double share)
    {
        var (low, high) = (-40.0, 0.0);
        var x = -1.0;
        for (var i = 0; i < 200; i++)
        {
            var error = Cumulative(x) - share;
            if (error == 0)
                return x;
            if (error > 0)
                high = x;
            else
                low = x;
            // Newton, as long as it stays where the root is known to be.
            var next = x - (error / Density(x));
            if (!(next > low && next < high))
                next = (low + high) / 2;
            if (next == x || Math.Abs(next - x) < 1e-16 * Math.Abs(x))
                return next;
            x = next;
        }

        return x;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    // x + x³/3 + x⁵/(3·5) + …
    private static double Series(double x)
    {
        var (sum, term) = (x, x);
        for (var k = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return sum;
    }

    // x + 1/(x + 2/(x + 3/(x + …))), Laplace.
    private static double Fraction(double x)
    {
        var value = x;
        for (var k = 120; k >= 1; k--)
            value = x + (k / value);
        return value;
    }
}
