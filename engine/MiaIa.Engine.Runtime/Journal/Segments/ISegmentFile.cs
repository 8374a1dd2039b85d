namespace MiaIa.Engine.Runtime.Journal;

/// <summary>The file under a journal segment; a test puts a full or failing disk in its place.</summary>
public interface ISegmentFile : IDisposable
{
    /// <summary>Writes all bytes at an offset, or throws <see cref="IOException"/>; then any part of them may have been written.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts the file to a length in bytes, or throws <see cref="IOException"/>.</summary>
    void Truncate(long lengthBytes);

    /// <summary>Returns once everything written is on the device, or throws <see cref="IOException"/>. May run beside <see cref="Write"/>.</summary>
    void Sync();
}
