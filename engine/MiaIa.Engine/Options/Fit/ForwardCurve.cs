using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// Time to settlement and forward of every live expiry. Where an expiry has no parity forward, ln(F/S)/T is taken linear in T between the
/// neighbours that have one, whatever their root, and flat outside.
/// </summary>
internal sealed class ForwardCurve
{
    private const double SecondsInYear = 365.0 * 86_400;

    private readonly OptionChain _chain;
    private readonly OptionAnalyticsOptions _options;

    public ForwardCurve(OptionChain chain, OptionAnalyticsOptions options)
    {
        _chain = chain;
        _options = options;
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
            Years[e] = Math.Max(seconds, _options.TimeFloorSeconds) / SecondsInYear;
            Forwards[e] = ParityForward.From(_chain, expiries[e], spot, Years[e], _options);
            if (Forwards[e] > 0)
                Sources[e] = ForwardSource.Parity;
        }
        for (var e = FirstLive; e < expiries.Length; e++)
        {
            if (Sources[e] != ForwardSource.Parity)
                Interpolate(e, spot);
        }
    }

    private void Interpolate(int expiry, double spot)
    {
        var before = NextParity(expiry, -1);
        var after = NextParity(expiry, +1);
        double carry;
        if (before < 0 && after < 0)
            carry = _options.Rate - _options.DividendYield;
        else if (before < 0)
            carry = CarryOf(after, spot);
        else if (after < 0)
            carry = CarryOf(before, spot);
        else
            carry = TermLine.At(Years[expiry], Years[before], CarryOf(before, spot), Years[after], CarryOf(after, spot));
        Sources[expiry] = before < 0 && after < 0 ? ForwardSource.Fallback : ForwardSource.Interpolated;
        Forwards[expiry] = spot * Math.Exp(carry * Years[expiry]);
    }

    private double CarryOf(int expiry, double spot) => Math.Log(Forwards[expiry] / spot) / Years[expiry];

    private int NextParity(int expiry, int step)
    {
        var e = expiry + step;
        while (e >= FirstLive && e < Sources.Length && Sources[e] != ForwardSource.Parity)
            e += step;
        return e >= FirstLive && e < Sources.Length ? e : -1;
    }
}
