using MiaIa.SierraFiles;
using NodaTime;

namespace MiaIa.Evidence.Recordings;

/// <summary>
/// Bars as a file of trades: open, the two extremes, close, each with its part of what was bought and sold. Volume by side is kept to the contract;
/// the order within a bar is a guess, and there is no book. What such a day can show stands in <see cref="BarFile.UsableFor"/>.
/// </summary>
public static class BarTape
{
    /// <summary>Ends the name of every such file, before <c>.scid</c>.</summary>
    public const string NameEnd = ".bars";

    private const int Points = 4;
    private const long MicrosAMilli = 1_000;

    /// <summary>Writes one.</summary>
    /// <param name="bars">The export.</param>
    /// <param name="zone">Of its times, such as America/Chicago: the export does not say.</param>
    /// <param name="folder">An existing one.</param>
    /// <returns>The file.</returns>
    /// <exception cref="SierraFileException">The export cannot be read.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static string Write(BarFile bars, DateTimeZone zone, string folder)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(zone);
        var path = Path.Combine(folder, bars.Symbol + NameEnd + ".scid");
        var length = Duration.FromTicks((long)(bars.Minutes * TimeSpan.TicksPerMinute));
        using var scid = SierraFormats.Scid.Create(path);
        using var reader = BarFile.Open(bars.Path);
        foreach (var bar in BarExport.Read(reader, Path.GetFileName(bars.Path)))
            Append(scid, bar, LocalDateTime.FromDateTime(bar.Start).InZoneLeniently(zone).ToInstant(), length);
        return path;
    }

    private static void Append(RecordWriter<ScidRecord> scid, in BarExportRow bar, Instant start, Duration length)
    {
        // The extreme against the bar's direction first: a guess, and the report says that it is one.
        var isUp = bar.LastPoints >= bar.OpenPoints;
        ReadOnlySpan<double> prices = isUp
            ? [bar.OpenPoints, bar.LowPoints, bar.HighPoints, bar.LastPoints]
            : [bar.OpenPoints, bar.HighPoints, bar.LowPoints, bar.LastPoints];
        for (var i = 0; i < Points; i++)
        {
            var at = start + (length * i / Points);
            var micros = SierraTime.FromUnixMicros(at.ToUnixTimeTicks() / NodaConstants.TicksPerMillisecond * MicrosAMilli);
            Append(scid, micros, (float)prices[i], Part(bar.AskVolumeLots, i), isAsk: true);
            Append(scid, micros + 1, (float)prices[i], Part(bar.BidVolumeLots, i), isAsk: false);
        }
    }

    private static void Append(RecordWriter<ScidRecord> scid, long micros, float price, uint lots, bool isAsk)
    {
        if (lots == 0)
            return;
        scid.Append(
            new ScidRecord
            {
                SierraMicros = micros,
                High = price,
                Low = price,
                Close = price,
                NumTrades = 1,
                TotalVolume = lots,
                BidVolume = isAsk ? 0 : lots,
                AskVolume = isAsk ? lots : 0,
            }
        );
    }

    // Whole contracts; what does not divide goes to the first points.
    private static uint Part(long lots, int point) => (uint)((lots / Points) + (point < lots % Points ? 1 : 0));
}
