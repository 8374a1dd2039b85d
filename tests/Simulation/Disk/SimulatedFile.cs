using MiaIa.Engine.Runtime.Journal;

namespace Simulation.Disk;

/// <summary>One file of a <see cref="SimulatedDisk"/>. It remembers what a lost power would leave.</summary>
internal sealed class SimulatedFile : ISegmentFile
{
    private readonly SimulatedDisk _disk;
    private readonly DiskSegmentFile _file;
    private readonly string _path;
    private readonly bool _isInPlace;
    private long _length;
    private long _syncedLength;
    private bool _isClosed;

    internal SimulatedFile(SimulatedDisk disk, DiskSegmentFile file, string path, bool isNew)
    {
        _disk = disk;
        _file = file;
        _path = path;
        _isInPlace = !isNew;
        _length = _syncedLength = isNew ? 0 : new FileInfo(path).Length;
    }

    internal bool IsOfDeadProcess { get; set; }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (IsOfDeadProcess)
            return;
        // The latch has its whole length from the beginning: writing it needs no room.
        if (_isInPlace)
        {
            _disk.LatchWritten();
            _file.Write(bytes, offset);
            return;
        }

        var room = _disk.Room(bytes.Length);
        _file.Write(bytes[..room], offset);
        _length = Math.Max(_length, offset + room);
        if (room < bytes.Length)
            throw new IOException("No space left on device (simulated)");
    }

    public void Truncate(long lengthBytes)
    {
        if (IsOfDeadProcess)
            return;
        _file.Truncate(lengthBytes);
        _length = lengthBytes;
        _syncedLength = Math.Min(_syncedLength, lengthBytes);
    }

    public void Sync()
    {
        if (IsOfDeadProcess)
            return;
        var length = _length;
        if (!_isInPlace)
            _disk.Sync(this);
        if (!IsOfDeadProcess)
            _syncedLength = Math.Max(_syncedLength, length); // another sync may have come in between
    }

    public void Dispose() => Close();

    internal void Close()
    {
        if (!_isClosed)
            _file.Dispose();
        _isClosed = true;
    }

    /// <summary>The power has gone: of what was not synced an accidental part is there, and its last bytes may be anything.</summary>
    internal void LoseUnsynced(Random random)
    {
        if (_isInPlace || _length <= _syncedLength || !File.Exists(_path))
            return;
        using var file = DiskSegmentFile.Open(_path);
        var kept = random.NextInt64(_syncedLength, _length + 1);
        file.Truncate(kept);
        if (kept - _syncedLength < 8)
            return;
        Span<byte> rubbish = stackalloc byte[8];
        random.NextBytes(rubbish);
        if (random.Next(3) == 0)
            file.Write(rubbish, kept - rubbish.Length);
    }
}
