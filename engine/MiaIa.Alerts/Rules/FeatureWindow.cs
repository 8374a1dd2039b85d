namespace MiaIa.Alerts.Rules;

/// <summary>Since when something is so of each feature.</summary>
internal sealed class FeatureWindow
{
    private readonly Dictionary<(string Instrument, string Feature), DateTimeOffset> _since = [];

    /// <summary>How long it has been so; zero when it is not.</summary>
    internal TimeSpan Of(string instrument, string feature, bool isSo, DateTimeOffset at)
    {
        var key = (instrument, feature);
        if (!isSo)
        {
            _since.Remove(key);
            return TimeSpan.Zero;
        }

        if (!_since.TryGetValue(key, out var since))
            _since.Add(key, since = at);
        return at - since;
    }
}
