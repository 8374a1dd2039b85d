using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiaIa.Engine.Options;

/// <summary>
/// The normal density's bell, 2^(−d²), for four d at once. With d = d₁·√(½·log₂e) it is e^(−½·d₁²). Own code rather than the runtime's
/// exponential so that every processor and operating system gives the same bits: only correctly rounded operations, in one fixed order.
/// </summary>
/// <remarks>
/// d² = −n + t with n a whole number and |t| ≤ ½; 2^(−t) by its Taylor polynomial of degree 11 (the rest is below 7e-15 of the value),
/// times 2^n by adding n to the exponent. Beyond d² = 1022 the result stays at about 2e-308 instead of becoming denormal.
/// </remarks>
internal static class VectorNormalDensity
{
    /// <summary>√(½·log₂e): what d₁ is multiplied by.</summary>
    public const double Scale = 0.84932180028801904272;

    /// <summary>1.5·2^52: adding it rounds to a whole number, which then stands in the lowest bits.</summary>
    private const double Rounder = 6755399441055744.0;

    private const double HighestSquare = 1022;

    // (−ln 2)^k / k!
    private const double C1 = -0.69314718055994530942,
        C2 = C1 * C1 / 2,
        C3 = C2 * C1 / 3,
        C4 = C3 * C1 / 4,
        C5 = C4 * C1 / 5,
        C6 = C5 * C1 / 6,
        C7 = C6 * C1 / 7,
        C8 = C7 * C1 / 8,
        C9 = C8 * C1 / 9,
        C10 = C9 * C1 / 10,
        C11 = C10 * C1 / 11;

    /// <summary>2^(−d²), relative error below 1e-14.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Of(Vector256<double> d)
    {
        var square = Vector256.Min(d * d, Vector256.Create(HighestSquare));
        var shifted = Vector256.Create(Rounder) - square;
        var t = square + (shifted - Vector256.Create(Rounder));
        return (PolynomialOf(t).AsInt64() + Vector256.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    /// <summary>In pairs: a chain of eleven dependent steps would leave the processor waiting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PolynomialOf(Vector256<double> t)
    {
        var t2 = t * t;
        var t4 = t2 * t2;
        var low = Vector256.FusedMultiplyAdd(t2, Pair(t, C2, C3), Pair(t, 1, C1));
        var middle = Vector256.FusedMultiplyAdd(t2, Pair(t, C6, C7), Pair(t, C4, C5));
        var high = Vector256.FusedMultiplyAdd(t2, Pair(t, C10, C11), Pair(t, C8, C9));
        return Vector256.FusedMultiplyAdd(t4, Vector256.FusedMultiplyAdd(t4, high, middle), low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Pair(Vector256<double> t, double constant, double factor) =>
        Vector256.FusedMultiplyAdd(t, Vector256.Create(factor), Vector256.Create(constant));
}
