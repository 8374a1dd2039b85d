using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>The constants of the options analytics. Design values unless said otherwise.</summary>
public sealed record OptionAnalyticsOptions
{
    /// <summary>Annual interest rate, continuously compounded: discounts parity and γ.</summary>
    public double Rate { get; init; } = 0.04;

    /// <summary>Annual dividend yield of the fallback forward, used when no expiry had a pair that counted.</summary>
    public double DividendYield { get; init; } = 0.013;

    /// <summary>Call/put pairs nearest spot whose parity forwards are compared, 1 … 32.</summary>
    public int ParityPairsMax { get; init; } = 10;

    /// <summary>Age of a line's last sign of life up to which its quote counts; a table's quotes are as old as each other.</summary>
    public long QuoteFreshNanos { get; init; } = 300 * UnixNanos.PerSecond;

    /// <summary>The index may have moved by this share of itself between the two quotes of a pair.</summary>
    public double PairSpotsApartMax { get; init; } = 0.0002;

    /// <summary>A quote counts when it is no wider than this, in points …</summary>
    public double QuoteWidthPoints { get; init; } = 0.5;

    /// <summary>… or than this share of its mid.</summary>
    public double QuoteWidthShare { get; init; } = 0.15;

    /// <summary>What a forward made of lines must meet: the pair at the money is enough.</summary>
    public ForwardBounds LineForwards { get; init; } = new(1, 0.001, 0.06);

    /// <summary>What a forward made of a table must meet: its quotes lag behind its index, each by its own time.</summary>
    public ForwardBounds TableForwards { get; init; } = new(3, 0.005, 0.10);

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

    /// <summary>Levels are chosen freely at this chain coverage and above; below it nothing reads them.</summary>
    public double FreeChoiceCoverageMin { get; init; } = 0.80;

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

    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    internal void Validate()
    {
        Require(Math.Abs(Rate) <= 1, $"rate {Rate} is not within -1 to 1");
        Require(Math.Abs(DividendYield) <= 1, $"dividend yield {DividendYield} is not within -1 to 1");
        Require(
            ParityPairsMax is >= 1 and <= ParityForward.PairsLimit,
            $"parity pairs {ParityPairsMax} are not 1 to {ParityForward.PairsLimit}"
        );
        Require(QuoteFreshNanos > 0, $"quotes' fresh time {QuoteFreshNanos} ns is not positive");
        Require(PairSpotsApartMax >= 0, $"distance {PairSpotsApartMax} of a pair's two spots is not at least 0");
        Require(QuoteWidthPoints >= 0, $"width {QuoteWidthPoints} of a quote is not at least 0");
        Require(QuoteWidthShare >= 0, $"width {QuoteWidthShare} of a quote is not at least 0");
        Require(LineForwards.IsSound, $"bounds {LineForwards} of forwards are not sound");
        Require(TableForwards.IsSound, $"bounds {TableForwards} of forwards are not sound");
        Require(TimeFloorSeconds is >= 1 and <= 86_400, $"time floor {TimeFloorSeconds} s is not within 1 to 86400");
        Require(
            VolatilityMin > 0 && VolatilityMax > VolatilityMin,
            $"volatilities {VolatilityMin} to {VolatilityMax} do not ascend from above 0"
        );
        Require(VolatilityFreshNanos > 0, $"fresh time {VolatilityFreshNanos} ns is not positive");
        Require(SmileStrikesMin >= 1, $"smile strikes {SmileStrikesMin} are not at least 1");
        Require(SupportDeviationsMax > 0, $"support width {SupportDeviationsMax} is not above 0");
        Require(SupportTimeFactorMax >= 1, $"support factor {SupportTimeFactorMax} is not at least 1");
        Require(Enum.IsDefined(Dealers), $"dealer position {Dealers} is not known");
        Require(FreeChoiceCoverageMin is >= 0 and <= 1, $"coverage {FreeChoiceCoverageMin} of a free choice is not within 0 to 1");
        Require(ReplacementEdge >= 0, $"replacement edge {ReplacementEdge} is not at least 0");
        Require(FadeInNanos > 0, $"fade-in {FadeInNanos} ns is not positive");
        Require(GridFrom is > 0 and < 1, $"grid start {GridFrom} is not between 0 and 1");
        Require(GridStep is > 0 and < 1, $"grid step {GridStep} is not between 0 and 1");
        Require(GridPoints is >= 2 and <= 10_000, $"grid points {GridPoints} are not within 2 to 10000");
        Require(CrossingGrossShareMin is >= 0 and < 1, $"crossing share {CrossingGrossShareMin} is not from 0 to below 1");
        Require(CrossingTolerance is >= 1e-12 and <= 1e-3, $"crossing tolerance {CrossingTolerance} is not within 1e-12 to 1e-3");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException(otherwise);
    }
}
