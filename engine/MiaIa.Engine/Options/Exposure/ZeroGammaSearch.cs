namespace MiaIa.Engine.Options;

/// <summary>
/// Where total GEX changes sign when the whole chain is repriced at other spots, volatilities sticky by strike. Signs are found on a grid, by a
/// screen where its proven error allows and else exactly, and narrowed by exact sums; a crossing where hardly any exposure is left says nothing and is
/// ignored (docs/decisions/0039).
/// </summary>
public sealed class ZeroGammaSearch
{
    // Places are taken this share of the bracket to either side of a secant's guess; of the next bracket the square of it.
    private const double GuessReach = 1.0 / 16;

    private readonly OptionAnalyticsOptions _options;
    private readonly NetScreen _screen;
    private readonly double[] _nets,
        _crossings;
    private double _curveSpot = double.NaN;

    internal ZeroGammaSearch(OptionAnalyticsOptions options, NetScreen screen)
    {
        _options = options;
        _screen = screen;
        _nets = new double[options.GridPoints];
        _crossings = new double[options.GridPoints];
    }

    /// <summary>All crossings in index points, ascending.</summary>
    public ReadOnlySpan<double> Crossings => _crossings.AsSpan(0, CrossingCount);

    /// <summary>The crossing nearest to spot, of two as near the lower; NaN when there is none.</summary>
    public double Nearest { get; private set; } = double.NaN;

    /// <summary>How many crossings there are.</summary>
    public int CrossingCount { get; private set; }

    /// <summary>
    /// Net GEX at each place of the grid, dollars per 1 %, as the search left it: exact where a sign was in doubt, else within the error of the
    /// screen. Empty without exposure.
    /// </summary>
    public ReadOnlySpan<double> CurveNets => double.IsNaN(_curveSpot) ? [] : _nets;

    /// <summary>A place of <see cref="CurveNets"/>, in index points.</summary>
    public double CurvePlace(int index) => PlaceOf(index, _curveSpot);

    /// <summary>Places of the last search that had to be priced exactly to know their sign.</summary>
    internal int Unsure { get; private set; }

    /// <summary>The crossing nearest to another spot, of two as near the lower; NaN when there is none. Crossings do not move with it.</summary>
    internal double NearestTo(double spot)
    {
        var nearest = double.NaN;
        for (var i = 0; i < CrossingCount; i++)
        {
            if (double.IsNaN(nearest) || Math.Abs(_crossings[i] - spot) < Math.Abs(nearest - spot))
                nearest = _crossings[i];
        }

        return nearest;
    }

    /// <param name="exposure">The rows.</param>
    /// <param name="spot">Around which to look, in points.</param>
    /// <param name="gross">Gross GEX at the spot.</param>
    internal void Run(ExposureColumns exposure, double spot, double gross)
    {
        CrossingCount = 0;
        Nearest = double.NaN;
        _curveSpot = exposure.Count > 0 ? spot : double.NaN;
        if (exposure.Count == 0)
            return;
        exposure.Screen(_screen, spot);
        Sign(exposure, spot);
        var last = -1; // The last grid point with a sign: a place where net is exactly 0 has none.
        for (var i = 0; i < _nets.Length; i++)
        {
            if (_nets[i] == 0)
                continue;
            if (last >= 0 && _nets[i] > 0 != _nets[last] > 0)
                Narrow(exposure, spot, last, i, _options.CrossingGrossShareMin * gross);
            last = i;
        }
    }

    private double PlaceOf(int point, double spot) => spot * (_options.GridFrom + (point * _options.GridStep));

    // Where the screen is not sure of a sign, the sum itself is taken, two places in a pass.
    private void Sign(ExposureColumns exposure, double spot)
    {
        Unsure = 0;
        var waiting = -1;
        for (var i = 0; i < _nets.Length; i++)
        {
            _nets[i] = PlaceOf(i, spot) * _screen.Values[i];
            if (Math.Abs(_screen.Values[i]) > _screen.Errors[i])
                continue;
            Unsure++;
            if (waiting < 0)
            {
                waiting = i;
                continue;
            }
            var sums = exposure.TotalsAt(PlaceOf(waiting, spot), PlaceOf(i, spot));
            (_nets[waiting], _nets[i], waiting) = (sums.Net0, sums.Net1, -1);
        }
        if (waiting >= 0)
            _nets[waiting] = exposure.TotalsAt(PlaceOf(waiting, spot), PlaceOf(waiting, spot)).Net0;
    }

    private void Narrow(ExposureColumns exposure, double spot, int from, int to, double grossMin)
    {
        var (low, high, netLow, netHigh) = (PlaceOf(from, spot), PlaceOf(to, spot), _nets[from], _nets[to]);
        var risesUpwards = netHigh > 0;
        var tolerance = _options.CrossingTolerance * spot;
        var (gross, reach) = (double.NaN, GuessReach);
        while (high - low > tolerance)
        {
            // Two places cost one pass: around where a straight line crosses, or the thirds when that has not helped.
            var width = high - low;
            var (first, second) = (low + (width / 3), high - (width / 3));
            if (reach > 0)
            {
                var guess = low + (width * netLow / (netLow - netHigh));
                var near = Math.Max(width * reach, 0.45 * tolerance);
                (first, second) = (Math.Max(guess - near, low + (0.1 * near)), Math.Min(guess + near, high - (0.1 * near)));
            }
            var sums = exposure.TotalsAt(first, second);
            if (sums.Net0 > 0 == risesUpwards)
                (high, netHigh, gross) = (first, sums.Net0, sums.Gross0);
            else if (sums.Net1 > 0 == risesUpwards)
                (low, netLow, high, netHigh, gross) = (first, sums.Net0, second, sums.Net1, sums.Gross0);
            else
                (low, netLow, gross) = (second, sums.Net1, sums.Gross1);
            var isHalved = high - low <= width / 2;
            reach =
                !isHalved ? 0
                : reach == 0 ? GuessReach
                : reach * reach;
        }
        // Gross at an end of the bracket is gross at the crossing to within the tolerance. A grid finer than that was not narrowed.
        if (double.IsNaN(gross))
            gross = exposure.TotalsAt(low, high).Gross0;
        if (gross < grossMin)
            return;
        var crossing = 0.5 * (low + high);
        _crossings[CrossingCount++] = crossing;
        if (double.IsNaN(Nearest) || Math.Abs(crossing - spot) < Math.Abs(Nearest - spot))
            Nearest = crossing;
    }
}
