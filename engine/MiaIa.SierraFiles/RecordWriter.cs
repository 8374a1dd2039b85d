using System.Runtime.InteropServices;

namespace MiaIa.SierraFiles;

/// <summary>Writes a Sierra file record by record. What was flushed can be read by others at once.</summary>
/// <typeparam name="TRecord">The record, laid out explicitly.</typeparam>
public sealed class RecordWriter<TRecord> : IDisposable
    where TRecord : unmanaged
{
    private readonly FileStream _stream;

    internal RecordWriter(RecordFormat<TRecord> format, string path)
    {
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        _stream.Write(format.Header());
    }

    /// <summary>Records written.</summary>
    public long Count { get; private set; }

    /// <summary>Adds records at the end.</summary>
    /// <exception cref="IOException">The disk is full or the file is gone.</exception>
    public void Append(ReadOnlySpan<TRecord> records)
    {
        _stream.Write(MemoryMarshal.AsBytes(records));
        Count += records.Length;
    }

    /// <summary>Adds one record at the end.</summary>
    /// <exception cref="IOException">The disk is full or the file is gone.</exception>
    public void Append(in TRecord record) => Append(new ReadOnlySpan<TRecord>(in record));

    /// <summary>Hands everything to the operating system.</summary>
    public void Flush() => _stream.Flush();

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
