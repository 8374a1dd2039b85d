using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Work;
using NodaTime;

namespace MiaIa.Cli.Evidence;

/// <summary>Exports of bars as recordings that can be played, and those that are none.</summary>
/// <param name="Folder">Holds the recordings.</param>
/// <param name="NotTaken">Each export that is not played, with the reason.</param>
internal sealed record BarRecordings(string Folder, IReadOnlyList<NotPlayedDay> NotTaken)
{
    /// <summary>Makes them.</summary>
    /// <param name="data">Holds the exports.</param>
    /// <param name="zoneName">Of their times, such as America/Chicago.</param>
    /// <param name="folder">Takes the recordings; those of exports that are not there any more go.</param>
    /// <exception cref="EvidenceException">There is no such zone, or no export that can be played; the message says of each why.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static BarRecordings Of(string data, string zoneName, string folder)
    {
        var zone =
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneName)
            ?? throw new EvidenceException($"--bars = '{zoneName}': a time zone such as America/Chicago");
        var files = RecordingFiles.BarsIn(data);
        var taken = new Dictionary<string, BarFile>(StringComparer.OrdinalIgnoreCase);
        var not = new List<string>(files.Unread.Select(RecordingsText.Of));
        foreach (var bars in files.Bars)
        {
            if (ReasonOf(bars, taken) is { } why)
                not.Add($"{Path.GetFileName(bars.Path)}: {why}");
            else
                taken.Add(bars.Symbol, bars);
        }

        if (taken.Count == 0)
        {
            throw new EvidenceException(
                not.Count == 0 ? $"{data} holds no export of bars" : $"no export of bars in {data} can be played: {string.Join("; ", not)}"
            );
        }

        Directory.CreateDirectory(folder);
        foreach (var old in Directory.EnumerateFiles(folder, $"*{BarTape.NameEnd}.scid"))
            File.Delete(old);
        foreach (var bars in taken.Values)
            BarTape.Write(bars, zone, folder);
        return new(folder, [.. not.Select(why => new NotPlayedDay("", "", $"Not played: {why}"))]);
    }

    private static string? ReasonOf(BarFile bars, Dictionary<string, BarFile> taken) =>
        bars.Problem.Length > 0 ? bars.Problem
        : bars.Instrument.Length == 0 ? "its name begins with none of ES, MES, NQ, MNQ"
        : taken.TryGetValue(bars.Symbol, out var other)
            ? $"{Path.GetFileName(other.Path)} holds bars of {bars.Symbol} too, and one file of a contract is played"
        : null;
}
