using MiaIa.Engine.Market;

namespace MiaIa.Engine.Patterns;

/// <summary>
/// What is left of something after whole bars when half of it goes in h bars: 2^(−n/h). The powers inside one half-life come
/// from one root by multiplication and the halvings are exact, because the power function of the C library differs in its last bit
/// between systems and decisions must not.
/// </summary>
internal sealed class BarHalfLife
{
    // What is left after 60 halvings is below the last bit of anything it could be added to.
    private const int HalvingsMax = 60;

    private readonly double[] _within;

    internal BarHalfLife(int bars)
    {
        Bars = bars;
        _within = new double[bars];
        var root = ExponentialSeries.OfMinus(ExponentialSeries.Ln2 / bars);
        var power = 1.0;
        for (var i = 0; i < bars; i++, power *= root)
            _within[i] = power;
    }

    internal int Bars { get; }

    /// <summary>The share that is left after <paramref name="bars"/> ≥ 0 bars, 1 … 0.</summary>
    internal double LeftAfter(long bars)
    {
        var halvings = bars / Bars;
        return halvings > HalvingsMax ? 0 : _within[bars % Bars] / (1L << (int)halvings);
    }
}
