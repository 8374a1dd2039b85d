using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>
/// What a feature that has not lived in this session waits for, and since when nothing more of it has come. Asking a chain for its open interest takes as
/// long as the Gateway takes: as long as it comes, the feature is on its way, however slow.
/// </summary>
internal sealed class FeatureWait
{
    // In fifteen minutes a part that would take a day is none.
    private const double StepMin = 0.01;

    private readonly Dictionary<(string Instrument, string Feature), Wait> _waits = [];

    /// <summary>Whether it is still on its way: for less than its patience, and what history it asks for, nothing more has come.</summary>
    /// <param name="instrument">Of which the feature is.</param>
    /// <param name="feature">As it is now.</param>
    /// <param name="patience">How long nothing may come.</param>
    internal bool IsComing(InstrumentFacts instrument, FeatureFacts feature, TimeSpan patience)
    {
        var key = (instrument.Name, feature.Name);
        if (!instrument.IsRegular)
        {
            _waits.Remove(key);
            return false;
        }

        if (!_waits.TryGetValue(key, out var wait) || !FeatureWindow.IsOne(wait.Newest, instrument.MarketAt))
            _waits[key] = wait = new();
        wait.Newest = instrument.MarketAt;
        wait.HasLived |= feature.IsValid;
        if (wait.HasLived)
            return false;
        if (wait.TryTake(feature))
            wait.NewsAt = instrument.MarketAt;
        return wait.NewsAt is { } at && instrument.MarketAt - at < patience + feature.History;
    }

    private sealed class Wait
    {
        private readonly Dictionary<string, double> _arrived = [];

        internal bool HasLived { get; set; }

        internal DateTimeOffset Newest { get; set; }

        internal DateTimeOffset? NewsAt { get; set; }

        // A reason to wait that was not met before is a step: those before it are over. One that comes and goes is none.
        internal bool TryTake(FeatureFacts feature)
        {
            if (feature.History == TimeSpan.Zero && double.IsNaN(feature.Arrived))
                return false;
            if (_arrived.TryGetValue(feature.Reason, out var before) && !(feature.Arrived >= before + StepMin))
                return false;
            _arrived[feature.Reason] = feature.Arrived;
            return true;
        }
    }
}
