namespace MiaIa.Engine.Market;

/// <summary>
/// The exponential function by its series, in plain additions and multiplications: the same bits on every machine. That of the C
/// library differs in its last bit between systems, and decisions must not (docs/decisions/0005). Only for tables made once.
/// </summary>
internal static class ExponentialSeries
{
    internal const double Ln2 = 0.69314718055994530942;

    // The terms for x up to 1 fall below the last bit of the sum before this many.
    private const int Terms = 24;

    /// <summary>e^(−x) for x within 0 … 1, to about 1e-16.</summary>
    internal static double OfMinus(double x)
    {
        var sum = 1.0;
        var term = 1.0;
        for (var i = 1; i < Terms; i++)
        {
            term *= -x / i;
            sum += term;
        }

        return sum;
    }
}
