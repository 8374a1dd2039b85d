using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>The constants of the options analytics. Design values unless said otherwise.</summary>
public sealed record OptionAnalyticsOptions
{
    /// <summary>Annual interest rate, continuously compounded: discounts parity and γ.</summary>
    public double Rate { get; init; } = 0.04;

    /// <summary>Annual dividend yield of the fallback forward, used when no expiry has a two-sided pair.</summary>
    public double DividendYield { get; init; } = 0.013;

    /// <summary>Call/put pairs nearest spot whose parity forwards are compared, 1 … 32.</summary>
    public int ParityPairsMax { get; init; } = 10;

    /// <summary>An expiry is never nearer than this, in seconds.</summary>
    public int TimeFloorSeconds { get; init; } = 15 * 60;

    /// <summary>Least usable implied volatility, annual.</summary>
    public double VolatilityMin { get; init; } = 0.01;

    /// <summary>Greatest usable implied volatility, annual.</summary>
    public double VolatilityMax { get; init; } = 5;

    /// <summary>Age up to which an implied volatility is fresh. Live quotes: 300 s; a source that is slower says so.</summary>
    public long VolatilityFreshNanos { get; init; } = 300 * UnixNanos.PerSecond;

    /// <summary>Fresh strikes an expiry needs for a smile of its own.</summary>
    public int SmileStrikesMin { get; init; } = 3;

    /// <summary>Two fresh strikes support what lies between them when at most this many standard deviations apart.</summary>
    public double SupportDeviationsMax { get; init; } = 3.5;

    /// <summary>Neighbour expiries support another one when the nearer is within this factor in time to settlement.</summary>
    public double SupportTimeFactorMax { get; init; } = 4;

    /// <summary>Which side of calls and puts the dealers are taken to hold.</summary>
    public DealerPosition Dealers { get; init; } = DealerPosition.LongCallsShortPuts;

    /// <summary>A level is replaced by one stronger by this fraction.</summary>
    public double ReplacementEdge { get; init; } = 0.10;

    /// <summary>A replacement gains its full weight over this long, event time.</summary>
    public long FadeInNanos { get; init; } = 30 * UnixNanos.PerMinute;

    /// <summary>Zero gamma is looked for from spot × this …</summary>
    public double GridFrom { get; init; } = 0.85;

    /// <summary>… in steps of spot × this …</summary>
    public double GridStep { get; init; } = 0.0025;

    /// <summary>… at so many places (121: up to 1.15 × spot).</summary>
    public int GridPoints { get; init; } = 121;

    /// <summary>Crossings where gross exposure is below this fraction of gross at spot are ignored.</summary>
    public double CrossingGrossShareMin { get; init; } = 0.05;

    /// <summary>Bisection ends when the bracket is narrower than spot × this.</summary>
    public double CrossingTolerance { get; init; } = 1e-7;
}
