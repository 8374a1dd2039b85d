namespace MiaIa.Reports.Statistics;

/// <summary>A share of a sample, with the interval of Wilson (1927) at 95 %, and what the toss of a coin would have made of the same sample.</summary>
/// <param name="Hits">Of the sample.</param>
/// <param name="Count">The sample's size.</param>
/// <param name="Value">Hits of the sample; null when it is empty.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
/// <param name="Method">How the interval is made.</param>
/// <param name="Coin">The mean rate of the same trades with coin-flipped signs; null where there is nothing to flip.</param>
/// <param name="CoinAtLeast">The share of the flips whose rate was at least this one.</param>
public sealed record Rate(
    long Hits,
    long Count,
    double? Value,
    double? Low,
    double? High,
    string Method,
    double? Coin = null,
    double? CoinAtLeast = null
)
{
    // Φ⁻¹(0.975).
    internal const double Z = 1.959963984540054;

    /// <summary>Makes it of a count.</summary>
    public static Rate Of(long hits, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, count);
        if (count == 0)
            return new(0, 0, null, null, null, "Wilson 95 %");
        double n = count;
        var share = hits / n;
        var middle = share + (Z * Z / (2 * n));
        var reach = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        var scale = 1 + (Z * Z / n);
        return new(hits, count, share, Math.Max(0, (middle - reach) / scale), Math.Min(1, (middle + reach) / scale), "Wilson 95 %");
    }
}
