using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MiaIa.Engine.Host.Ingress;

/// <summary>
/// Reads the plain wire form of protobuf, as every writer in use makes it, straight into columns: no message, no allocation. It says
/// no to whatever is unusual (a field twice, a column not packed, a number out of its bits), and then the general reader decides.
/// </summary>
internal static class WireColumns
{
    private const int Continues = 0x80;
    private const int SevenBits = 0x7F;
    private const int LastShift = 63;
    private const ulong EveryThird = 0x4924_9249_2492_4924;

    /// <summary>Bytes that <see cref="ShortColumn"/> may look at.</summary>
    internal const int ShortBytesMax = 64;

    /// <summary>Reads a varint. False at the end of the bytes and when it has more than 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryVarint(ReadOnlySpan<byte> bytes, scoped ref int at, out ulong value)
    {
        if ((uint)at < (uint)bytes.Length && bytes[at] < Continues)
        {
            value = bytes[at++];
            return true;
        }

        return TryLongVarint(bytes, ref at, out value);
    }

    /// <summary>Reads a length and the bytes that it announces.</summary>
    internal static bool TryBytes(ReadOnlySpan<byte> bytes, scoped ref int at, out ReadOnlySpan<byte> body)
    {
        if (TryVarint(bytes, ref at, out var length) && length <= (ulong)(bytes.Length - at))
        {
            body = bytes.Slice(at, (int)length);
            at += (int)length;
            return true;
        }

        body = default;
        return false;
    }

    /// <summary>
    /// Reads a packed column of at most 64 bytes and numbers below 2^28. −1 when it does not fit, else how many there are. The places
    /// at which numbers end come from one comparison of all bytes, so that no step waits for the number before it.
    /// </summary>
    /// <param name="padded">The column at its beginning, and at least 68 bytes from there on.</param>
    /// <param name="length">Bytes of the column.</param>
    /// <param name="into">Takes the numbers.</param>
    internal static int ShortColumn(ReadOnlySpan<byte> padded, int length, Span<uint> into)
    {
        if (length is 0 or > ShortBytesMax)
            return length == 0 ? 0 : -1;
        ref var first = ref MemoryMarshal.GetReference(padded[..(ShortBytesMax + sizeof(uint))]);
        var low = Vector256.LoadUnsafe(ref first).ExtractMostSignificantBits();
        var high = length <= Vector256<byte>.Count ? uint.MaxValue : Vector256.LoadUnsafe(ref first, (nuint)Vector256<byte>.Count).ExtractMostSignificantBits();
        var all = ulong.MaxValue >> (ShortBytesMax - length);
        var ends = ~(low | ((ulong)high << Vector256<byte>.Count)) & all;
        var count = BitOperations.PopCount(ends);
        if (count > into.Length || ends >> (length - 1) == 0)
            return -1;
        // Prices have three bytes each and counts one: then every place is known beforehand.
        if (ends == all)
            return OneByteEach(ref first, count, into);
        return ends == (EveryThird & all) ? ThreeBytesEach(ref first, count, into) : Mixed(ref first, count, ends, into);
    }

    private static int OneByteEach(ref byte first, int count, Span<uint> into)
    {
        for (var i = 0; i < count; i++)
            into[i] = Unsafe.Add(ref first, i);
        return count;
    }

    private static int ThreeBytesEach(ref byte first, int count, Span<uint> into)
    {
        for (var i = 0; i < count; i++)
        {
            var x = Word(ref first, 3 * i);
            into[i] = (x & 0x7F) | ((x >> 1) & 0x3F80) | ((x >> 2) & 0x1F_C000);
        }

        return count;
    }

    private static int Mixed(ref byte first, int count, ulong ends, Span<uint> into)
    {
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            var bits = 8 * (BitOperations.TrailingZeroCount(ends) + 1 - start);
            if (bits > 32)
                return -1;
            var x = Word(ref first, start) & (uint.MaxValue >> (32 - bits));
            into[i] = (x & 0x7F) | ((x >> 1) & 0x3F80) | ((x >> 2) & 0x1F_C000) | ((x >> 3) & 0xFE0_0000);
            start += bits / 8;
            ends &= ends - 1;
        }

        return count;
    }

    // The caller has made sure that the bytes are there.
    private static uint Word(ref byte first, int at)
    {
        var word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, at));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>Reads a packed column of varints of at most 32 bits. −1 when it does not fit, else how many there are.</summary>
    internal static int Column32(ReadOnlySpan<byte> bytes, Span<uint> into)
    {
        var count = 0;
        for (var at = 0; at < bytes.Length;)
        {
            if (count == into.Length || !TryVarint(bytes, ref at, out var value) || value > uint.MaxValue)
                return -1;
            into[count++] = (uint)value;
        }

        return count;
    }

    /// <summary>The same with 64 bits.</summary>
    internal static int Column64(ReadOnlySpan<byte> bytes, Span<ulong> into)
    {
        var count = 0;
        for (var at = 0; at < bytes.Length;)
        {
            if (count == into.Length || !TryVarint(bytes, ref at, out into[count]))
                return -1;
            count++;
        }

        return count;
    }

    /// <summary>A number from its zigzag form.</summary>
    internal static int Signed(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    /// <inheritdoc cref="Signed(uint)"/>
    internal static long Signed(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static bool TryLongVarint(ReadOnlySpan<byte> bytes, scoped ref int at, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift <= LastShift && (uint)at < (uint)bytes.Length; shift += 7)
        {
            var b = bytes[at++];
            value |= (ulong)(b & SevenBits) << shift;
            if (b < Continues)
                return shift < LastShift || b <= 1;
        }

        return false;
    }
}
