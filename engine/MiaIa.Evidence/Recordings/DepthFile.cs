using System.Globalization;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Recordings;

/// <summary>A file of depth: one contract, one UTC date.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Symbol">Of the contract.</param>
/// <param name="Date">UTC.</param>
/// <param name="Records">Whole records.</param>
/// <param name="FirstUnixNs">Time of the first; 0 = none.</param>
/// <param name="LastUnixNs">Time of the last; 0 = none.</param>
/// <param name="Problem">Why it cannot be used; empty = it can.</param>
public sealed record DepthFile(string Path, string Symbol, DateOnly Date, long Records, long FirstUnixNs, long LastUnixNs, string Problem)
{
    /// <summary>What turns a price of the file into points, where it begins; 0 = it has no price, or none of an instrument that is known.</summary>
    public double PriceMultiplier { get; init; }

    /// <summary>Opens it and looks at its ends.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DepthFile Of(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var dot = name.LastIndexOf('.');
        var day = dot > 0 ? name[(dot + 1)..] : "";
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new(path, name, default, 0, 0, 0, "its name is not SYMBOL.yyyy-MM-dd.depth");
        var symbol = name[..dot];
        try
        {
            using var file = SierraFormats.Depth.Open(path);
            if (file.Count == 0)
                return new(path, symbol, date, 0, 0, 0, "holds no record");
            var ends = new DepthRecord[1];
            file.Read(0, ends);
            var first = ends[0].SierraMicros;
            file.Read(file.Count - 1, ends);
            if (!SierraTime.IsMarketTime(first) || !SierraTime.IsMarketTime(ends[0].SierraMicros))
                return new(path, symbol, date, file.Count, 0, 0, "its first or last time cannot be true");
            var (from, to) = (SierraTime.ToUnixNanos(first), SierraTime.ToUnixNanos(ends[0].SierraMicros));
            var scale = InstrumentPrices.OfSymbol(symbol) is { } prices ? DepthScale.Of(path, prices, multiplier: null) : null;
            return new(path, symbol, date, file.Count, from, to, "") { PriceMultiplier = scale?.Multiplier ?? 0 };
        }
        catch (SierraFileException e)
        {
            return new(path, symbol, date, 0, 0, 0, e.Message);
        }
    }
}
