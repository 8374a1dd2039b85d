using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// Powers of two between whole milliseconds of a half-life, 2^(−m/half-life), from two tables. The tables are summed from the
/// series of the exponential function in plain additions and multiplications, so that every machine has the same bits
/// (docs/decisions/0005); their relative error is below 1e-14.
/// </summary>
internal sealed class HalfLife
{
    private const int FineBits = 9;
    private const int FineLength = 1 << FineBits;

    private readonly double[] _fine = new double[FineLength];
    private readonly double[] _coarse;

    internal HalfLife(int millis)
    {
        Millis = millis;
        _coarse = new double[(millis >> FineBits) + 1];
        for (var i = 0; i < FineLength; i++)
            _fine[i] = ExponentialSeries.OfMinus(ExponentialSeries.Ln2 * i / millis);
        for (var i = 0; i < _coarse.Length; i++)
            _coarse[i] = ExponentialSeries.OfMinus(ExponentialSeries.Ln2 * (i << FineBits) / millis);
    }

    /// <summary>The half-life.</summary>
    internal int Millis { get; }

    /// <summary>2^(−<paramref name="millis"/>/half-life), for 0 … one half-life.</summary>
    internal double Left(int millis) => _coarse[millis >> FineBits] * _fine[millis & (FineLength - 1)];
}
