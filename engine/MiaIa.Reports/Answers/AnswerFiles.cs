using System.Globalization;
using System.Text;
using MiaIa.Engine.Market;

namespace MiaIa.Reports.Answers;

/// <summary>
/// Minutes of answers on disk: a file a day of UTC in a folder beside the database, one line a minute and instrument. The journal holds when
/// frames came and not when they were answered, since a replay has to write the same.
/// </summary>
public static class AnswerFiles
{
    private const string Head = "minute_end_unix_ns,instrument,answers,mean_ms,p99_ms,longest_ms";

    /// <summary>The folder that belongs to a database.</summary>
    public static string FolderBeside(string database) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, "latency");

    /// <summary>Adds a minute. A line that is cut off is left out by the reader.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Append(string folder, AnswerMinute minute)
    {
        ArgumentNullException.ThrowIfNull(minute);
        Directory.CreateDirectory(folder);
        using var file = new FileStream(PathOf(folder, minute.MomentUnixNs), FileMode.Append, FileAccess.Write, FileShare.Read);
        // A line end first: what a full disk or a cut left of the line before stays a line of its own.
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{(file.Position == 0 ? Head : "")}\n{minute.MomentUnixNs},{minute.Instrument},{minute.Answers},{minute.MeanMillis:R},{minute.P99Millis:R},{minute.LongestMillis:R},"
        );
        file.Write(Encoding.ASCII.GetBytes(line));
    }

    /// <summary>What the files hold from one moment to another; nothing where there are none.</summary>
    public static IEnumerable<AnswerMinute> Read(string folder, UnixNanos from, UnixNanos until)
    {
        const long NanosADay = 24 * 60 * UnixNanos.PerMinute;
        for (var day = from.Value / NanosADay; day * NanosADay <= until.Value; day++)
        {
            var path = PathOf(folder, day * NanosADay);
            if (!File.Exists(path))
                continue;
            foreach (var line in File.ReadLines(path))
            {
                if (Of(line) is { } minute && minute.MomentUnixNs >= from.Value && minute.MomentUnixNs < until.Value)
                    yield return minute;
            }
        }
    }

    private static string PathOf(string folder, long unixNs)
    {
        var date = DateTimeOffset.FromUnixTimeMilliseconds(unixNs / UnixNanos.PerMilli).UtcDateTime;
        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"latency_{date:yyyy-MM-dd}.csv"));
    }

    // The comma behind the last value says that the line is whole.
    private static AnswerMinute? Of(string line) =>
        line.Split(',') is [var moment, var instrument, var answers, var mean, var p99, var longest, ""]
        && long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var unixNs)
        && long.TryParse(answers, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count > 0
        && IsTime(mean, out var meanMillis)
        && IsTime(p99, out var p99Millis)
        && IsTime(longest, out var longestMillis)
            ? new(unixNs, instrument, count, meanMillis, p99Millis, longestMillis)
            : null;

    private static bool IsTime(string text, out double millis) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out millis) && double.IsFinite(millis) && millis >= 0;
}
