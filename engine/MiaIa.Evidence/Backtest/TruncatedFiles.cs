using MiaIa.Engine.Market;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Backtest;

/// <summary>Copies of a day's files that end at a moment, under their own names in another folder.</summary>
internal static class TruncatedFiles
{
    private const int RecordsARead = 1 << 14;

    /// <summary>Writes them. A quote table stands from its own moment on anyway, and stays as it is.</summary>
    internal static DayInputs Write(DayInputs inputs, UnixNanos end, string folder)
    {
        Directory.CreateDirectory(folder);
        var limit = SierraTime.FromUnixMicros(end.Micros);
        var scid = Path.Combine(folder, Path.GetFileName(inputs.ScidPath));
        Copy(SierraFormats.Scid, inputs.ScidPath, scid, record => record.SierraMicros < limit);
        var depth = new List<string>();
        foreach (var path in inputs.DepthPaths)
        {
            var copy = Path.Combine(folder, Path.GetFileName(path));
            if (Copy(SierraFormats.Depth, path, copy, record => record.SierraMicros < limit) > 0)
                depth.Add(copy);
        }

        return inputs with
        {
            ScidPath = scid,
            DepthPaths = depth,
        };
    }

    private static long Copy<TRecord>(RecordFormat<TRecord> format, string from, string to, Func<TRecord, bool> isKept)
        where TRecord : unmanaged
    {
        using var source = format.Open(from);
        using var target = format.Create(to);
        var buffer = new TRecord[RecordsARead];
        long first = 0;
        for (int count; (count = source.Read(first, buffer)) > 0; first += count)
        {
            var kept = buffer.AsSpan(0, count).ToArray().Where(isKept).ToArray();
            target.Append(kept);
        }

        return target.Count;
    }
}
