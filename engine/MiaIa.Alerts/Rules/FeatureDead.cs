using System.Globalization;
using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// For fifteen minutes of regular hours a feature has had no value, or exactly the same one. One that says it waits for history has the time of that
/// history on top: it is not dead but warming up, and dead only when the history does not come. One that has not lived in this session and waits for
/// open interest is dead only when for fifteen minutes no more of it has come; one that has lived and fell silent has no such grace. Zero is excepted
/// for the features that only speak when something happens: a pattern, a large print, a break of a band.
/// </summary>
public sealed class FeatureDead : IAlertRule
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly HashSet<string> Rare =
    [
        "sierra_pattern_strength",
        "smart_money_strength",
        "vwap_bands_signal",
        "volume_imbalance_signal",
        "gamma_levels_proximity",
    ];

    private readonly FeatureWindow _without = new();
    private readonly FeatureWindow _same = new();
    private readonly FeatureWait _wait = new();
    private readonly Dictionary<(string, string), double> _values = [];

    /// <inheritdoc/>
    public void Judge(EngineFacts facts, Findings findings)
    {
        foreach (var instrument in facts.Instruments)
        {
            foreach (var feature in instrument.Features)
                Look(instrument, feature, findings);
        }
    }

    private void Look(InstrumentFacts instrument, FeatureFacts feature, Findings findings)
    {
        var isJudged = instrument is { IsUsed: true, IsRegular: true, IsPast: false, IsFeedStale: false };
        var key = (instrument.Name, feature.Name);
        var isSame = feature.IsValid && _values.TryGetValue(key, out var before) && before.Equals(feature.Value);
        _values[key] = feature.IsValid ? feature.Value : double.NaN;
        var without = _without.Of(instrument.Name, feature.Name, isJudged && !feature.IsValid, instrument.MarketAt);
        var isRest = feature.Value == 0 && Rare.Contains(feature.Name);
        var same = _same.Of(instrument.Name, feature.Name, isJudged && isSame && !isRest, instrument.MarketAt);
        var isComing = _wait.IsComing(instrument, feature, Patience);
        var subject = $"{instrument.Name} {feature.Name}";
        if (without >= Patience + feature.History && !isComing)
            findings.Holds(AlertCode.FeatureDead, subject, $"no value for {Minutes(without)} of regular hours: {feature.Reason}");
        else if (same >= Patience)
            findings.Holds(AlertCode.FeatureDead, subject, $"exactly {Text(feature.Value)} for {Minutes(same)} of regular hours");
    }

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min");

    private static string Text(double value) => value.ToString("+0.000;-0.000;0", CultureInfo.InvariantCulture);
}
