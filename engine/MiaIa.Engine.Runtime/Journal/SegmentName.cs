using System.Globalization;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>How segments are called: number, then creation time (UTC), so that a listing sorts by age: 000012-20231225T230000Z.journal.</summary>
public static class SegmentName
{
    private const string Extension = ".journal";

    /// <summary>The file's name without its directory.</summary>
    public static string From(JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var created = DateTimeOffset.UnixEpoch.AddTicks(header.CreatedUnixNs / TimeSpan.NanosecondsPerTick);
        return string.Create(CultureInfo.InvariantCulture, $"{header.Number:D6}-{created:yyyyMMdd'T'HHmmss'Z'}{Extension}");
    }

    /// <summary>The segments of a directory with their numbers, rising. Files that are not called like segments are left alone.</summary>
    /// <exception cref="JournalCorruptException">Two segments have one number.</exception>
    public static IReadOnlyList<(uint Number, string Path)> List(string directory)
    {
        var found = new SortedList<uint, string>();
        foreach (var path in Directory.EnumerateFiles(directory, "*" + Extension))
        {
            var name = Path.GetFileName(path);
            var dash = name.IndexOf('-', StringComparison.Ordinal);
            if (dash < 0 || !uint.TryParse(name.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                continue;

            if (!found.TryAdd(number, path))
                throw new JournalCorruptException(path, 0, $"segment number {number} is also that of {found[number]}");
        }

        return [.. found.Select(segment => (segment.Key, segment.Value))];
    }
}
