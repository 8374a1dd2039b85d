using System.Buffers.Binary;
using MiaIa.Engine.Runtime.Ingress;
using Microsoft.Win32.SafeHandles;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// Streams the records of one segment through a window of fixed size. At the first record that is not sound it looks on to the end
/// of the file: nothing sound behind it is a torn tail (a crash while writing), anything sound is corruption and is refused.
/// </summary>
public sealed class SegmentReader : IDisposable
{
    /// <summary>Bytes that may be looked at behind every payload; they say nothing.</summary>
    internal const int RoomBytes = WireCursor.RoomBytes;

    // Small enough to stay in the processor's cache between the file and the reader; a longer record makes it grow.
    private const int WindowBytes = 1 << 17;

    private readonly SafeFileHandle _file;
    private byte[] _window = new byte[WindowBytes + RoomBytes];
    private readonly string _path;
    private long _windowOffset;
    private int _windowLength;
    private int _position;
    private bool _atEnd;

    private SegmentReader(string path, SafeFileHandle file)
    {
        _path = path;
        _file = file;
        Fill(0, JournalHeader.BytesMax);
        Header = JournalHeader.Read(path, _window.AsSpan(0, _windowLength), RandomAccess.GetLength(file) <= _windowLength, out var length);
        _position = length;
        SoundBytes = length;
    }

    /// <summary>The segment's header; null when the file ends inside it, and then there are no records.</summary>
    public JournalHeader? Header { get; }

    /// <summary>Bytes up to the end of the last sound record read.</summary>
    public long SoundBytes { get; private set; }

    /// <summary>Bytes behind the last sound record once <see cref="TryRead"/> has returned false; 0 in a whole segment.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Opens a segment; another process may be writing it.</summary>
    /// <exception cref="JournalCorruptException">The header cannot be trusted.</exception>
    public static SegmentReader Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return new(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a segment's header alone; null when the file ends inside it.</summary>
    /// <exception cref="JournalCorruptException">The header cannot be trusted.</exception>
    public static JournalHeader? ReadHeader(string path)
    {
        using var reader = Open(path);
        return reader.Header;
    }

    /// <summary>Reads the next record. False at the end of what is sound: see <see cref="TornBytes"/>.</summary>
    /// <exception cref="JournalCorruptException">A record is not sound, and sound ones follow it.</exception>
    public bool TryRead(out JournalRecord record)
    {
        record = default;
        if (Header is null)
        {
            TornBytes = _windowLength;
            return false;
        }

        var offset = _windowOffset + _position;
        var bytes = From(offset);
        var length = JournalFormat.SoundRecord(bytes, offset);
        if (length == 0)
        {
            TornBytes = bytes.IsEmpty ? 0 : BytesBehind(offset);
            return false;
        }

        _position += length;
        SoundBytes = offset + length;
        record = new(
            offset,
            (JournalRecordKind)bytes[8],
            BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]),
            _window.AsSpan(_position - length + JournalFormat.RecordBytesMin),
            length - JournalFormat.RecordBytesMin
        );
        return true;
    }

    /// <summary>Begins again behind the last sound record: the segment may still be written, and what was torn may be whole now.</summary>
    public void LookAgain()
    {
        (_windowOffset, _windowLength, _position) = (SoundBytes, 0, 0);
        (_atEnd, TornBytes) = (false, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The bytes from <paramref name="offset"/> to the end, once it is certain that none of them begin a sound record.</summary>
    private long BytesBehind(long offset)
    {
        for (var at = offset + 1; ; at++)
        {
            var bytes = From(at);
            if (bytes.Length < JournalFormat.RecordBytesMin)
                return at + bytes.Length - offset;

            if (JournalFormat.SoundRecord(bytes, at) > 0)
            {
                throw new JournalCorruptException(
                    _path,
                    offset,
                    $"the record there fails its checksum, and a sound one follows at byte {at}; restore the file or move it away"
                );
            }
        }
    }

    /// <summary>The window from <paramref name="offset"/> on, with all of the record that may begin there unless the file ends inside it.</summary>
    private ReadOnlySpan<byte> From(long offset)
    {
        while (true)
        {
            var at = (int)(offset - _windowOffset);
            var bytes = _window.AsSpan(at, _windowLength - at);
            var needed = JournalFormat.BytesNeeded(bytes);
            if (_atEnd || bytes.Length >= needed)
                return bytes;

            Fill(offset, needed);
        }
    }

    private void Fill(long offset, int needed)
    {
        var kept = _window.AsSpan((int)(offset - _windowOffset), (int)(_windowOffset + _windowLength - offset));
        var window = _window.Length >= needed + RoomBytes ? _window : new byte[needed + RoomBytes];
        kept.CopyTo(window);
        (_window, _windowOffset, _windowLength) = (window, offset, kept.Length);
        _position = 0;
        while (!_atEnd && _windowLength < needed)
        {
            var read = RandomAccess.Read(_file, _window.AsSpan(_windowLength..^RoomBytes), _windowOffset + _windowLength);
            _windowLength += read;
            _atEnd = read == 0;
        }
    }
}
