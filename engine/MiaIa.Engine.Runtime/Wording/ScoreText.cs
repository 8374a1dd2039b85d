using System.Globalization;

namespace MiaIa.Engine.Runtime.Wording;

/// <summary>A score as a person reads it. Where no feature has a value it is unknown, which is not 0.</summary>
public static class ScoreText
{
    private const string Unknown = "unknown";

    /// <summary><c>+0.31</c>, <c>-0.02</c>, <c>0.00</c>, or <c>unknown</c>.</summary>
    /// <param name="score">C, −1 to +1.</param>
    /// <param name="coverage">Share of it that is valid, 0 to 1.</param>
    public static string Of(double score, double coverage) =>
        coverage > 0 ? score.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>The same for a log, whose readers want the number itself.</summary>
    /// <inheritdoc cref="Of"/>
    public static object ForLog(double score, double coverage) => coverage > 0 ? score : Unknown;
}
