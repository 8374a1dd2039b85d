using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MiaIa.Engine.Options;

/// <summary>
/// Σ weight·2^(−d²), d = slope·x + offset, in single precision and eight rows at once: good enough to tell a sign, never to give a value.
/// Its own code and one fixed order, so that every machine gets the same sums. No allocation.
/// </summary>
/// <remarks>
/// With u = 2⁻²⁴ the rounding of slope, x, offset and d moves d by at most u·(3·slope·|x| + 2·|d|), and a bell, whose slope is at most 0.72 and 0.74/d, by
/// u·(2.2·slope·|x| + 1.5); the polynomial of degree 6 is off by 2u, the rest by a few u, and n additions in a lane by n·u. Twice that is taken.
/// </remarks>
internal static class RoughKernel
{
    /// <summary>Columns are padded to a multiple of this.</summary>
    public const int Lanes = 8;

    private const float Rounder = 12_582_912f; // 1.5·2^23
    private const float HighestSquare = 126f;
    private const double Unit = 1.0 / (1 << 24);

    // (−ln 2)^k / k!
    private const float C1 = -0.69314718f,
        C2 = 0.24022651f,
        C3 = -0.055504109f,
        C4 = 0.0096181291f,
        C5 = -0.0013333558f,
        C6 = 0.00015403530f;

    /// <summary>How far a sum can be off, as a share of Σ|weight|, for rows and places up to these.</summary>
    public static double ErrorOf(double slopeMax, double xMax, int rows) =>
        2 * Unit * ((2.2 * slopeMax * xMax) + 12 + ((double)rows / Lanes));

    /// <summary>
    /// The same as a share of Σ|weight|·bell at the place itself, but for bells below 2⁻¹²⁰: what moves d moves a bell by 1.4·d of itself, and d ≤ 11.3.
    /// </summary>
    public static double ErrorOfBells(double slopeMax, double xMax, int rows) =>
        2 * Unit * ((16 * ((3 * slopeMax * xMax) + 23)) + 12 + ((double)rows / Lanes));

    /// <summary>The sums at two places.</summary>
    public static (double At0, double At1) Sums(
        float x0,
        float x1,
        ReadOnlySpan<float> slope,
        ReadOnlySpan<float> offset,
        ReadOnlySpan<float> weight
    )
    {
        ref var slopes = ref MemoryMarshal.GetReference(slope);
        ref var offsets = ref MemoryMarshal.GetReference(offset[..slope.Length]);
        ref var weights = ref MemoryMarshal.GetReference(weight[..slope.Length]);
        var (first, second) = (Vector256.Create(x0), Vector256.Create(x1));
        Vector256<float> sum0 = default,
            sum1 = default;
        for (nuint row = 0; row < (nuint)slope.Length; row += Lanes)
        {
            var (s, o, w) = (
                Vector256.LoadUnsafe(ref slopes, row),
                Vector256.LoadUnsafe(ref offsets, row),
                Vector256.LoadUnsafe(ref weights, row)
            );
            sum0 = Vector256.FusedMultiplyAdd(w, Bell(Vector256.FusedMultiplyAdd(s, first, o)), sum0);
            sum1 = Vector256.FusedMultiplyAdd(w, Bell(Vector256.FusedMultiplyAdd(s, second, o)), sum1);
        }

        return (TotalOf(sum0), TotalOf(sum1));
    }

    /// <summary>The sum at one place, and that of the weights without their signs.</summary>
    public static (double Net, double Size) SumAndSize(
        float x,
        ReadOnlySpan<float> slope,
        ReadOnlySpan<float> offset,
        ReadOnlySpan<float> weight
    )
    {
        ref var slopes = ref MemoryMarshal.GetReference(slope);
        ref var offsets = ref MemoryMarshal.GetReference(offset[..slope.Length]);
        ref var weights = ref MemoryMarshal.GetReference(weight[..slope.Length]);
        var place = Vector256.Create(x);
        Vector256<float> net = default,
            size = default;
        for (nuint row = 0; row < (nuint)slope.Length; row += Lanes)
        {
            var bell = Bell(
                Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref slopes, row), place, Vector256.LoadUnsafe(ref offsets, row))
            );
            var w = Vector256.LoadUnsafe(ref weights, row);
            net = Vector256.FusedMultiplyAdd(w, bell, net);
            size = Vector256.FusedMultiplyAdd(Vector256.Abs(w), bell, size);
        }

        return (TotalOf(net), TotalOf(size));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Bell(Vector256<float> d)
    {
        var square = Vector256.Min(d * d, Vector256.Create(HighestSquare));
        var shifted = Vector256.Create(Rounder) - square;
        var t = square + (shifted - Vector256.Create(Rounder));
        var t2 = t * t;
        var low = Vector256.FusedMultiplyAdd(t2, Pair(t, C2, C3), Pair(t, 1, C1));
        var high = Vector256.FusedMultiplyAdd(t2, Vector256.Create(C6), Pair(t, C4, C5));
        var polynomial = Vector256.FusedMultiplyAdd(t2 * t2, high, low);
        return (polynomial.AsInt32() + Vector256.ShiftLeft(shifted.AsInt32(), 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(Vector256<float> t, float constant, float factor) =>
        Vector256.FusedMultiplyAdd(t, Vector256.Create(factor), Vector256.Create(constant));

    private static double TotalOf(Vector256<float> sums) =>
        (double)sums[0] + sums[1] + sums[2] + sums[3] + sums[4] + sums[5] + sums[6] + sums[7];
}
