using System.Globalization;
using MiaIa.SierraFiles;

namespace MiaIa.Cli.Engine;

/// <summary>Prices as they stand on a chart, from the ticks that messages hold.</summary>
internal static class PriceText
{
    /// <summary>In points with two decimals; in ticks, and said so, of an instrument whose tick is not known.</summary>
    /// <param name="instrument">Its root, such as ES.</param>
    /// <param name="ticks">A price, or a distance.</param>
    public static string Of(string instrument, double ticks) =>
        InstrumentPrices.OfSymbol(instrument) is { } prices
            ? string.Create(CultureInfo.InvariantCulture, $"{ticks * prices.TickSizePoints:0.00}")
            : string.Create(CultureInfo.InvariantCulture, $"{ticks:0.#} ticks");
}
