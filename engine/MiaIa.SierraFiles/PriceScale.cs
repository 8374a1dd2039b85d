using System.Globalization;

namespace MiaIa.SierraFiles;

/// <summary>Turns the prices of one file into ticks. Some feeds write hundredths, which takes a multiplier of 0.01.</summary>
public sealed class PriceScale
{
    private const double OffTickMax = 0.01;
    private const double TicksMax = 1e9;
    private static readonly double[] Multipliers = [1.0, 0.01];
    private readonly double _ticksPerUnit;

    private PriceScale(InstrumentPrices instrument, double multiplier)
    {
        Instrument = instrument;
        Multiplier = multiplier;
        _ticksPerUnit = multiplier / instrument.TickSizePoints;
    }

    /// <summary>Whose prices.</summary>
    public InstrumentPrices Instrument { get; }

    /// <summary>What a price of the file is multiplied by to give points: 1 or 0.01.</summary>
    public double Multiplier { get; }

    /// <summary>Finds the multiplier, or checks the one that was asked for, by a typical price of a file.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="price">In file units.</param>
    /// <param name="instrument">Whose prices they should be.</param>
    /// <param name="multiplier">The one to use; null tries 1, then 0.01.</param>
    /// <exception cref="SierraFileException">No multiplier brings the price into the instrument's range; both are named.</exception>
    public static PriceScale For(string path, float price, InstrumentPrices instrument, double? multiplier = null)
    {
        var tried = multiplier is { } asked ? [asked] : Multipliers;
        foreach (var candidate in tried)
        {
            if (IsPlausible(price, candidate, instrument))
                return new PriceScale(instrument, candidate);
        }

        var culture = CultureInfo.InvariantCulture;
        var times = string.Join(" and ", tried.Select(m => $"×{m.ToString(culture)}"));
        throw new SierraFileException(
            path,
            string.Create(culture, $"its prices are about {price}; with {times} it is no price of {instrument.Instrument}, ")
                + string.Create(culture, $"which lies within {instrument.LowPoints} to {instrument.HighPoints} points")
        );
    }

    /// <summary>The same by the median of prices: one damaged price decides nothing.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="prices">In file units; what is no number is left out.</param>
    /// <param name="instrument">Whose prices they should be.</param>
    /// <param name="multiplier">The one to use; null tries 1, then 0.01.</param>
    /// <exception cref="SierraFileException">No multiplier brings the median into the instrument's range; both are named.</exception>
    public static PriceScale OfMedian(string path, IEnumerable<float> prices, InstrumentPrices instrument, double? multiplier = null)
    {
        var sorted = prices.Where(float.IsFinite).Order().ToArray();
        return For(path, sorted.Length == 0 ? float.NaN : sorted[sorted.Length / 2], instrument, multiplier);
    }

    /// <summary>The scale that makes a price of the file one of the instrument; null when none does.</summary>
    public static PriceScale? Find(float price, InstrumentPrices instrument)
    {
        foreach (var candidate in Multipliers)
        {
            if (IsPlausible(price, candidate, instrument))
                return new PriceScale(instrument, candidate);
        }

        return null;
    }

    /// <summary>Whether a price of the file lies within the instrument's range in this scale.</summary>
    public bool IsPlausible(float price) => IsPlausible(price, Multiplier, Instrument);

    /// <summary>Converts a price of the file.</summary>
    /// <param name="price">In file units.</param>
    /// <param name="ticks">The price in ticks when true is returned.</param>
    /// <returns>
    /// False for NaN, infinite, zero, negative and off-tick prices. Far from the market is no reason: bids rest there for years.
    /// </returns>
    public bool TryTicks(float price, out int ticks)
    {
        ticks = 0;
        var exact = price * _ticksPerUnit;
        if (exact is not (> 0 and <= TicksMax))
            return false;
        var whole = Math.Round(exact);
        if (whole < 1 || Math.Abs(exact - whole) > OffTickMax)
            return false;
        ticks = (int)whole;
        return true;
    }

    /// <summary>Converts the price of a level. False as for any price, and above every price of the instrument: a bid there crosses the book.</summary>
    public bool TryLevel(float price, out int ticks) => TryTicks(price, out ticks) && price * Multiplier <= Instrument.HighPoints;

    private static bool IsPlausible(float price, double multiplier, InstrumentPrices instrument) =>
        price * multiplier >= instrument.LowPoints && price * multiplier <= instrument.HighPoints;
}
