using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MiaIa.Engine.Options;

/// <summary>
/// The inner loops of repricing. A row's bell at x = ln S is 2^(−d²) with d = slope·x + offset; everything that does not depend on the
/// spot is folded into slope, offset and weight beforehand (<see cref="GammaRows"/>). No allocation.
/// </summary>
internal static class GammaKernel
{
    /// <summary>Columns are padded to a multiple of this, so that the last rows need no loop of their own.</summary>
    public const int Lanes = 4;

    /// <summary>scale·weight·bell of each row, into <paramref name="result"/>. All columns have the length of <paramref name="slope"/>.</summary>
    public static void Bells(
        double x,
        double scale,
        ReadOnlySpan<double> slope,
        ReadOnlySpan<double> offset,
        ReadOnlySpan<double> weight,
        Span<double> result
    )
    {
        ref var slopes = ref MemoryMarshal.GetReference(slope);
        ref var offsets = ref MemoryMarshal.GetReference(offset[..slope.Length]);
        ref var weights = ref MemoryMarshal.GetReference(weight[..slope.Length]);
        ref var results = ref MemoryMarshal.GetReference(result[..slope.Length]);
        var at = Vector256.Create(x);
        var factor = Vector256.Create(scale);
        for (nuint row = 0; row < (nuint)slope.Length; row += Lanes)
            (factor * Vector256.LoadUnsafe(ref weights, row) * BellOf(at, ref slopes, ref offsets, row)).StoreUnsafe(ref results, row);
    }

    /// <summary>
    /// Σ net·bell and Σ gross·bell at two places at once: the columns are read once for both. The order of summation is fixed, so that
    /// every machine gets the same sums.
    /// </summary>
    public static PairOfSums Sums(
        double x0,
        double x1,
        ReadOnlySpan<double> slope,
        ReadOnlySpan<double> offset,
        ReadOnlySpan<double> net,
        ReadOnlySpan<double> gross
    )
    {
        ref var slopes = ref MemoryMarshal.GetReference(slope);
        ref var offsets = ref MemoryMarshal.GetReference(offset[..slope.Length]);
        ref var nets = ref MemoryMarshal.GetReference(net[..slope.Length]);
        ref var grosses = ref MemoryMarshal.GetReference(gross[..slope.Length]);
        var (first, second) = (Vector256.Create(x0), Vector256.Create(x1));
        Vector256<double> net0 = default,
            net1 = default,
            gross0 = default,
            gross1 = default;
        for (nuint row = 0; row < (nuint)slope.Length; row += Lanes)
        {
            var bell0 = BellOf(first, ref slopes, ref offsets, row);
            var bell1 = BellOf(second, ref slopes, ref offsets, row);
            var netWeight = Vector256.LoadUnsafe(ref nets, row);
            var grossWeight = Vector256.LoadUnsafe(ref grosses, row);
            net0 = Vector256.FusedMultiplyAdd(netWeight, bell0, net0);
            net1 = Vector256.FusedMultiplyAdd(netWeight, bell1, net1);
            gross0 = Vector256.FusedMultiplyAdd(grossWeight, bell0, gross0);
            gross1 = Vector256.FusedMultiplyAdd(grossWeight, bell1, gross1);
        }
        return new PairOfSums(TotalOf(net0), TotalOf(gross0), TotalOf(net1), TotalOf(gross1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> BellOf(Vector256<double> x, ref double slopes, ref double offsets, nuint row)
    {
        return VectorNormalDensity.Of(
            Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref slopes, row), x, Vector256.LoadUnsafe(ref offsets, row))
        );
    }

    private static double TotalOf(Vector256<double> sums) => sums[0] + sums[1] + (sums[2] + sums[3]);
}
