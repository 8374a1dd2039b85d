namespace MiaIa.SierraFiles;

/// <summary>In which scale the prices of depth are written.</summary>
/// <param name="instrument">Whose prices they are.</param>
/// <param name="multiplier">The one to use; null finds out.</param>
public sealed class DepthScale(InstrumentPrices instrument, double? multiplier)
{
    private const int Sample = 1001;
    private const int LevelsMin = 9;

    /// <summary>Records that are looked at before a scale is changed.</summary>
    public const int Around = 65;

    private readonly float[] _prices = new float[Around];

    /// <summary>The scale with which a file begins; null where it has no level.</summary>
    /// <exception cref="SierraFileException">No multiplier makes its first prices those of the instrument.</exception>
    public static PriceScale? Of(string path, InstrumentPrices instrument, double? multiplier)
    {
        using var depth = SierraFormats.Depth.Open(path);
        var prices = depth.Records().Where(record => IsLevel(record)).Take(Sample).Select(record => record.Price).ToArray();
        return prices.Length == 0 ? null : PriceScale.OfMedian(path, prices, instrument, multiplier);
    }

    /// <summary>Whether a record speaks of a price.</summary>
    public static bool IsLevel(in DepthRecord record) => record.Command is >= DepthCommand.AddBid and <= DepthCommand.ModifyAsk;

    /// <summary>Whether a record's price is none of the instrument in the present scale, so that another scale may begin with it.</summary>
    public bool IsStrange(PriceScale present, in DepthRecord record) =>
        multiplier is null && IsLevel(record) && !present.IsPlausible(record.Price);

    /// <summary>The scale that begins with a strange record; null where the present one goes on.</summary>
    /// <param name="present">Of the records before.</param>
    /// <param name="records">The record and those behind it, at most <see cref="Around"/>.</param>
    public PriceScale? ChangeAt(PriceScale present, ReadOnlySpan<DepthRecord> records)
    {
        // A level far from the market rests there for years: only where those behind it are no prices either, the scale is another one.
        var count = 0;
        foreach (ref readonly var record in records)
        {
            if (IsLevel(record) && float.IsFinite(record.Price))
                _prices[count++] = record.Price;
        }

        var prices = _prices.AsSpan(0, count);
        prices.Sort();
        return count < LevelsMin || present.IsPlausible(prices[count / 2]) ? null : PriceScale.Find(prices[count / 2], instrument);
    }
}
