using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Performance.Tws;

/// <summary>The floor: the same frames, in which only the end of each field is looked for.</summary>
internal static class BareScan
{
    /// <summary>Counts the fields of all frames of a slice.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long CountFields(ReadOnlySpan<byte> slice)
    {
        var fields = 0L;
        while (!slice.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(slice);
            var frame = slice.Slice(sizeof(int), length);
            slice = slice[(sizeof(int) + length)..];
            for (var end = frame.IndexOf((byte)0); end >= 0; end = frame.IndexOf((byte)0))
            {
                fields++;
                frame = frame[(end + 1)..];
            }
        }

        return fields;
    }
}
