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
        var (hasLow, hasHigh) = (Has(below), Has(below + 1));
        if (!hasLow || !hasHigh)
        {
            Price(
                hasLow ? below + 1
                    : hasHigh ? below - 1
                    : below,
                exposure
            );
        }

        var low = _ratios[below % Places];
        return low + ((_ratios[(below + 1) % Places] - low) * (spot - below));
    }

    private bool Has(int point) => _points[point % Places] == point;

    // One pass over the columns prices two points: where one end is known, the other and the next beyond it, where the spot is bound for.
    private void Price(int lower, ExposureColumns exposure)
    {
        var from = Math.Max(lower, 1);
        var sums = exposure.TotalsAt(from, from + 1);
        Keep(from, sums.Net0, sums.Gross0);
        Keep(from + 1, sums.Net1, sums.Gross1);
    }

    private void Keep(int point, double net, double gross)
    {
        _points[point % Places] = point;
        _ratios[point % Places] = gross > 0 ? net / gross : 0;
    }
}
