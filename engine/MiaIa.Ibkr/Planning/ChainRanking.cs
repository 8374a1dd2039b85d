using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// How much each expiry and each contract weighs, as far as is known: by the fit of the chain where it has one, else at one flat volatility;
/// by open interest, or by the listing alone before any has arrived.
/// </summary>
internal sealed class ChainRanking
{
    private const double SecondsInYear = 365.0 * 86_400;

    private readonly OptionChain _chain;
    private readonly ExpiryView[] _views;
    private readonly double[] _weights;

    public ChainRanking(OptionChain chain)
    {
        _chain = chain;
        _views = new ExpiryView[chain.Expiries.Length];
        _weights = new double[2 * chain.RowCount];
    }

    /// <summary>The first expiry that has not settled; the number of expiries when all have.</summary>
    public int FirstLive { get; private set; }

    /// <summary>Each live expiry.</summary>
    public ReadOnlySpan<ExpiryView> Views => _views;

    /// <summary>γ·lots of each contract; 0 once settled.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Weighs everything anew.</summary>
    /// <param name="now">Event time.</param>
    /// <param name="spot">The index in points.</param>
    /// <param name="fit">The last fit, or null before the first.</param>
    /// <param name="flatVolatility">Annual, where the fit says nothing.</param>
    public void Rank(UnixNanos now, double spot, ChainFit? fit, double flatVolatility)
    {
        var isAnyKnown = false;
        foreach (var lots in _chain.OpenInterestLots)
            isAnyKnown |= lots > 0;
        Array.Clear(_weights);
        FirstLive = 0;
        while (FirstLive < _views.Length && _chain.Expiries[FirstLive].SettlesAt <= now)
            FirstLive++;
        for (var e = FirstLive; e < _views.Length; e++)
        {
            var expiry = _chain.Expiries[e];
            var years = Math.Max((expiry.SettlesAt - now) / (double)UnixNanos.PerSecond, 900) / SecondsInYear;
            var fitted = fit is null ? double.NaN : fit.AtTheMoneyVolatilities[e];
            var volatility = fitted > 0 ? fitted : flatVolatility;
            var forward = fit is not null && fit.Forwards[e] > 0 ? fit.Forwards[e] : spot * Math.Exp(0.027 * years);
            _views[e] = new ExpiryView(
                forward,
                volatility * Math.Sqrt(years),
                Weigh(expiry, forward, spot, volatility * Math.Sqrt(years), isAnyKnown)
            );
        }
    }

    private double Weigh(OptionExpiry expiry, double forward, double spot, double deviation, bool isAnyKnown)
    {
        double gross = 0;
        for (var row = expiry.FirstRow; row < expiry.EndRow; row++)
        {
            var d1 = (Math.Log(forward / _chain.Strikes[row]) / deviation) + (deviation / 2);
            var gamma = Math.Exp(-d1 * d1 / 2) / (spot * deviation);
            for (var contract = 2 * row; contract < (2 * row) + 2; contract++)
            {
                var lots = isAnyKnown ? Math.Max(_chain.OpenInterestLots[contract], 0) : 1;
                _weights[contract] = gamma * lots;
                gross += _weights[contract];
            }
        }
        return gross;
    }
}
