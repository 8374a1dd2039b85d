using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// What a chain's quotes say at one moment: time, forward and at-the-money volatility of each live expiry, one volatility and γ for each
/// row, and how much of the chain that supports. Made again when quotes have changed; between fits only the spot moves.
/// </summary>
public sealed class ChainFit
{
    private readonly OptionAnalyticsOptions _options;
    private readonly ForwardCurve _curve;
    private readonly Smiles _smiles;
    private readonly VolatilityFit _volatility;
    private readonly ChainCoverage _coverage;
    private readonly double[] _gamma;

    /// <summary>Makes room for a chain; nothing is fitted yet.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ChainFit(OptionChain chain, OptionAnalyticsOptions options)
    {
        options.Validate();
        Chain = chain;
        _options = options;
        _curve = new ForwardCurve(chain, options);
        _smiles = new Smiles(chain, options);
        _volatility = new VolatilityFit(chain, _curve, _smiles);
        _coverage = new ChainCoverage(chain, _curve, _smiles, _volatility, options);
        Rows = new GammaRows(chain.RowCount);
        _gamma = new double[GammaRows.PaddedLength(chain.RowCount)];
    }

    /// <summary>The chain.</summary>
    public OptionChain Chain { get; }

    /// <summary>The first expiry that has not settled; the number of expiries when all have.</summary>
    public int FirstLiveExpiry => _curve.FirstLive;

    /// <summary>Time to settlement of each expiry in years of 365 days, at least 15 minutes; NaN once settled.</summary>
    public ReadOnlySpan<double> Years => _curve.Years;

    /// <summary>Forward of each expiry in points; NaN once settled.</summary>
    public ReadOnlySpan<double> Forwards => _curve.Forwards;

    /// <summary>Where each forward comes from.</summary>
    public ReadOnlySpan<ForwardSource> ForwardSources => _curve.Sources;

    /// <summary>Volatility at the forward of each expiry, annual; NaN when no expiry has enough fresh strikes, or once settled.</summary>
    public ReadOnlySpan<double> AtTheMoneyVolatilities => _volatility.AtTheMoney;

    /// <summary>Volatility of each row, annual; NaN when nothing says anything about it, or once settled.</summary>
    public ReadOnlySpan<double> Volatilities => _volatility.Volatilities;

    /// <summary>γ of each row per index point, at the spot of the last fit or repricing; 0 without volatility or once settled.</summary>
    public ReadOnlySpan<double> Gammas => _gamma.AsSpan(0, Chain.RowCount);

    /// <summary>Chain coverage at the spot of the fit, 0 … 1: see <see cref="ChainCoverage"/>.</summary>
    public double Coverage => _coverage.Share;

    /// <summary>Share of the chain's open interest × γ whose open interest arrived, at the spot of the fit, 0 … 1; what did not counts at its expiry's mean.</summary>
    public double OpenInterestShare => _coverage.OpenInterestShare;

    /// <summary>The coefficients of repricing.</summary>
    internal GammaRows Rows { get; }

    /// <summary>Whether a row has its own fresh, usable, out-of-the-money volatility.</summary>
    public bool IsFresh(int row) => !double.IsNaN(_smiles.FreshVolatilities[row]);

    /// <summary>
    /// The quote of a contract's line has arrived, or is known to hold still. Needed for each, because the index that moves between two fits is not
    /// that of the quotes; those of a table bring their own.
    /// </summary>
    /// <param name="contract">The contract.</param>
    /// <param name="spot">The index at this moment, as this reader knows it; NaN = not known, and the quote does not count.</param>
    public void SeeQuote(int contract, double spot) => _curve.SeeQuote(contract, spot);

    /// <summary>Fits everything anew. No allocation.</summary>
    /// <param name="now">Event time.</param>
    /// <param name="spot">The index in points, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The spot is not a positive number.</exception>
    public void Fit(UnixNanos now, double spot)
    {
        if (!(spot > 0) || !double.IsFinite(spot))
            throw new ArgumentOutOfRangeException(nameof(spot), spot, "the spot must be a positive number");
        _curve.Fit(now, spot);
        _smiles.Fit(now, _curve);
        _volatility.Fit();
        Rows.Load(Chain, _curve, Volatilities, spot, _options.Rate);
        Reprice(spot);
        _coverage.Measure(_gamma);
    }

    /// <summary>Moves γ to another spot: forwards scale with it, volatilities stay with their strikes. No allocation.</summary>
    public void Reprice(double spot) => Rows.GammaAt(spot, _gamma);
}
