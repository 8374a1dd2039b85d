using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>In regular hours the index that an instrument's options are of has no value, an old one, or its feed says that it is late or down.</summary>
public sealed class IndexInvalid : IAlertRule
{
    private const double AgeSecondsMax = 60;

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (
            var group in facts.Instruments.Where(i => i is { IsUsed: true, IsRegular: true, Index: not null }).GroupBy(i => i.Index!.Name)
        )
        {
            var index = group.First().Index!;
            if (Fault(index) is { } fault)
                findings.Holds(AlertCode.IndexInvalid, index.Name, $"{fault}; the score goes on without the options' features");
        }
    }

    private static string? Fault(IndexFacts index)
    {
        if (index.Condition is "down" or "delayed" or "frozen")
            return $"the feed is {index.Condition}";
        if (!double.IsFinite(index.Points) || index.Points <= 0)
            return "no value has come";
        return index.AgeSeconds > AgeSecondsMax
            ? string.Create(CultureInfo.InvariantCulture, $"the newest value, {index.Points:0.00}, is {index.AgeSeconds:0} s old")
            : null;
    }
}
