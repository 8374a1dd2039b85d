using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// Reads packed columns of varints. The places at which numbers end come from one comparison of all bytes, so that no step waits for the
/// number before it; what is written is written as whole vectors, so that whoever reads vectors next does not wait for single writes.
/// </summary>
internal static class WireColumns
{
    /// <summary>Numbers that <see cref="Short"/> reads at most.</summary>
    internal const int ShortMax = 16;

    /// <summary>Places that it takes: whole vectors are written.</summary>
    internal const int ShortRoom = 24;

    /// <summary>Bytes of a column that <see cref="Short"/> reads at most; it looks at 40.</summary>
    internal const int ShortBytesMax = 32;

    // Numbers of three bytes each end at every third.
    private const uint EveryThird = 0x2492_4924;
    private const uint LowSeven = 0x7F,
        NextSeven = 0x3F80,
        ThirdSeven = 0x1F_C000,
        FourthSeven = 0xFE0_0000;

    private static readonly Vector128<byte> ThreesToFours = Vector128.Create(0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);

    private static readonly Vector128<byte>[] Spreads = [.. Enumerable.Range(0, 256).Select(SpreadOf)];

    /// <summary>Reads at most 16 numbers if each has one byte; else what is written says nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreBytes(ref byte first, int length, uint[] into)
    {
        OneByteEach(ref first, ref MemoryMarshal.GetArrayDataReference(into));
        return length <= ShortMax && (Vector128.LoadUnsafe(ref first).ExtractMostSignificantBits() & ((1u << length) - 1)) == 0;
    }

    /// <summary>Reads a column of at most 32 bytes, 16 numbers, 28 bits each. −1 when it is another one, else how many numbers there are.</summary>
    /// <param name="first">Its first byte, and 40 to look at from there on.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="into">Takes the numbers; 24 places, and what is behind the numbers is not said.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int Short(ref byte first, int length, Span<uint> into)
    {
        if (length is <= 0 or > ShortBytesMax)
            return length == 0 ? 0 : -1;
        ref var to = ref MemoryMarshal.GetReference(into[..ShortRoom]);
        var all = uint.MaxValue >> (ShortBytesMax - length);
        var goOn = Vector256.LoadUnsafe(ref first).ExtractMostSignificantBits() & all;
        var ends = goOn ^ all;
        var count = BitOperations.PopCount(ends);
        if (count > ShortMax || ends >> (length - 1) == 0)
            return -1;
        // Prices have three bytes each and counts one: then every place is known beforehand.
        if (goOn == 0)
            OneByteEach(ref first, ref to);
        else if (ends == (EveryThird & all))
            ThreeBytesEach(ref first, ref to);
        else if ((goOn & (goOn >> 1)) == 0)
            OneOrTwoBytesEach(ref first, count, goOn, ref to);
        else
            return Mixed(ref first, count, ends, ref to);
        return count;
    }

    /// <summary>The zigzag form of a number.</summary>
    internal static uint Zigzag(int value) => (uint)((value << 1) ^ (value >> 31));

    /// <inheritdoc cref="Zigzag(int)"/>
    internal static ulong Zigzag(long value) => (ulong)((value << 1) ^ (value >> 63));

    /// <summary>A number from its zigzag form.</summary>
    internal static int Signed(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    /// <inheritdoc cref="Signed(uint)"/>
    internal static long Signed(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneByteEach(ref byte first, ref uint to)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref first));
        var (a, b) = Vector128.Widen(low);
        var (c, d) = Vector128.Widen(high);
        Store(a, b, ref to);
        Store(c, d, ref Unsafe.Add(ref to, Vector256<uint>.Count));
    }

    private static void ThreeBytesEach(ref byte first, ref uint to)
    {
        Store(Threes(ref first), Threes(ref Unsafe.Add(ref first, 12)), ref to);
        Store(Threes(ref Unsafe.Add(ref first, 24)), default, ref Unsafe.Add(ref to, Vector256<uint>.Count));
    }

    private static Vector128<uint> Threes(ref byte first)
    {
        var x = Vector128.Shuffle(Vector128.LoadUnsafe(ref first), ThreesToFours).AsUInt32();
        return (x & Vector128.Create(LowSeven)) | ((x >> 1) & Vector128.Create(NextSeven)) | ((x >> 2) & Vector128.Create(ThirdSeven));
    }

    private static void Store(Vector128<uint> low, Vector128<uint> high, ref uint to) => Vector256.Create(low, high).StoreUnsafe(ref to);

    // Eight bytes at a time: which of them go on says where each byte belongs.
    private static void OneOrTwoBytesEach(ref byte first, int count, uint goOn, ref uint to)
    {
        ref var spreads = ref MemoryMarshal.GetArrayDataReference(Spreads);
        for (var (i, at) = (0, 0); i < count; )
        {
            var eight = (goOn >> at) & byte.MaxValue;
            var x = Vector128.Shuffle(Vector128.LoadUnsafe(ref first, (nuint)at), Unsafe.Add(ref spreads, eight)).AsUInt16();
            var (low, high) = Vector128.Widen((x & Vector128.Create((ushort)LowSeven)) | ((x >> 1) & Vector128.Create((ushort)NextSeven)));
            Store(low, high, ref Unsafe.Add(ref to, i));
            i += 8 - BitOperations.PopCount(eight);
            at += 8 - (int)(eight >> 7);
        }
    }

    // The two bytes of each of eight numbers: its own, and the next if it goes on.
    private static Vector128<byte> SpreadOf(int goOn)
    {
        Span<byte> places = stackalloc byte[Vector128<byte>.Count];
        places.Fill(byte.MaxValue);
        for (var (at, number) = (0, 0); at < 8; at++, number++)
        {
            places[2 * number] = (byte)at;
            if ((goOn >> at & 1) != 0 && at < 7)
                places[(2 * number) + 1] = (byte)++at;
        }

        return Vector128.Create<byte>(places);
    }

    private static int Mixed(ref byte first, int count, uint ends, ref uint to)
    {
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            var bits = 8 * (BitOperations.TrailingZeroCount(ends) + 1 - start);
            if (bits > 32)
                return -1;
            var x = Word(ref first, start) & (uint.MaxValue >> (32 - bits));
            Unsafe.Add(ref to, i) = (x & LowSeven) | ((x >> 1) & NextSeven) | ((x >> 2) & ThirdSeven) | ((x >> 3) & FourthSeven);
            start += bits / 8;
            ends &= ends - 1;
        }

        return count;
    }

    private static uint Word(ref byte first, int at) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, at));
}
