namespace MiaIa.SierraFiles;

/// <summary>What prices of an instrument can look like; wide enough for decades, narrow enough to tell ×1 from ×0.01.</summary>
/// <param name="Instrument">The root, e.g. <c>ES</c>.</param>
/// <param name="TickSizePoints">The smallest move.</param>
/// <param name="LowPoints">Below this a price is not believed.</param>
/// <param name="HighPoints">Above this a price is not believed.</param>
public sealed record InstrumentPrices(string Instrument, double TickSizePoints, double LowPoints, double HighPoints)
{
    /// <summary>Begins the name of every file that nobody ever traded.</summary>
    public const string SyntheticPrefix = "SYNTHETIC-";

    private static readonly InstrumentPrices[] Known =
    [
        new("ES", 0.25, 500, 25_000),
        new("MES", 0.25, 500, 25_000),
        new("NQ", 0.25, 1_000, 99_000),
        new("MNQ", 0.25, 1_000, 99_000),
    ];

    /// <summary>Finds the instrument of a symbol, e.g. <c>ESH24_FUT_CME</c>, <c>SYNTHETIC-ESZ26_FUT_CME</c>, <c>ESU23-CME</c>.</summary>
    /// <param name="symbol">A root, a month letter, a year, then anything.</param>
    /// <returns>Null when the root is not one of ES, MES, NQ, MNQ.</returns>
    public static InstrumentPrices? OfSymbol(string symbol)
    {
        var name = symbol.StartsWith(SyntheticPrefix, StringComparison.OrdinalIgnoreCase) ? symbol[SyntheticPrefix.Length..] : symbol;
        var letters = name.TakeWhile(char.IsAsciiLetter).Count();

        // The last letter before the year is the month: ES-H-24. A symbol without a year is a root alone.
        var root = letters > 1 && letters < name.Length && char.IsAsciiDigit(name[letters]) ? name[..(letters - 1)] : name[..letters];
        return Array.Find(Known, prices => prices.Instrument.Equals(root, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Finds the instrument of a file by its name.</summary>
    /// <param name="path">A file named after its symbol.</param>
    /// <returns>Null when the symbol is none of ours.</returns>
    public static InstrumentPrices? OfFile(string path) => OfSymbol(Path.GetFileName(path));
}
