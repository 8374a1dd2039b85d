using MiaIa.Engine.Runtime.Journal;

namespace MiaIa.Projections;

/// <summary>The records of a journal that may still be written, segment after segment.</summary>
internal sealed class SegmentTail : IDisposable
{
    private SegmentReader? _reader;
    private (string Path, JournalHeader Header) _segment;
    private (string Path, JournalHeader Header)? _next;
    private string[] _settled = [];

    internal SegmentTail(string directory) => Directory = directory;

    internal string Directory { get; }

    internal string Path => _segment.Path;

    internal JournalHeader Header => _segment.Header;

    /// <summary>Bytes of the segment up to the end of the last record that was read.</summary>
    internal long SoundBytes => _reader!.SoundBytes;

    internal void Open((string Path, JournalHeader Header) segment)
    {
        _reader?.Dispose();
        _reader = SegmentReader.Open(segment.Path);
        (_segment, _next) = (segment, null);
    }

    /// <summary>Reads the next record of the segment. False when there is none yet.</summary>
    /// <exception cref="JournalCorruptException">A record is not sound, and sound ones follow it.</exception>
    internal bool TryRead(out JournalRecord record) => _reader!.TryRead(out record);

    /// <summary>
    /// Goes on at the end of the segment: into the next one, once that or one behind it holds a record and this one was looked at again since. False when there is
    /// nothing to go on with now.
    /// </summary>
    /// <param name="hasTurned">Whether the next segment is open; false = this one has to be read to its end once more.</param>
    /// <exception cref="JournalCorruptException">The segment is torn or one is missing, and another follows.</exception>
    internal bool TryTurn(out bool hasTurned)
    {
        hasTurned = false;
        if (_next is { } next)
        {
            if (_reader!.TornBytes > 0)
                throw new JournalCorruptException(Path, SoundBytes, "the segment is torn, and another follows it");
            Open(next);
            return hasTurned = true;
        }

        _next = FindNext();
        _reader!.LookAgain();
        return _next is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader?.Dispose();

    // A segment is begun before the one before it ends, and may be given up: what holds no record yet does not count.
    private (string Path, JournalHeader Header)? FindNext()
    {
        var paths = JournalSegments.PathsOf(Directory).ToArray();
        if (paths.SequenceEqual(_settled))
            return null;

        var segments = JournalSegments.Of(Directory);
        var next = segments.Whole.FirstOrDefault(segment => segment.Header.Number > Header.Number);
        if (next.Path is null)
        {
            _settled = segments.Unborn.Count == 0 ? paths : [];
            return null;
        }

        // One that an engine died in before its first record stays empty, and the next one goes on from it.
        if (!segments.Whole.Any(segment => segment.Header.Number >= next.Header.Number && HoldsRecord(segment.Path)))
            return null;
        if (next.Header.Number != Header.Number + 1 && !next.Header.IsFirstOfChain)
            throw new JournalCorruptException(next.Path, 0, $"segment {Header.Number + 1} is not there, which it goes on from");
        return next;
    }

    private static bool HoldsRecord(string path)
    {
        using var reader = SegmentReader.Open(path);
        return reader.TryRead(out _);
    }
}
