namespace MiaIa.Ibkr.Planning;

/// <summary>How well the chain is known at the moment.</summary>
/// <param name="Symbol">The underlying.</param>
/// <param name="State">What the feed is busy with.</param>
/// <param name="Contracts">Listed contracts.</param>
/// <param name="Coverage">Share of the chain's exposure of which fresh volatilities and open interest are known, 0 … 1.</param>
/// <param name="OpenInterestShare">Share of the chain's exposure of which the open interest is known, 0 … 1; what never came counts at its expiry's mean.</param>
/// <param name="VolatilityLines">Lines that stream volatilities.</param>
/// <param name="SilentLines">Of these: lines whose contract has no fresh volatility.</param>
/// <param name="VisitLines">Lines that visit contracts.</param>
/// <param name="OldestVolatilitySeconds">Age of the oldest streaming volatility; NaN before all have come.</param>
/// <param name="OpenInterestDay">The day of the open interest, <c>yyyyMMdd</c>; empty before it.</param>
/// <param name="OpenInterestRead">Contracts read at least once.</param>
/// <param name="OpenInterestAccepted">Contracts whose reading counts.</param>
/// <param name="OpenInterestNever">Contracts that no visit brought anything of.</param>
/// <param name="OpenInterestRefused">Contracts whose last visit was refused; they are visited again.</param>
/// <param name="SavesFailed">Files that could not be written since the start.</param>
/// <param name="Walls">The levels with the share of their exposure that rests on fresh volatilities of its own, and the runner-up's strength.</param>
public sealed record FeedReport(
    string Symbol,
    string State,
    int Contracts,
    double Coverage,
    double OpenInterestShare,
    int VolatilityLines,
    int SilentLines,
    int VisitLines,
    double OldestVolatilitySeconds,
    string OpenInterestDay,
    int OpenInterestRead,
    int OpenInterestAccepted,
    int OpenInterestNever,
    int OpenInterestRefused,
    long SavesFailed,
    IReadOnlyList<WallReport> Walls
)
{
    /// <summary>One line for a log.</summary>
    public override string ToString()
    {
        var walls = Walls.Count == 0 ? "" : "; " + string.Join(", ", Walls);
        // Before all have come there is no oldest one to tell.
        var oldest = double.IsFinite(OldestVolatilitySeconds)
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", oldest volatility {OldestVolatilitySeconds:F0} s")
            : "";
        var saves =
            SavesFailed == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"; {SavesFailed} saves failed");
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Symbol} {State}: coverage {Coverage:F2} (open interest {OpenInterestShare:F2}) on {VolatilityLines} lines, {SilentLines} of them without a fresh volatility{oldest}, {VisitLines} visits, open interest of {OpenInterestDay}: {OpenInterestAccepted} of {Contracts} ({OpenInterestRead} read, {OpenInterestNever} never came, {OpenInterestRefused} refused){walls}{saves}"
        );
    }
}
