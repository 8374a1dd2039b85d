using System.Globalization;

namespace MiaIa.Ibkr.Planning;

/// <summary>Where a volatility index stands in its last year. For the trader's eyes: no feature reads it.</summary>
/// <param name="Index">VIX or VXN.</param>
/// <param name="Now">The live value in percent a year; NaN while there is none.</param>
/// <param name="LastClose">The close of the last day before today, in percent a year; NaN before the history has come.</param>
/// <param name="LastCloseOn">That day, <c>yyyyMMdd</c>; empty before the history has come.</param>
/// <param name="Days">Closes that it is compared with, today's not among them: at most 252.</param>
/// <param name="ShareBelow">The share of them below the live value, or else below the last close, equal ones by half, 0 … 1; NaN without a history.</param>
/// <param name="Problem">Why there is no history; empty when there is one, or when it was not answered yet.</param>
public sealed record VolatilityStanding(
    string Index,
    double Now,
    double LastClose,
    string LastCloseOn,
    int Days,
    double ShareBelow,
    string Problem
)
{
    /// <summary>A sentence for a log.</summary>
    public override string ToString()
    {
        var now = double.IsNaN(Now) ? "" : string.Create(CultureInfo.InvariantCulture, $" {Now:F2},");
        if (Days == 0)
            return $"{Index}{now} no history{(Problem.Length > 0 ? ": " + Problem : " yet")}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Index}{now} last close {LastClose:F2} on {LastCloseOn}, above {100 * ShareBelow:F0} % of the last {Days} closes"
        );
    }
}
