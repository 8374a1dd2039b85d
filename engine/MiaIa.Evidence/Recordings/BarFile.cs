using System.IO.Compression;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Recordings;

/// <summary>A text export of bars. It holds no book, no order of trades within a bar and no time zone.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Symbol">The file's name up to its first dot or underscore.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ; empty = none of them.</param>
/// <param name="Bars">How many.</param>
/// <param name="First">Begin of the first, in the chart's time zone; null = none was read.</param>
/// <param name="Last">Begin of the last; null = none was read.</param>
/// <param name="Minutes">From one bar to the next, most often.</param>
/// <param name="Problem">Why it cannot be read; empty = it can.</param>
public sealed record BarFile(
    string Path,
    string Symbol,
    string Instrument,
    long Bars,
    DateTime? First,
    DateTime? Last,
    double Minutes,
    string Problem
)
{
    /// <summary>What bars can and cannot be used for.</summary>
    public const string UsableFor =
        "averages and trends of bars, session VWAP and volume to within a bar; not for signals, orders or profit: "
        + "without a book no signal is born, and within a bar nobody knows whether stop or target came first";

    /// <summary>Whether a file may be one, by its name.</summary>
    public static bool MayBe(string path) =>
        path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".txt.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one. Null where its first line is none of an export; one with other columns is told as that.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static BarFile? Of(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var symbol = name[..Math.Max(1, name.IndexOfAny(['.', '_']))];
        var instrument = InstrumentPrices.OfSymbol(symbol)?.Instrument ?? "";
        using (var head = Open(path))
        {
            if (!BarExport.IsMeantBy(head.ReadLine()))
                return null;
        }

        using var reader = Open(path);
        var (count, first, last) = (0L, (DateTime?)null, (DateTime?)null);
        var steps = new Dictionary<TimeSpan, int>();
        try
        {
            foreach (var bar in BarExport.Read(reader, name))
            {
                count++;
                first ??= bar.Start;
                if (bar.Start - last is { } step)
                    steps[step] = steps.GetValueOrDefault(step) + 1;
                last = bar.Start;
            }
        }
        catch (SierraFileException e)
        {
            return new(path, symbol, instrument, count, first, last, 0, e.Message);
        }

        if (count == 0)
            return new(path, symbol, instrument, 0, first, last, 0, "holds no bar");
        var minutes = steps.Count == 0 ? 0 : steps.MaxBy(step => step.Value).Key.TotalMinutes;
        return new(path, symbol, instrument, count, first, last, minutes, "");
    }

    internal static StreamReader Open(string path)
    {
        var stream = File.OpenRead(path);
        return new(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }
}
