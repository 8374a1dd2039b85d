using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiaIa.Engine.Options;

/// <summary>
/// e^x for four doubles at once, for x ≤ 0. Own code rather than the runtime's so that every processor and operating system gives the same
/// bits: only correctly rounded operations, in one fixed order.
/// </summary>
/// <remarks>
/// x = n·ln 2 + r with |r| ≤ ½·ln 2; e^r by its Taylor polynomial of degree 12 (remainder below 2e-16), e^x by adding n to the exponent.
/// Below −708 the result stays at about 3e-308 instead of becoming denormal.
/// </remarks>
internal static class VectorExp
{
    private const double Lowest = -708;
    private const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 with its last 32 bits cut off, so that n·LogTwoHigh is exact; LogTwoLow is what was cut off.</summary>
    private const double LogTwoHigh = 6.93147180369123816490e-01, LogTwoLow = 1.90821492927058770002e-10;

    /// <summary>1.5·2^52: adding it rounds to an integer, which then stands in the lowest bits.</summary>
    private const double Rounder = 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Of(Vector256<double> x)
    {
        var bounded = Vector256.Max(x, Vector256.Create(Lowest));
        var shifted = Vector256.FusedMultiplyAdd(bounded, Vector256.Create(Log2E), Vector256.Create(Rounder));
        var n = shifted - Vector256.Create(Rounder);
        var r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-LogTwoHigh), bounded);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-LogTwoLow), r);
        return (PolynomialOf(r).AsInt64() + Vector256.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    /// <summary>Σ r^k/k! up to 12, in pairs: a chain of twelve dependent steps would leave the processor waiting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PolynomialOf(Vector256<double> r)
    {
        var r2 = r * r;
        var r4 = r2 * r2;
        var p01 = Vector256.Create(1.0) + r;
        var p23 = Vector256.FusedMultiplyAdd(r, Vector256.Create(1.0 / 6), Vector256.Create(1.0 / 2));
        var p45 = Vector256.FusedMultiplyAdd(r, Vector256.Create(1.0 / 120), Vector256.Create(1.0 / 24));
        var p67 = Vector256.FusedMultiplyAdd(r, Vector256.Create(1.0 / 5_040), Vector256.Create(1.0 / 720));
        var p89 = Vector256.FusedMultiplyAdd(r, Vector256.Create(1.0 / 362_880), Vector256.Create(1.0 / 40_320));
        var p1011 = Vector256.FusedMultiplyAdd(r, Vector256.Create(1.0 / 39_916_800), Vector256.Create(1.0 / 3_628_800));
        var low = Vector256.FusedMultiplyAdd(r2, p23, p01);
        var middle = Vector256.FusedMultiplyAdd(r2, p67, p45);
        var high = Vector256.FusedMultiplyAdd(r2, p1011, p89);
        high = Vector256.FusedMultiplyAdd(r4, Vector256.Create(1.0 / 479_001_600), high);
        return Vector256.FusedMultiplyAdd(r4, Vector256.FusedMultiplyAdd(r4, high, middle), low);
    }
}
