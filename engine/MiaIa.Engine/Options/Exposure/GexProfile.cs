using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>Exposure of one scope at the live spot: totals, by strike, levels, zero gamma. Updated in place.</summary>
public sealed class GexProfile
{
    /// <summary>A strike with less than this share of gross exposure carries rounding, not exposure, and is no flip.</summary>
    private const double ShareOfNothing = 1e-12;

    private readonly double[] _net,
        _gross;
    private readonly OptionChain _chain;

    internal GexProfile(GexScope scope, OptionChain chain, OptionAnalyticsOptions options, NetScreen screen)
    {
        Scope = scope;
        _chain = chain;
        _net = new double[chain.Ladder.Length];
        _gross = new double[chain.Ladder.Length];
        Exposure = new ExposureColumns(chain.RowCount);
        CallWall = new StickyLevel(LevelKind.CallWall, options);
        PutWall = new StickyLevel(LevelKind.PutWall, options);
        AbsoluteGamma = new StickyLevel(LevelKind.AbsoluteGamma, options);
        ZeroGamma = new ZeroGammaSearch(options, screen);
    }

    /// <summary>Which contracts are summed.</summary>
    public GexScope Scope { get; }

    /// <summary>Net GEX at spot, dollars per 1 %.</summary>
    public double Net { get; private set; }

    /// <summary>Gross GEX at spot (Σ|GEX|), dollars per 1 %, ≥ 0.</summary>
    public double Gross { get; private set; }

    /// <summary>Net GEX of each rung of the chain's ladder, dollars per 1 %.</summary>
    public ReadOnlySpan<double> NetByStrike => _net;

    /// <summary>Gross GEX of each rung of the chain's ladder, dollars per 1 %.</summary>
    public ReadOnlySpan<double> GrossByStrike => _gross;

    /// <summary>The strike with the largest net GEX.</summary>
    public StickyLevel CallWall { get; }

    /// <summary>The strike with the most negative net GEX.</summary>
    public StickyLevel PutWall { get; }

    /// <summary>The strike with the largest gross GEX.</summary>
    public StickyLevel AbsoluteGamma { get; }

    /// <summary>Where net GEX, repriced, changes sign.</summary>
    public ZeroGammaSearch ZeroGamma { get; }

    /// <summary>The strike where net GEX summed upwards is lowest, without repricing; NaN when there is no exposure.</summary>
    public double CumulativeFlip { get; private set; } = double.NaN;

    internal ExposureColumns Exposure { get; }

    /// <summary>Reprices everything at a spot.</summary>
    /// <param name="spot">The index, in points.</param>
    /// <param name="now">Event time.</param>
    /// <param name="isFreeChoice">Whether levels are chosen without regard to the incumbents.</param>
    internal void Reprice(double spot, UnixNanos now, bool isFreeChoice)
    {
        Exposure.SumByRung(spot, _net, _gross);
        SumUpwards(spot);
        Update(CallWall, spot, now, isFreeChoice);
        Update(PutWall, spot, now, isFreeChoice);
        Update(AbsoluteGamma, spot, now, isFreeChoice);
        ZeroGamma.Run(Exposure, spot, Gross);
    }

    private void Update(StickyLevel level, double spot, UnixNanos now, bool isFreeChoice)
    {
        if (isFreeChoice)
            level.Choose(_chain.Ladder, _net, _gross, spot);
        else
            level.Review(_chain.Ladder, _net, _gross, spot, now);
    }

    /// <summary>Totals and the cumulative flip. Equally low: nearest to spot, then the lower strike.</summary>
    private void SumUpwards(double spot)
    {
        var ladder = _chain.Ladder;
        Gross = 0;
        foreach (var gross in _gross)
            Gross += gross;
        var lowest = double.PositiveInfinity;
        (Net, CumulativeFlip) = (0, double.NaN);
        for (var i = 0; i < ladder.Length; i++)
        {
            Net += _net[i];
            if (!(_gross[i] > ShareOfNothing * Gross) || Net > lowest)
                continue;
            if (Net == lowest && Math.Abs(ladder[i] - spot) >= Math.Abs(CumulativeFlip - spot))
                continue;
            (lowest, CumulativeFlip) = (Net, ladder[i]);
        }
    }
}
