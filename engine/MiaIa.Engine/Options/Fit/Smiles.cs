using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// The fresh out-of-the-money volatilities of each live expiry, and what lies between them. Within an expiry volatility is linear in
/// moneyness ln(K/F)/(σ_ATM·√T), flat beyond the outermost fresh strikes. Moneyness is a multiple of ln(K/F) there, so that the line can
/// be drawn in ln(K/F) itself.
/// </summary>
internal sealed class Smiles
{
    private readonly OptionChain _chain;
    private readonly OptionAnalyticsOptions _options;
    private readonly int[] _freshRows;
    private readonly int[] _freshCounts;
    private readonly double[] _logForwards;

    public Smiles(OptionChain chain, OptionAnalyticsOptions options)
    {
        _chain = chain;
        _options = options;
        _freshRows = new int[chain.RowCount];
        _freshCounts = new int[chain.Expiries.Length];
        _logForwards = new double[chain.Expiries.Length];
        FreshVolatilities = new double[chain.RowCount];
    }

    /// <summary>By row: the fresh, usable volatility of the out-of-the-money contract, or NaN.</summary>
    public double[] FreshVolatilities { get; }

    public void Fit(UnixNanos now, ForwardCurve curve)
    {
        Array.Fill(FreshVolatilities, double.NaN);
        Array.Clear(_freshCounts);
        for (var e = curve.FirstLive; e < _freshCounts.Length; e++)
        {
            var expiry = _chain.Expiries[e];
            _logForwards[e] = Math.Log(curve.Forwards[e]);
            for (var row = expiry.FirstRow; row < expiry.EndRow; row++)
            {
                FreshVolatilities[row] = FreshAt(row, curve.Forwards[e], now);
                if (double.IsNaN(FreshVolatilities[row]))
                    continue;
                _freshRows[expiry.FirstRow + _freshCounts[e]++] = row;
            }
        }
    }

    /// <summary>Whether an expiry has enough fresh strikes for a smile of its own.</summary>
    public bool HasSmile(int expiry) => _freshCounts[expiry] >= _options.SmileStrikesMin;

    /// <summary>ln(K/F) of a row.</summary>
    public double LogMoneyness(int row, int expiry) => _chain.LogStrikes[row] - _logForwards[expiry];

    /// <summary>Volatility at ln(K/F) = x on the expiry's own smile, flat beyond it.</summary>
    public double At(int expiry, double x)
    {
        var fresh = FreshOf(expiry);
        var above = FirstAtOrAbove(fresh, expiry, x);
        if (above == 0)
            return FreshVolatilities[fresh[0]];
        if (above == fresh.Length)
            return FreshVolatilities[fresh[^1]];
        var (low, high) = (fresh[above - 1], fresh[above]);
        return TermLine.At(x, LogMoneyness(low, expiry), FreshVolatilities[low], LogMoneyness(high, expiry), FreshVolatilities[high]);
    }

    /// <summary>The distance in ln K between the two fresh strikes around ln(K/F) = x; 0 on a fresh strike, infinite outside.</summary>
    public double SupportWidth(int expiry, double x)
    {
        var fresh = FreshOf(expiry);
        var above = FirstAtOrAbove(fresh, expiry, x);
        if (above == fresh.Length)
            return double.PositiveInfinity;
        var high = LogMoneyness(fresh[above], expiry);
        if (high == x)
            return 0;
        return above == 0 ? double.PositiveInfinity : high - LogMoneyness(fresh[above - 1], expiry);
    }

    private ReadOnlySpan<int> FreshOf(int expiry) => _freshRows.AsSpan(_chain.Expiries[expiry].FirstRow, _freshCounts[expiry]);

    private int FirstAtOrAbove(ReadOnlySpan<int> fresh, int expiry, double x)
    {
        var (from, to) = (0, fresh.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (LogMoneyness(fresh[middle], expiry) < x)
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }

    /// <summary>A strike at the forward is taken as a call.</summary>
    private double FreshAt(int row, double forward, UnixNanos now)
    {
        var right = _chain.Strikes[row] >= forward ? OptionRight.Call : OptionRight.Put;
        var contract = OptionChain.ContractOf(row, right);
        var volatility = _chain.ImpliedVolatilities[contract];
        var usable = volatility >= _options.VolatilityMin && volatility <= _options.VolatilityMax;
        return usable && now - _chain.ImpliedVolatilityAt[contract] <= _options.VolatilityFreshNanos ? volatility : double.NaN;
    }
}
