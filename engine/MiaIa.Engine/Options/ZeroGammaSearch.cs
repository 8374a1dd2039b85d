namespace MiaIa.Engine.Options;

/// <summary>
/// Where total GEX changes sign when the whole chain is repriced at other spots, volatilities sticky by strike. Found on a grid and narrowed
/// by bisection (in thirds); a crossing where hardly any exposure is left says nothing and is ignored.
/// </summary>
public sealed class ZeroGammaSearch
{
    private readonly OptionAnalyticsOptions _options;
    private readonly double[] _nets, _grosses, _crossings;

    internal ZeroGammaSearch(OptionAnalyticsOptions options)
    {
        _options = options;
        var padded = options.GridPoints + (options.GridPoints % 2);
        _nets = new double[padded];
        _grosses = new double[padded];
        _crossings = new double[options.GridPoints];
    }

    /// <summary>All crossings in index points, ascending.</summary>
    public ReadOnlySpan<double> Crossings => _crossings.AsSpan(0, CrossingCount);

    /// <summary>The crossing nearest to spot, of two as near the lower; NaN when there is none.</summary>
    public double Nearest { get; private set; } = double.NaN;

    /// <summary>How many crossings there are.</summary>
    public int CrossingCount { get; private set; }

    /// <summary>The crossing nearest to another spot, of two as near the lower; NaN when there is none. Crossings do not move with it.</summary>
    internal double NearestTo(double spot)
    {
        var nearest = double.NaN;
        for (var i = 0; i < CrossingCount; i++)
            if (double.IsNaN(nearest) || Math.Abs(_crossings[i] - spot) < Math.Abs(nearest - spot)) nearest = _crossings[i];
        return nearest;
    }

    internal void Run(ExposureColumns exposure, double spot)
    {
        CrossingCount = 0;
        Nearest = double.NaN;
        for (var i = 0; i < _options.GridPoints; i += 2)
        {
            var sums = exposure.TotalsAt(PlaceOf(i, spot), PlaceOf(i + 1, spot));
            (_nets[i], _nets[i + 1], _grosses[i], _grosses[i + 1]) = (sums.Net0, sums.Net1, sums.Gross0, sums.Gross1);
        }
        var grossMin = _options.CrossingGrossShareMin * exposure.TotalsAt(spot, spot).Gross0;
        var last = -1; // The last grid point with a sign: a place where net is exactly 0 has none.
        for (var i = 0; i < _options.GridPoints; i++)
        {
            if (_nets[i] == 0) continue;
            if (last >= 0 && _nets[i] > 0 != _nets[last] > 0) Narrow(exposure, spot, last, i, grossMin);
            last = i;
        }
    }

    private double PlaceOf(int point, double spot) => spot * (_options.GridFrom + (point * _options.GridStep));

    private void Narrow(ExposureColumns exposure, double spot, int from, int to, double grossMin)
    {
        var (low, high) = (PlaceOf(from, spot), PlaceOf(to, spot));
        var risesUpwards = _nets[to] > 0;
        while (high - low > _options.CrossingTolerance * spot)
        {
            // Both thirds cost one pass over the columns, so that a pass narrows the bracket threefold instead of twofold.
            var third = (high - low) / 3;
            var sums = exposure.TotalsAt(low + third, high - third);
            if (sums.Net0 > 0 == risesUpwards) high = low + third;
            else if (sums.Net1 > 0 == risesUpwards) (low, high) = (low + third, high - third);
            else low = high - third;
        }
        var crossing = 0.5 * (low + high);
        if (exposure.TotalsAt(crossing, crossing).Gross0 < grossMin) return;
        _crossings[CrossingCount++] = crossing;
        if (double.IsNaN(Nearest) || Math.Abs(crossing - spot) < Math.Abs(Nearest - spot)) Nearest = crossing;
    }
}
