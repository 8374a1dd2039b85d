using MiaIa.Engine.Host.Logging;

namespace MiaIa.Engine.Host.Vendors;

/// <summary>A file of a vendor, read when it is asked for and has changed since, and looked at no more than once a second.</summary>
/// <param name="name">What the page calls it.</param>
/// <param name="path">Where it is.</param>
/// <param name="read">How it is read.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class VendorFile(string name, string path, Func<string, VendorReading> read, TimeProvider time, LogMessages log)
{
    /// <summary>A larger one is none of these.</summary>
    internal const int BytesMax = 1 << 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(1);

    private (DateTime WrittenAt, long Length) _seen;
    private long? _lookedAt;

    internal string Name { get; } = name;

    internal string Path { get; } = path;

    /// <summary>What it held when it was last read; null when it cannot be read.</summary>
    internal VendorReading? Reading { get; private set; }

    /// <summary>Why <see cref="Reading"/> is null; empty when it is not.</summary>
    internal string Fault { get; private set; } = "not looked at yet";

    /// <summary>When it was last written; null when there is none.</summary>
    internal DateTimeOffset? WrittenAt { get; private set; }

    /// <summary>Whether what it says is of another day.</summary>
    internal bool IsStale => WrittenAt is { } written && time.GetUtcNow() - written > StaleAfter;

    /// <summary>Reads it where it has changed.</summary>
    internal void Look()
    {
        if (_lookedAt is { } before && time.GetElapsedTime(before) < LookEvery)
            return;
        _lookedAt = time.GetTimestamp();
        try
        {
            var file = new FileInfo(Path);
            if (!file.Exists)
            {
                Fail("there is no such file");
                return;
            }

            var now = (file.LastWriteTimeUtc, file.Length);
            if (now == _seen)
                return;
            WrittenAt = new DateTimeOffset(file.LastWriteTimeUtc);
            if (file.Length > BytesMax)
            {
                Fail($"it has {file.Length} bytes, and such a file has at most {BytesMax}");
            }
            else
            {
                // Another program may be writing it, and must not be kept from it.
                using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream);
                Reading = read(reader.ReadToEnd());
                Fault = "";
                Say(Reading);
            }

            _seen = now;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Fail(failed.Message);
        }
    }

    private void Say(VendorReading reading) =>
        log.VendorLevelsRead(
            Path,
            string.Join(", ", reading.Tables.Take(20).Select(table => $"{table.Symbol} ({table.Prices.Count})")),
            reading.Bad.Count,
            string.Join("; ", reading.Bad.Named.Take(5))
        );

    // Said once. What was read before is gone with the file: old levels must not stand for new ones.
    private void Fail(string why)
    {
        if (Fault != why)
            log.VendorLevelsNotRead(Path, why);
        (Reading, Fault, _seen) = (null, why, default);
        if (!File.Exists(Path))
            WrittenAt = null;
    }
}
