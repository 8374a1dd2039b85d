using System.Globalization;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>How segments are called: number, then creation time (UTC), so that a listing sorts by age: 000012-20231225T230000Z.journal.</summary>
public static class SegmentName
{
    internal const string Extension = ".journal";

    /// <summary>The file's name without its directory.</summary>
    public static string From(JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var created = DateTimeOffset.UnixEpoch.AddTicks(header.CreatedUnixNs / TimeSpan.NanosecondsPerTick);
        return string.Create(CultureInfo.InvariantCulture, $"{header.Number:D6}-{created:yyyyMMdd'T'HHmmss'Z'}{Extension}");
    }

    /// <summary>Whether a file is called like a segment; the number in it says nothing, the header's does.</summary>
    internal static bool IsOne(string path)
    {
        var name = Path.GetFileName(path);
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash > 0
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && uint.TryParse(name.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }
}
