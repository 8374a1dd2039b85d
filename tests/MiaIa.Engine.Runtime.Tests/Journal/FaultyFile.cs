using MiaIa.Engine.Runtime.Journal;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>A segment file in memory on a disk that can fill up: a write past <see cref="BytesLeft"/> lands in part and throws.</summary>
internal sealed class FaultyFile : ISegmentFile
{
    private readonly MemoryStream _bytes = new();

    internal long BytesLeft { get; set; } = long.MaxValue;

    internal bool IsSyncFailing { get; set; }

    internal byte[] ToArray() => _bytes.ToArray();

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var fits = (int)Math.Min(bytes.Length, BytesLeft);
        _bytes.Position = offset;
        _bytes.Write(bytes[..fits]);
        BytesLeft -= fits;
        if (fits < bytes.Length)
            throw new IOException("No space left on device");
    }

    public void Truncate(long lengthBytes) => _bytes.SetLength(lengthBytes);

    public void Sync()
    {
        if (IsSyncFailing)
            throw new IOException("Input/output error");
    }

    public void Dispose()
    {
        // The bytes stay readable: the test looks at what reached the disk.
    }
}
