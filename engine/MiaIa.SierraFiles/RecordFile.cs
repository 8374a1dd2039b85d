using System.IO.MemoryMappedFiles;

namespace MiaIa.SierraFiles;

/// <summary>
/// A memory-mapped file of records that may still grow. It shows the whole records that were there when it was opened; the bytes of a
/// record that is still being written are left out.
/// </summary>
/// <typeparam name="TRecord">The record, laid out explicitly.</typeparam>
public sealed class RecordFile<TRecord> : IDisposable
    where TRecord : unmanaged
{
    private const int RecordsARead = 4096;
    private readonly RecordFormat<TRecord> _format;
    private readonly FileStream _stream;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;

    internal RecordFile(RecordFormat<TRecord> format, string path)
    {
        _format = format;
        Path = path;
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        try
        {
            var header = new byte[format.HeaderBytes];
            format.Check(path, header.AsSpan(0, _stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false)));
            (_map, _view) = Map(_stream.Length);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The file as it was named when it was opened.</summary>
    public string Path { get; }

    /// <summary>Whole records.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes behind the last whole record: 0, or a record that is being written or was cut off.</summary>
    public int TailBytes { get; private set; }

    /// <summary>From here on the file is read as if it ended with a record: what lies behind it can change nothing.</summary>
    /// <param name="records">Whole records that are left; more than there are change nothing.</param>
    public void EndAfter(long records)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(records);
        if (records < Count)
            (Count, TailBytes) = (records, 0);
    }

    /// <summary>Copies records out of the map.</summary>
    /// <param name="first">Number of the first record, from 0.</param>
    /// <param name="into">Takes as many as it has room for.</param>
    /// <returns>How many were copied; 0 at the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is negative or behind the end.</exception>
    public int Read(long first, Span<TRecord> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Count);
        var count = (int)Math.Min(into.Length, Count - first);
        var offset = _format.HeaderBytes + (first * _format.RecordBytes);
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)offset, into[..count]);
        return count;
    }

    /// <summary>The records from one on, to the end as known now; memory use does not depend on the file's size.</summary>
    /// <param name="first">Number of the first record, from 0.</param>
    public IEnumerable<TRecord> Records(long first = 0)
    {
        var buffer = new TRecord[RecordsARead];
        for (int count; (count = Read(first, buffer)) > 0; first += count)
        {
            for (var i = 0; i < count; i++)
                yield return buffer[i];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unmap();
        _stream.Dispose();
    }

    private (MemoryMappedFile Map, MemoryMappedViewAccessor View) Map(long length)
    {
        var map = MemoryMappedFile.CreateFromFile(
            _stream,
            null,
            0,
            MemoryMappedFileAccess.Read,
            HandleInheritability.None,
            leaveOpen: true
        );
        try
        {
            var view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            var (count, tail) = Math.DivRem(length - _format.HeaderBytes, _format.RecordBytes);
            (Count, TailBytes) = (count, (int)tail);
            return (map, view);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    private void Unmap()
    {
        _view.Dispose();
        _map.Dispose();
    }
}
