using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Recordings;

/// <summary>A part of a <c>.scid</c> by its moments: the records that belong to it, and a few ahead of them where the file's order is not that of time.</summary>
/// <param name="First">Number of the first record.</param>
/// <param name="End">Number of the first that is wanted no more.</param>
public readonly record struct TradeStretch(long First, long End)
{
    // More than a search can miss the place by.
    private const int Beside = 64;
    private const int RecordsARead = 1 << 14;

    /// <summary>Finds the part from one moment up to another.</summary>
    public static TradeStretch Of(RecordFile<ScidRecord> file, UnixNanos from, UnixNanos to)
    {
        ArgumentNullException.ThrowIfNull(file);
        // Exactly behind the last record before the moment: what comes later must not show.
        var limit = SierraTime.FromUnixMicros(to.Micros);
        var end = Before(file, to);
        var beside = new ScidRecord[Beside];
        var count = file.Read(end, beside);
        while (count > 0 && beside[count - 1].SierraMicros >= limit)
            count--;
        return new(Before(file, from), end + count);
    }

    /// <summary>Whether there is a trade from one moment up to another.</summary>
    public static bool HasTrade(RecordFile<ScidRecord> file, UnixNanos from, UnixNanos to)
    {
        var (first, last) = (SierraTime.FromUnixMicros(from.Micros), SierraTime.FromUnixMicros(to.Micros));
        var stretch = Of(file, from, to);
        return file.Records(stretch.First)
            .Take((int)Math.Min(int.MaxValue, stretch.End - stretch.First))
            .Any(record => record.IsSingleTrade && record.SierraMicros >= first && record.SierraMicros < last);
    }

    /// <summary>Adds the records' bytes to a hash.</summary>
    public void AddTo(IncrementalHash hash, RecordFile<ScidRecord> file)
    {
        ArgumentNullException.ThrowIfNull(hash);
        ArgumentNullException.ThrowIfNull(file);
        var buffer = new ScidRecord[RecordsARead];
        for (var at = First; at < End; )
        {
            var count = file.Read(at, buffer.AsSpan(0, (int)Math.Min(RecordsARead, End - at)));
            hash.AppendData(MemoryMarshal.AsBytes(buffer.AsSpan(0, count)));
            at += count;
        }
    }

    private static long Before(RecordFile<ScidRecord> file, UnixNanos moment) =>
        TradeScreen.Before(file, SierraTime.FromUnixMicros(moment.Micros));
}
