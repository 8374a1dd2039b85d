using System.Globalization;
using MiaIa.SierraFiles;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests;

/// <summary>
/// Several trading days in Sierra's own files: made-up sessions, each of its own seed, moved to following days. All of the first week of November's
/// second half of 2026, in which no clock is put forward or back.
/// </summary>
internal sealed class MadeUpDays : IDisposable
{
    private static readonly DateOnly OfTheSession = new(2026, 11, 16);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-evidence-");

    /// <param name="minutes">Of each day, from 09:30 New York.</param>
    /// <param name="symbol">Of the contract.</param>
    /// <param name="dates">Rising.</param>
    internal MadeUpDays(int minutes, string symbol, params DateOnly[] dates)
    {
        Symbol = symbol;
        Directory.CreateDirectory(Data);
        using var scid = SierraFormats.Scid.Create(ScidPath);
        foreach (var date in dates)
            Append(scid, date, minutes);
    }

    /// <summary>Where anything may be written.</summary>
    internal string Root => _folder.FullName;

    /// <summary>Holds the files and nothing else.</summary>
    internal string Data => Path.Combine(Root, "data");

    internal string Symbol { get; }

    internal string ScidPath => Path.Combine(Data, Symbol + ".scid");

    internal string DepthPath(DateOnly date) =>
        Path.Combine(Data, string.Create(CultureInfo.InvariantCulture, $"{Symbol}.{date:yyyy-MM-dd}.depth"));

    /// <summary>A folder that is there and empty.</summary>
    internal string Empty(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    private void Append(RecordWriter<ScidRecord> scid, DateOnly date, int minutes)
    {
        var made = SyntheticSession.Write(Empty("made"), (ulong)date.DayNumber, minutes);
        var shift = (date.DayNumber - OfTheSession.DayNumber) * 86_400_000_000L;
        using (var trades = SierraFormats.Scid.Open(made.ScidPath))
        {
            foreach (var record in trades.Records())
                scid.Append(record with { SierraMicros = record.SierraMicros + shift });
        }

        using var depth = SierraFormats.Depth.Create(DepthPath(date));
        using var books = SierraFormats.Depth.Open(made.DepthPath);
        foreach (var record in books.Records())
            depth.Append(record with { SierraMicros = record.SierraMicros + shift });
    }
}
