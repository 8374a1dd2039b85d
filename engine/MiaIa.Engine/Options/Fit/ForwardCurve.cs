using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// Time to settlement and forward of every live expiry. Between the moments at which its pairs count an expiry keeps its last ln(F/S)/T; one that never
/// had any takes it linear in T between the neighbours that have one, whatever their root, flat outside. An expiry under one day lends
/// none: a point of error of the index is a rate of hundreds of percent there.
/// </summary>
internal sealed class ForwardCurve
{
    private const double SecondsInDay = 86_400,
        SecondsInYear = 365 * SecondsInDay;

    private readonly OptionChain _chain;
    private readonly OptionAnalyticsOptions _options;
    private readonly ParityForward _parity;
    private readonly double[] _carries;
    private readonly bool[] _isLender;

    public ForwardCurve(OptionChain chain, OptionAnalyticsOptions options)
    {
        _chain = chain;
        _options = options;
        _parity = new ParityForward(chain, options);
        _carries = new double[chain.Expiries.Length];
        Array.Fill(_carries, double.NaN);
        _isLender = new bool[chain.Expiries.Length];
        Years = new double[chain.Expiries.Length];
        Forwards = new double[chain.Expiries.Length];
        Sources = new ForwardSource[chain.Expiries.Length];
    }

    /// <summary>Time to settlement, in years of 365 days; NaN once settled.</summary>
    public double[] Years { get; }

    /// <summary>Forward in points; NaN once settled.</summary>
    public double[] Forwards { get; }

    public ForwardSource[] Sources { get; }

    /// <summary>The first expiry that has not settled; the number of expiries when all have.</summary>
    public int FirstLive { get; private set; }

    /// <summary>A line's quote holds, and the index stands here; see <see cref="ParityForward.See"/>.</summary>
    public void SeeQuote(int contract, double spot) => _parity.See(contract, spot);

    public void Fit(UnixNanos now, double spot)
    {
        var expiries = _chain.Expiries;
        FirstLive = 0;
        while (FirstLive < expiries.Length && expiries[FirstLive].SettlesAt <= now)
            FirstLive++;
        Array.Fill(Years, double.NaN);
        Array.Fill(Forwards, double.NaN);
        Array.Clear(Sources);
        for (var e = FirstLive; e < expiries.Length; e++)
        {
            var seconds = (expiries[e].SettlesAt - now) / (double)UnixNanos.PerSecond;
            _isLender[e] = seconds >= SecondsInDay;
            Years[e] = Math.Max(seconds, _options.TimeFloorSeconds) / SecondsInYear;
            var logRatio = _parity.LogRatio(expiries[e], now, spot, Years[e]);
            if (!double.IsNaN(logRatio))
                (_carries[e], Sources[e]) = (logRatio / Years[e], ForwardSource.Parity);
            else if (!double.IsNaN(_carries[e]))
                Sources[e] = ForwardSource.Kept;
        }
        for (var e = FirstLive; e < expiries.Length; e++)
        {
            var carry = Sources[e] == ForwardSource.None ? Interpolate(e) : _carries[e];
            Forwards[e] = spot * Math.Exp(carry * Years[e]);
        }
    }

    private double Interpolate(int expiry)
    {
        var before = NextLender(expiry, -1);
        var after = NextLender(expiry, +1);
        Sources[expiry] = before < 0 && after < 0 ? ForwardSource.Fallback : ForwardSource.Interpolated;
        if (before < 0 && after < 0)
            return _options.Rate - _options.DividendYield;
        if (before < 0)
            return _carries[after];
        if (after < 0)
            return _carries[before];
        return TermLine.At(Years[expiry], Years[before], _carries[before], Years[after], _carries[after]);
    }

    private int NextLender(int expiry, int step)
    {
        var e = expiry + step;
        while (e >= FirstLive && e < Sources.Length && !(_isLender[e] && !double.IsNaN(_carries[e])))
            e += step;
        return e >= FirstLive && e < Sources.Length ? e : -1;
    }
}
