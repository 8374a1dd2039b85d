using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>For ten minutes of regular hours a feature has stood at −1 or +1: its scale does not fit this market.</summary>
public sealed class FeatureSaturated : IAlertRule
{
    private const double End = 0.999;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly FeatureWindow _atEnd = new();

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            foreach (var feature in instrument.Features)
            {
                var isJudged = instrument is { IsUsed: true, IsRegular: true, IsPast: false, IsFeedStale: false };
                var isAtEnd = isJudged && feature.IsValid && Math.Abs(feature.Value) >= End;
                var time = _atEnd.Of(instrument.Name, feature.Name, isAtEnd, instrument.MarketAt);
                if (time < Patience)
                    continue;
                var text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{feature.Value:+0.000;-0.000} for {time.TotalMinutes:0} min of regular hours"
                );
                findings.Holds(AlertCode.FeatureSaturated, $"{instrument.Name} {feature.Name}", text);
            }
        }
    }
}
