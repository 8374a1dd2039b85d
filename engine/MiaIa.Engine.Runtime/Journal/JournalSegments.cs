namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// The segments of a directory, in the order of the numbers in their headers: a file may be renamed, its header is under a checksum.
/// Files that are not called like segments are left alone.
/// </summary>
public sealed class JournalSegments
{
    private JournalSegments(IReadOnlyList<(string Path, JournalHeader Header)> whole, IReadOnlyList<string> unborn)
    {
        Whole = whole;
        Unborn = unborn;
    }

    /// <summary>Every segment with a header, numbers rising.</summary>
    public IReadOnlyList<(string Path, JournalHeader Header)> Whole { get; }

    /// <summary>Files that end inside their header: begun on a full disk or in a crash. They hold nothing.</summary>
    public IReadOnlyList<string> Unborn { get; }

    /// <summary>The segments that a replay of the newest state has to read, oldest first; all of the chain that is there.</summary>
    public IReadOnlyList<(string Path, JournalHeader Header)> NewestChain =>
        Whole.Count == 0 ? [] : [.. Whole.Where(segment => segment.Header.Number >= Whole[^1].Header.ChainFirstNumber)];

    /// <summary>Reads the headers of a directory's segments.</summary>
    /// <exception cref="JournalCorruptException">A header cannot be trusted, or two segments have one number.</exception>
    public static JournalSegments Of(string directory)
    {
        var whole = new SortedList<uint, (string Path, JournalHeader Header)>();
        var unborn = new List<string>();
        foreach (var path in PathsOf(directory))
        {
            if (SegmentReader.ReadHeader(path) is not { } header)
            {
                unborn.Add(path);
            }
            else if (!whole.TryAdd(header.Number, (path, header)))
            {
                var other = whole[header.Number].Path;
                throw new JournalCorruptException(path, 0, $"its segment number {header.Number} is also that of {other}");
            }
        }

        return new([.. whole.Values], unborn);
    }

    /// <summary>Every file of a directory that is called like a segment, by name.</summary>
    internal static IEnumerable<string> PathsOf(string directory) =>
        Directory.EnumerateFiles(directory, "*" + SegmentName.Extension).Where(SegmentName.IsOne).Order(StringComparer.Ordinal);
}
