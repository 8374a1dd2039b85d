namespace MiaIa.Engine.Options;

/// <summary>
/// One volatility for each live row. A fresh row has its own; a row of an expiry with a smile lies on it; a row of any other expiry takes
/// total variance σ²T linear in T at equal moneyness between the neighbour expiries with a smile, or the nearest one's volatility when it
/// lies outside them.
/// </summary>
internal sealed class VolatilityFit
{
    private readonly OptionChain _chain;
    private readonly Smiles _smiles;
    private readonly ForwardCurve _curve;
    private readonly int[] _before,
        _after;

    public VolatilityFit(OptionChain chain, ForwardCurve curve, Smiles smiles)
    {
        _chain = chain;
        _curve = curve;
        _smiles = smiles;
        _before = new int[chain.Expiries.Length];
        _after = new int[chain.Expiries.Length];
        AtTheMoney = new double[chain.Expiries.Length];
        Volatilities = new double[chain.RowCount];
    }

    /// <summary>Volatility at the forward of each expiry; NaN when no expiry has a smile, or once settled.</summary>
    public double[] AtTheMoney { get; }

    /// <summary>Volatility of each row; NaN when nothing says anything about it.</summary>
    public double[] Volatilities { get; }

    public void Fit()
    {
        Array.Fill(AtTheMoney, double.NaN);
        // Not a number also where a row has settled.
        _smiles.FreshVolatilities.CopyTo(Volatilities, 0);
        FindNeighbours();
        for (var e = _curve.FirstLive; e < AtTheMoney.Length; e++)
        {
            AtTheMoney[e] = _smiles.HasSmile(e) ? _smiles.At(e, 0) : BetweenExpiries(e, 0);
            var expiry = _chain.Expiries[e];
            if (_smiles.FreshStrikes(e) == expiry.RowCount)
                continue;
            for (var row = expiry.FirstRow; row < expiry.EndRow; row++)
            {
                if (double.IsNaN(Volatilities[row]))
                    Volatilities[row] = Between(e, _smiles.LogMoneyness(row, e));
            }
        }
    }

    /// <summary>The nearest expiry with a smile before this one, or −1.</summary>
    public int SmileBefore(int expiry) => _before[expiry];

    /// <summary>The nearest expiry with a smile after this one, or −1.</summary>
    public int SmileAfter(int expiry) => _after[expiry];

    /// <summary>One standard deviation of ln(K/F) at settlement: σ_ATM·√T.</summary>
    public double Deviation(int expiry) => AtTheMoney[expiry] * Math.Sqrt(_curve.Years[expiry]);

    private double Between(int expiry, double x) =>
        _smiles.HasSmile(expiry) ? _smiles.At(expiry, x) : BetweenExpiries(expiry, x / Deviation(expiry));

    /// <summary>At moneyness 0 the deviation of the expiry itself is not needed: that is how its σ_ATM is found first.</summary>
    private double BetweenExpiries(int expiry, double moneyness)
    {
        var (before, after) = (_before[expiry], _after[expiry]);
        if (before < 0 && after < 0)
            return double.NaN;
        if (before < 0)
            return AtMoneyness(after, moneyness);
        if (after < 0)
            return AtMoneyness(before, moneyness);
        var variance = TermLine.At(
            _curve.Years[expiry],
            _curve.Years[before],
            VarianceAt(before, moneyness),
            _curve.Years[after],
            VarianceAt(after, moneyness)
        );
        return Math.Sqrt(variance / _curve.Years[expiry]);
    }

    private double VarianceAt(int expiry, double moneyness)
    {
        var volatility = AtMoneyness(expiry, moneyness);
        return volatility * volatility * _curve.Years[expiry];
    }

    private double AtMoneyness(int expiry, double moneyness) =>
        _smiles.At(expiry, moneyness * _smiles.At(expiry, 0) * Math.Sqrt(_curve.Years[expiry]));

    private void FindNeighbours()
    {
        var last = -1;
        for (var e = _curve.FirstLive; e < _before.Length; e++)
        {
            _before[e] = last;
            if (_smiles.HasSmile(e))
                last = e;
        }
        last = -1;
        for (var e = _before.Length - 1; e >= _curve.FirstLive; e--)
        {
            _after[e] = last;
            if (_smiles.HasSmile(e))
                last = e;
        }
    }
}
