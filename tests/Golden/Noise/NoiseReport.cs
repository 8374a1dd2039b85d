using System.Globalization;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Replay.Tallies;

namespace Golden.Noise;

/// <summary>The figures as the lines of docs/noise.md.</summary>
internal static class NoiseReport
{
    public static IEnumerable<string> Lines(ScoreTally tally, IReadOnlyList<long> births)
    {
        yield return F($"evaluations {tally.Evaluations:N0}, mean coverage {tally.MeanCoverage:0.000}");
        yield return F(
            $"WEAK or better {tally.ShareOf(Tier.Weak):0.00%}, GOOD or better {tally.ShareOf(Tier.Good):0.000%}, STRONG or better {tally.ShareOf(Tier.Strong):0.000%}, PREMIUM {tally.ShareOf(Tier.Premium):0.000%}"
        );
        yield return F($"signals born {string.Join(' ', births)}: {births.Average():0.0} a session, {births.Max()} in the worst");
        yield return "";
        yield return "| | feature | ready | share of the variance of C | at ±1 | different strengths |";
        yield return "|---|---|---|---|---|---|";
        foreach (var feature in tally.Features)
        {
            yield return F(
                $"| {(int)feature.Feature + 1} | {FeatureNames.Of(feature.Feature)} | {feature.Ready / (double)feature.Samples:0.0%} | {feature.VarianceShare:0.0%} | {feature.Saturated / (double)Math.Max(1, feature.Ready):0.0%} | {feature.Strengths}{(feature.Strengths == 64 ? " or more" : "")} |"
            );
        }

        yield return "";
        yield return "| correlation | " + string.Join(" | ", Enumerable.Range(1, FeatureNames.Count)) + " |";
        yield return "|---" + string.Concat(Enumerable.Repeat("|---", FeatureNames.Count)) + "|";
        foreach (var a in Enum.GetValues<FeatureId>())
        {
            yield return F($"| {(int)a + 1} | ")
                + string.Join(" | ", Enum.GetValues<FeatureId>().Select(b => b < a ? Shown(tally.Correlation(a, b)) : ""))
                + " |";
        }
    }

    /// <summary>How many strengths every inner factor took.</summary>
    public static IEnumerable<string> Lines(FactorTally factors)
    {
        yield return "| | factor | evaluations | from | to | different strengths |";
        yield return "|---|---|---|---|---|---|";
        foreach (var (feature, name, column) in factors.All)
        {
            yield return F(
                $"| {(int)feature + 1} | {name} | {column.Samples:N0} | {column.Min:0.00} | {column.Max:0.00} | {column.Strengths.Count}{(column.Strengths.Count == 64 ? " or more" : "")} |"
            );
        }
    }

    private static string Shown(double correlation) => double.IsNaN(correlation) ? "–" : F($"{correlation:0.00}");

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
