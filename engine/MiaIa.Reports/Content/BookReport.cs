using MiaIa.Reports.Statistics;
using MiaIa.Reports.Trades;

namespace MiaIa.Reports.Content;

/// <summary>One mode with one label: what was made up or played is never added to what was traded.</summary>
/// <param name="Book">Such as dry-run, live or dry-run SYNTHETIC.</param>
/// <param name="All">Every trade.</param>
/// <param name="BookedCents">What the account booked after fees, of positions that are still open too.</param>
/// <param name="ByTier">By the tier of the signal at its birth.</param>
/// <param name="ByHour">By the hour of the entry, New York.</param>
/// <param name="ByExit">By what ended the trade.</param>
/// <param name="ByInstrument">By instrument.</param>
/// <param name="ByDirection">Long and short.</param>
/// <param name="BySettings">By the settings in force: hash, rules and version of the engine.</param>
/// <param name="ByFeature">How trades ended by what each feature said.</param>
/// <param name="Days">Money by trade date.</param>
/// <param name="Sharpe">Of the trade dates' booked money, yearly.</param>
/// <param name="Sortino">The same.</param>
/// <param name="Curve">The summed profit, thinned out to be drawn.</param>
public sealed record BookReport(
    string Book,
    Performance All,
    long BookedCents,
    IReadOnlyList<Slice> ByTier,
    IReadOnlyList<Slice> ByHour,
    IReadOnlyList<Slice> ByExit,
    IReadOnlyList<Slice> ByInstrument,
    IReadOnlyList<Slice> ByDirection,
    IReadOnlyList<Slice> BySettings,
    IReadOnlyList<FeatureOutcome> ByFeature,
    IReadOnlyList<BookedDay> Days,
    Estimate Sharpe,
    Estimate Sortino,
    IReadOnlyList<CurvePoint> Curve
)
{
    /// <summary>The return on the margin that its largest positions bind; null without a trade.</summary>
    public ReturnOnMargin? Return { get; init; }
}

/// <summary>A point of the summed profit.</summary>
/// <param name="UnixNs">When a trade ended, market time.</param>
/// <param name="Cents">The profit of all trades up to it.</param>
public sealed record CurvePoint(long UnixNs, long Cents);

/// <summary>What was earned for the margin bound.</summary>
/// <param name="BookedCents">After fees.</param>
/// <param name="MarginCents">Of the largest trade of each instrument, by the margin of the settings.</param>
/// <param name="Value">One by the other.</param>
public sealed record ReturnOnMargin(long BookedCents, long MarginCents, double Value);
