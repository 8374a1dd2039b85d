using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>
/// A column of numbers of one or two bytes read at once, where the processor can spread bytes by a mask: without a branch and without a
/// step that waits for the one before it.
/// </summary>
internal static class WideColumns
{
    private const uint LowBytes = 0x5555_5555,
        HighBytes = 0xAAAA_AAAA;
    private const ushort LowSeven = 0x7F,
        NextSeven = 0x3F80;

    /// <summary>Whether the processor can.</summary>
    internal static bool IsSupported => Avx512Vbmi2.VL.IsSupported && Avx512BW.VL.IsSupported && Bmi2.X64.IsSupported;

    /// <summary>Reads at most 32 bytes and 16 numbers. −1 when the column is another one, else how many numbers there are.</summary>
    /// <param name="first">Its first byte, and 32 to look at from there on.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="to">Takes the numbers; 16 places, and what is behind the numbers is not said.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int OneOrTwoBytesEach(ref byte first, int length, ref uint to)
    {
        var bytes = Vector256.LoadUnsafe(ref first);
        var tops = bytes.ExtractMostSignificantBits();
        var goOn = Bmi2.ZeroHighBits(tops, (uint)length);
        var ends = Bmi2.ZeroHighBits(~tops, (uint)length);
        // By numbers: which of them have a second byte; then where each byte belongs among sixteen pairs.
        var places = LowBytes | Bmi2.ParallelBitDeposit(Bmi2.ParallelBitExtract(goOn, (2 * ends) + 1), HighBytes);
        var x = Avx512Vbmi2.VL.Expand(Vector256<byte>.Zero, Mask(places), bytes).AsUInt16();
        var (low, high) = Vector256.Widen((x & Vector256.Create(LowSeven)) | ((x >> 1) & Vector256.Create(NextSeven)));
        low.StoreUnsafe(ref to);
        high.StoreUnsafe(ref to, (nuint)Vector256<uint>.Count);
        var count = BitOperations.PopCount(ends);
        // The last byte ends a number, and none has three.
        return length is > 0 and <= 32 && count <= 16 && (goOn & ((goOn >> 1) | (1u << (length - 1)))) == 0 ? count : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Mask(uint bits)
    {
        var each = Vector256.Create(
            1,
            2,
            4,
            8,
            16,
            32,
            64,
            128,
            1,
            2,
            4,
            8,
            16,
            32,
            64,
            128,
            1,
            2,
            4,
            8,
            16,
            32,
            64,
            128,
            1,
            2,
            4,
            8,
            16,
            32,
            64,
            128
        );
        var spread = Avx2.Shuffle(
            Vector256.Create(bits).AsByte(),
            Vector256.Create(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, (byte)3)
        );
        return Vector256.Equals(spread & each, each);
    }
}
