using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>How a whole chain is got through few lines. The defaults are the design's, or were chosen on four recorded chains.</summary>
public sealed record PlanSettings
{
    /// <summary>Lines that are kept free of the chain: SPX, VIX, VXN, QQQ, ES, comparisons, headroom.</summary>
    public int ReservedLines { get; init; } = 10;

    /// <summary>Lines that stream volatilities at most.</summary>
    public int VolatilityLinesMax { get; init; } = 77;

    /// <summary>Live dates, from the first on, that always stream.</summary>
    public int LiveDates { get; init; } = 2;

    /// <summary>Whether the last listed expiry streams as well: what lies between has two neighbours then.</summary>
    public bool StreamsLast { get; init; } = true;

    /// <summary>Expiries chosen by their gross exposure, beside those.</summary>
    public int ExpiriesByGross { get; init; } = 3;

    /// <summary>
    /// Where out-of-the-money strikes are wanted beside the one at the money, in at-the-money standard deviations of ln(K/F): puts below 0,
    /// calls above. With both sides at the money that makes 11 lines an expiry.
    /// </summary>
    public IReadOnlyList<double> Deviations { get; init; } = [-8, -5, -3.4, -2.2, -1.3, -0.6, 0.5, 1.5, 4];

    /// <summary>
    /// The plan of a chain that only tells what traded, for the option flow: the three live dates that it reads, strikes around the money alike
    /// on both sides, 12 lines an expiry; no open interest, no volatility of others.
    /// </summary>
    public static PlanSettings OfFlow { get; } =
        new()
        {
            LiveDates = 3,
            StreamsLast = false,
            ExpiriesByGross = 0,
            RefreshContracts = 0,
            Deviations = [-2.5, -1.5, -0.9, -0.5, -0.2, 0.2, 0.5, 0.9, 1.5, 2.5],
        };

    /// <summary>Strikes are chosen anew when spot has moved by so many of an expiry's standard deviations.</summary>
    public double MoveDeviations { get; init; } = 0.35;

    /// <summary>… or when a standard deviation has changed by this fraction.</summary>
    public double DeviationChange { get; init; } = 0.25;

    /// <summary>A challenger takes an expiry's place when its gross exposure is larger by this fraction.</summary>
    public double ExpiryEdge { get; init; } = 0.10;

    /// <summary>Volatility that is assumed before any is known and VIX is not.</summary>
    public double FlatVolatility { get; init; } = 0.20;

    /// <summary>A line that brought no volatility for so long is dry: another strike takes its place.</summary>
    public Duration DryAfter { get; init; } = Duration.FromSeconds(20);

    /// <summary>A dry strike is tried again after so long.</summary>
    public Duration DryFor { get; init; } = Duration.FromMinutes(10);

    /// <summary>The new open interest is published in the early morning; before this time, New York, that of the day before serves.</summary>
    public LocalTime OpenInterestFrom { get; init; } = new(7, 0);

    /// <summary>
    /// Lines that stream volatilities until every contract was visited once for its open interest: the first two expiries go on, the others
    /// lend their lines. Without open interest the levels say nothing anyway.
    /// </summary>
    public int VolatilityLinesWhileSweeping { get; init; } = 22;

    /// <summary>The second reading of a contract is taken at least so long after the first, on a line of its own, unless the first line repeats it at once.</summary>
    public Duration ReadingGap { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long a contract may take to say its open interest, at the first visits.</summary>
    public Duration VisitLimit { get; init; } = Duration.FromSeconds(5);

    /// <summary>The same at its last visit: illiquid contracts are slow.</summary>
    public Duration LastVisitLimit { get; init; } = Duration.FromSeconds(20);

    /// <summary>Visits without a reading after which a contract counts as never arriving, until the next day.</summary>
    public int SilentVisitsMax { get; init; } = 3;

    /// <summary>How long a contract whose visit was refused waits for the next one; the wait doubles.</summary>
    public Duration RefusedWaitMin { get; init; } = Duration.FromSeconds(60);

    /// <summary>The longest such wait.</summary>
    public Duration RefusedWaitMax { get; init; } = Duration.FromMinutes(30);

    /// <summary>Contracts with the largest γ·OI whose volatility is refreshed in rotation on spare lines.</summary>
    public int RefreshContracts { get; init; } = 200;

    /// <summary>How often each of them is refreshed: well within the 300 s that a volatility is fresh.</summary>
    public Duration RefreshEvery { get; init; } = Duration.FromSeconds(240);
}
