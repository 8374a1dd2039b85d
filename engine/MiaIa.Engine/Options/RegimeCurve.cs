namespace MiaIa.Engine.Options;

/// <summary>
/// Net over gross GEX as a function of the spot: priced at whole index points when first asked for, a straight line between them, until
/// the chain is fitted again (docs/decisions/0021). It moves with every tick and costs a pass over the chain only at a new point.
/// </summary>
internal sealed class RegimeCurve
{
    private const int Places = 256;

    private readonly int[] _points = new int[Places];
    private readonly double[] _ratios = new double[Places];

    /// <summary>The chain was fitted: nothing priced before holds.</summary>
    internal void Clear() => Array.Clear(_points);

    /// <summary>Net/gross at a spot ≥ 1, −1 … +1; 0 where there is no exposure.</summary>
    internal double At(double spot, ExposureColumns exposure)
    {
        var below = (int)spot;
        if (_points[below % Places] != below || _points[(below + 1) % Places] != below + 1)
            Price(below, exposure);
        var low = _ratios[below % Places];
        return low + ((_ratios[(below + 1) % Places] - low) * (spot - below));
    }

    // One pass over the columns prices both ends.
    private void Price(int below, ExposureColumns exposure)
    {
        var sums = exposure.TotalsAt(below, below + 1);
        Keep(below, sums.Net0, sums.Gross0);
        Keep(below + 1, sums.Net1, sums.Gross1);
    }

    private void Keep(int point, double net, double gross)
    {
        _points[point % Places] = point;
        _ratios[point % Places] = gross > 0 ? net / gross : 0;
    }
}
