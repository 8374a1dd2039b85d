namespace MiaIa.Alerts.Rules;

/// <summary>
/// Since when something is so of each feature, by market time: a session that is played fast has its minutes too, and while a feed stands still nothing
/// can be said of a feature.
/// </summary>
internal sealed class FeatureWindow
{
    // From one day to the next when nobody recorded the night: what was so at a close says nothing of the next open.
    private static readonly TimeSpan HoleMin = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(string Instrument, string Feature), (DateTimeOffset Since, DateTimeOffset Newest)> _known = [];

    /// <summary>How long it has been so; zero when it is not.</summary>
    /// <param name="instrument">Of which the feature is.</param>
    /// <param name="feature">Its name.</param>
    /// <param name="isSo">Whether it is so now.</param>
    /// <param name="marketAt">The instrument's market time.</param>
    internal TimeSpan Of(string instrument, string feature, bool isSo, DateTimeOffset marketAt)
    {
        var key = (instrument, feature);
        if (!isSo)
        {
            _known.Remove(key);
            return TimeSpan.Zero;
        }

        var isOne = _known.TryGetValue(key, out var known) && IsOne(known.Newest, marketAt);
        var since = isOne ? known.Since : marketAt;
        _known[key] = (since, marketAt);
        return marketAt - since;
    }

    /// <summary>Whether two moments of market time, one looked at after the other, are of one stretch.</summary>
    internal static bool IsOne(DateTimeOffset before, DateTimeOffset now) => now >= before && now - before < HoleMin;
}
