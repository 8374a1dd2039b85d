using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Reports.Output;

namespace MiaIa.Engine.Host.Snapshots;

/// <summary>Files of states, so many of each kind and no more: the oldest go.</summary>
/// <param name="folder">It is made where there is none.</param>
internal sealed class SnapshotStore(string folder)
{
    /// <summary>More than a year of trade dates.</summary>
    internal const int DailyMax = 400;

    /// <summary>About a month of signals.</summary>
    internal const int ContextMax = 2_000;

    /// <summary>Keeps the state at the end of a session.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void KeepDay(DateOnly date, string json) =>
        Keep("daily", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), json, DailyMax);

    /// <summary>Keeps the state at a moment within one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void KeepContext(UnixNanos at, string why, string json)
    {
        var moment = DateTimeOffset.UnixEpoch.AddTicks(at.Value / 100);
        Keep("session_context", $"{moment.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture)}_{why}", json, ContextMax);
    }

    private void Keep(string kind, string name, string json, int max)
    {
        var place = Path.Combine(folder, kind);
        AtomicFile.Write(Path.Combine(place, name + ".json"), json);
        // Their names begin with their moment.
        var files = Directory.GetFiles(place, "*.json");
        Array.Sort(files, StringComparer.Ordinal);
        foreach (var old in files.Take(Math.Max(0, files.Length - max)))
            File.Delete(old);
    }
}
