using MiaIa.Engine.Risk;

namespace MiaIa.Engine.Paper;

/// <summary>The codes that refused a signal; the default is none: it was approved.</summary>
/// <param name="Bits">Bit n = the code with the number n, below 64.</param>
public readonly record struct RefusalSet(ulong Bits)
{
    /// <summary>Codes that fit: 0 … 63.</summary>
    public const int CodesMax = 64;

    /// <summary>Codes in it.</summary>
    public int Count => System.Numerics.BitOperations.PopCount(Bits);

    /// <summary>Whether a code is in it.</summary>
    public bool Contains(RiskCode code) => (Bits & BitOf(code)) != 0;

    /// <summary>The same with one code more.</summary>
    public RefusalSet With(RiskCode code) => new(Bits | BitOf(code));

    private static ulong BitOf(RiskCode code) =>
        (int)code < CodesMax
            ? 1UL << (int)code
            : throw new ArgumentOutOfRangeException(nameof(code), code, $"a set of refusals holds {CodesMax} codes");
}
