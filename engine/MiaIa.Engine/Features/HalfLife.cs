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
    private const double Ln2 = 0.69314718055994530942;

    // The terms of e^(−x) for x up to ln 2 fall below the last bit of the sum after 19.
    private const int Terms = 24;

    private readonly double[] _fine = new double[FineLength];
    private readonly double[] _coarse;

    internal HalfLife(int millis)
    {
        Millis = millis;
        _coarse = new double[(millis >> FineBits) + 1];
        for (var i = 0; i < FineLength; i++)
            _fine[i] = ExpOfMinus(Ln2 * i / millis);
        for (var i = 0; i < _coarse.Length; i++)
            _coarse[i] = ExpOfMinus(Ln2 * (i << FineBits) / millis);
    }

    /// <summary>The half-life.</summary>
    internal int Millis { get; }

    /// <summary>2^(−<paramref name="millis"/>/half-life), for 0 … one half-life.</summary>
    internal double Left(int millis) => _coarse[millis >> FineBits] * _fine[millis & (FineLength - 1)];

    /// <summary>e^(−x) by its series, the same bits on every machine; exact to about 1e-16 for x within 0 … 1.</summary>
    internal static double ExpOfMinus(double x)
    {
        var sum = 1.0;
        var term = 1.0;
        for (var i = 1; i < Terms; i++)
        {
            term *= -x / i;
            sum += term;
        }

        return sum;
    }
}
