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
        Array.Clear(_freshCounts);
        var settledRows = curve.FirstLive < _freshCounts.Length ? _chain.Expiries[curve.FirstLive].FirstRow : _chain.RowCount;
        FreshVolatilities.AsSpan(0, settledRows).Fill(double.NaN);
        for (var e = curve.FirstLive; e < _freshCounts.Length; e++)
        {
            _logForwards[e] = Math.Log(curve.Forwards[e]);
            _freshCounts[e] = Fit(_chain.Expiries[e], curve.Forwards[e], now);
        }
    }

    /// <summary>How many strikes of an expiry have a fresh volatility.</summary>
    public int FreshStrikes(int expiry) => _freshCounts[expiry];

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
    // How many strikes of the expiry are fresh: the out-of-the-money contract of each is looked at.
    private int Fit(OptionExpiry expiry, double forward, UnixNanos now)
    {
        var strikes = _chain.Strikes.Slice(expiry.FirstRow, expiry.RowCount);
        var volatilities = _chain.ImpliedVolatilities.Slice(2 * expiry.FirstRow, 2 * expiry.RowCount);
        var times = _chain.ImpliedVolatilityAt.Slice(2 * expiry.FirstRow, 2 * expiry.RowCount);
        var fresh = FreshVolatilities.AsSpan(expiry.FirstRow, expiry.RowCount);
        var freshRows = _freshRows.AsSpan(expiry.FirstRow, expiry.RowCount);
        var (least, greatest, freshNanos) = (_options.VolatilityMin, _options.VolatilityMax, _options.VolatilityFreshNanos);
        var count = 0;
        for (var i = 0; i < strikes.Length; i++)
        {
            var contract = OptionChain.ContractOf(i, strikes[i] >= forward ? OptionRight.Call : OptionRight.Put);
            var volatility = volatilities[contract];
            if (!(volatility >= least && volatility <= greatest) || now - times[contract] > freshNanos)
            {
                fresh[i] = double.NaN;
                continue;
            }
            fresh[i] = volatility;
            freshRows[count++] = expiry.FirstRow + i;
        }
        return count;
    }
}
