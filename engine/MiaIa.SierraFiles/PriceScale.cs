using System.Globalization;

namespace MiaIa.SierraFiles;

/// <summary>Turns the prices of one file into ticks. Some feeds write hundredths, which takes a multiplier of 0.01.</summary>
public sealed class PriceScale
{
    private const double OffTickMax = 0.01;
    private const double TicksMax = 1e9;
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

    /// <summary>Finds the multiplier, or checks the one that was asked for, by the first price of a file.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="firstPrice">Close of the first trade, or price of the first level.</param>
    /// <param name="instrument">Whose prices they should be.</param>
    /// <param name="multiplier">The one to use; null tries 1, then 0.01.</param>
    /// <exception cref="SierraFileException">No multiplier brings the price into the instrument's range; both are named.</exception>
    public static PriceScale For(string path, float firstPrice, InstrumentPrices instrument, double? multiplier = null)
    {
        double[] tried = multiplier is { } asked ? [asked] : [1.0, 0.01];
        foreach (var candidate in tried)
        {
            var points = firstPrice * candidate;
            if (points >= instrument.LowPoints && points <= instrument.HighPoints)
                return new PriceScale(instrument, candidate);
        }

        var culture = CultureInfo.InvariantCulture;
        var times = string.Join(" and ", tried.Select(m => $"×{m.ToString(culture)}"));
        throw new SierraFileException(
            path,
            string.Create(culture, $"the first price is {firstPrice}; with {times} it is no price of {instrument.Instrument}, ")
                + string.Create(culture, $"which lies within {instrument.LowPoints} to {instrument.HighPoints} points")
        );
    }

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
}
