namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// Appends records to one segment: they gather in a buffer, and one write a drain puts them on disk. A write that fails keeps its
/// bytes: the next flush cuts the file back to what is known to be good and writes them again, so that nothing is skipped or doubled.
/// Appending and flushing belong to the runner; <see cref="Sync"/> may be called beside them.
/// </summary>
public sealed class SegmentWriter : IDisposable
{
    private readonly Func<ISegmentFile>? _create;
    private ISegmentFile? _file;
    private byte[] _buffer = new byte[64 * 1024];
    private int _buffered;
    private bool _isDirtyBehindGood;

    private SegmentWriter(ISegmentFile file, int headerBytes)
    {
        _file = file;
        GoodBytes = headerBytes;
    }

    private SegmentWriter(Func<ISegmentFile> create, ReadOnlySpan<byte> header)
    {
        _create = create;
        header.CopyTo(_buffer);
        _buffered = header.Length;
    }

    /// <summary>Whether there is a file with its header.</summary>
    public bool IsBegun => GoodBytes > 0;

    /// <summary>Bytes of the file that are known to be written.</summary>
    public long GoodBytes { get; private set; }

    /// <summary>Bytes appended, written or not.</summary>
    public long AppendedBytes => GoodBytes + _buffered;

    /// <summary>Begins a segment by writing its header.</summary>
    /// <exception cref="IOException">The header cannot be written.</exception>
    public static SegmentWriter Begin(ISegmentFile file, JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(header);
        var bytes = header.ToBytes();
        file.Write(bytes, 0);
        return new(file, bytes.Length);
    }

    /// <summary>A segment whose file cannot be made now: the first flush that can makes it, and writes its header before all else.</summary>
    public static SegmentWriter BeginLater(Func<ISegmentFile> create, JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(header);
        return new(create, header.ToBytes());
    }

    /// <summary>Takes a record into the buffer; nothing is written yet.</summary>
    /// <exception cref="ArgumentException">The payload is longer than 1 MiB.</exception>
    public void Append(JournalRecordKind kind, long receivedAtUnixNs, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > JournalFormat.PayloadBytesMax)
            throw new ArgumentException($"a payload of {payload.Length} bytes is longer than {JournalFormat.PayloadBytesMax}");

        var needed = _buffered + JournalFormat.RecordBytesMin + payload.Length;
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, 2 * _buffer.Length));

        _buffered += JournalFormat.Write(_buffer.AsSpan(_buffered), AppendedBytes, kind, receivedAtUnixNs, payload);
    }

    /// <summary>Writes what is buffered in one call.</summary>
    /// <exception cref="IOException">Not written; the bytes are kept for the next flush.</exception>
    public void Flush()
    {
        if (_buffered == 0)
            return;

        _file ??= _create!();
        if (_isDirtyBehindGood)
            _file.Truncate(GoodBytes);

        _isDirtyBehindGood = true;
        _file.Write(_buffer.AsSpan(0, _buffered), GoodBytes);
        _isDirtyBehindGood = false;
        GoodBytes += _buffered;
        _buffered = 0;
    }

    /// <summary>Returns once everything flushed is on the device. Only for a segment that has begun.</summary>
    /// <exception cref="IOException">The device failed.</exception>
    public void Sync() => _file!.Sync();

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
