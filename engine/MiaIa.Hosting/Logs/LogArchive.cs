using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Serilog.Debugging;

namespace MiaIa.Hosting.Logs;

/// <summary>
/// Looks after the files of days that are over: from the seventh day on they are compressed, after 30 days they go, those of performance after 90.
/// A file that has another name is nobody's business here.
/// </summary>
internal sealed partial class LogArchive(LogFolder folder) : IDisposable
{
    internal const int PlainDays = 7;
    internal const int KeptDays = 30;
    internal const int PerformanceKeptDays = 90;
    private const string Packed = ".gz";
    private const string Unfinished = ".gz.tmp";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private Timer? _timer;
    private DateOnly _tidied;

    /// <summary>Tidies now, on another thread, and whenever a new day has begun.</summary>
    internal void Begin() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, LookEvery);

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        var today = folder.DayOf(DateTimeOffset.UtcNow);
        // A day of large files may take longer than until the next look.
        if (!_gate.TryEnter())
            return;
        try
        {
            if (today != _tidied)
                Tidy(today);
            _tidied = today;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Does what is due. What cannot be done is told to the log library and tried again next time.</summary>
    /// <param name="today">Whose files are written to.</param>
    internal void Tidy(DateOnly today)
    {
        try
        {
            if (!Directory.Exists(folder.Path))
                return;
            foreach (var path in Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal))
                Tidy(path, today);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            SelfLog.WriteLine("{0}", fault.Message);
        }
    }

    private static void Tidy(string path, DateOnly today)
    {
        if (OursName().Match(Path.GetFileName(path)) is not { Success: true } name)
            return;
        if (!DateOnly.TryParseExact(name.Groups["day"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return;
        var age = today.DayNumber - day.DayNumber;
        var kept = name.Groups["kind"].Value == DailyFiles.Performance ? PerformanceKeptDays : KeptDays;
        try
        {
            // What a cut left unfinished: its plain file is still there.
            if (path.EndsWith(Unfinished, StringComparison.Ordinal) || age >= kept)
                File.Delete(path);
            else if (age >= PlainDays && !path.EndsWith(Packed, StringComparison.Ordinal))
                Pack(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            SelfLog.WriteLine("{0}: {1}", path, fault.Message);
        }
    }

    // Whole on the device before it has its name, and the plain file goes last: a cut anywhere loses nothing.
    private static void Pack(string path)
    {
        // Of nothing a packer makes nothing, which is no packed file.
        if (new FileInfo(path).Length == 0)
            return;
        var packed = path + Packed;
        if (File.Exists(packed) && Holds(packed, path))
        {
            File.Delete(path);
            return;
        }

        var unfinished = path + Unfinished;
        using (var target = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            // A clock that was set back wrote to that day once more: the two parts behind each other are one file of gzip.
            if (File.Exists(packed))
            {
                using var before = File.OpenRead(packed);
                before.CopyTo(target);
            }

            using (var source = File.OpenRead(path))
            using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
                source.CopyTo(gzip);
            target.Flush(flushToDisk: true);
        }

        File.Move(unfinished, packed, overwrite: true);
        File.Delete(path);
    }

    // Cut between the name and the end of the plain file: it is packed already.
    private static bool Holds(string packed, string path)
    {
        using var gzip = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using var plain = File.OpenRead(path);
        var one = new byte[65_536];
        var other = new byte[one.Length];
        while (true)
        {
            var read = gzip.ReadAtLeast(one, one.Length, throwOnEndOfStream: false);
            var same = plain.ReadAtLeast(other, other.Length, throwOnEndOfStream: false) == read;
            if (!same || !one.AsSpan(0, read).SequenceEqual(other.AsSpan(0, read)))
                return false;
            if (read == 0)
                return true;
        }
    }

    [GeneratedRegex(@"^(?<kind>trading|errors|performance)_(?<day>\d{8})\.(log|json)(\.gz|\.gz\.tmp)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex OursName();
}
