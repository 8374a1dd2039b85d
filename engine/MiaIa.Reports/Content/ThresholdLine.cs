using MiaIa.Reports.Statistics;

namespace MiaIa.Reports.Content;

/// <summary>A limit of a tier in force, and what came of the signals that were born at it.</summary>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Tier">From WEAK up.</param>
/// <param name="Limit">Of |C|.</param>
/// <param name="Born">Signals.</param>
/// <param name="Approved">Share of them that no rule of risk refused.</param>
/// <param name="GhostWinRate">Share of all of them, refused or not, that would have earned money with one tick of slippage.</param>
/// <param name="GhostMeanCents">What one contract of one of them would have earned.</param>
/// <param name="BreakEven">The share of winners at which the bracket of the settings earns nothing, one tick of slippage and fees included.</param>
/// <param name="Verdict">Above, below or not told apart from break-even: by the win rate's interval; or that there were no trades.</param>
public sealed record ThresholdLine(
    string Instrument,
    string Tier,
    double Limit,
    long Born,
    Rate Approved,
    Rate GhostWinRate,
    Estimate GhostMeanCents,
    double BreakEven,
    string Verdict
)
{
    /// <summary>By the interval of the share of winners, not by the share.</summary>
    internal static string VerdictOf(Rate won, double breakEven) =>
        won.Count == 0 ? "no trades"
        : won.Low > breakEven ? "above break-even"
        : won.High < breakEven ? "below break-even"
        : "not told apart from break-even";
}

/// <summary>How often a rule of risk had to do with a signal.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Refused">Share of the signals that it judged.</param>
/// <param name="Alone">Share that it alone refused.</param>
/// <param name="Standing">inert, strangling, unwired or empty, as docs/risk.md has them.</param>
public sealed record RuleLine(string Code, Rate Refused, Rate Alone, string Standing);
