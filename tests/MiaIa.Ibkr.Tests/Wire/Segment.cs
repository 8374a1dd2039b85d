using System.Buffers;

namespace MiaIa.Ibkr.Tests.Wire;

/// <summary>A sequence in pieces, as a pipe would hold it.</summary>
internal sealed class Segment : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Chain(byte[] bytes, int size)
    {
        var first = new Segment { Memory = bytes.AsMemory(0, Math.Min(size, bytes.Length)) };
        var last = first;
        for (var at = size; at < bytes.Length; at += size)
        {
            var next = new Segment { Memory = bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), RunningIndex = at };
            last.Next = next;
            last = next;
        }
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
