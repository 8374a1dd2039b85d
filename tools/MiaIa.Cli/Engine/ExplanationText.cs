using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>Why a score is what it is, as sentences.</summary>
internal static class ExplanationText
{
    // The smallest change says most; the rest is in the message.
    private const int Shown = 3;

    /// <summary>What would have to change; nothing when the engine sent no explanation.</summary>
    public static IEnumerable<string> Lines(Explanation? why)
    {
        if (why is null)
            yield break;
        if (why.NextTier != Tier.Unspecified)
        {
            var goal = FormattableString.Invariant($"{why.NextTier} {why.NextDirection} (|C| ≥ {why.NextLimit:0.00})");
            yield return $"{goal}: {(why.ToNextTier.Count == 0 ? "not reachable by one feature" : Any(why.ToNextTier))}";
        }

        if (why.ToLoseTier.Count > 0)
            yield return $"loses its tier: {Any(why.ToLoseTier)}";
        if (why.ToEnd.Count > 0)
            yield return $"ends: {Any(why.ToEnd)}";
        if (why.CoverageShort > 0)
        {
            var who =
                why.ToCoverage.Count == 0 ? "no missing feature alone brings that" : $"enough alone: {string.Join(", ", why.ToCoverage)}";
            yield return FormattableString.Invariant($"no signal can be: coverage is {why.CoverageShort:0.00} short; {who}");
        }
    }

    /// <summary>A signal's contributions, the largest first, what is missing, and what would have to change.</summary>
    public static IEnumerable<string> Lines(Signal signal)
    {
        var valid = signal.Reading.Where(r => r.Valid).OrderByDescending(r => Math.Abs(r.Contribution));
        yield return string.Join(", ", valid.Select(r => FormattableString.Invariant($"{r.Name} {r.Contribution:+0.000;-0.000;0}")));
        foreach (var missing in signal.Reading.Where(r => !r.Valid))
            yield return $"missing: {missing.Name}, {missing.Reason}";
        foreach (var line in Lines(signal.Explanation))
            yield return line;
    }

    private static string Any(IReadOnlyList<FeatureChange> changes)
    {
        var texts = changes
            .Take(Shown)
            .Select(c => FormattableString.Invariant($"{c.Name} {c.From:+0.00;-0.00;0.00} by {c.Change:+0.000;-0.000}"));
        return string.Join(", or ", texts) + (changes.Count > Shown ? ", or others" : "");
    }
}
