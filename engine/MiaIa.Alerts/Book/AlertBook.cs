namespace MiaIa.Alerts.Book;

/// <summary>
/// What is open, what was told of it, and what is to be told now. It knows no clock but the moments that it is given, which rise. Any thread.
/// </summary>
public sealed class AlertBook
{
    /// <summary>More than that are not listed; of what is over the oldest goes first.</summary>
    public const int ListedMax = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<(AlertCode Code, string Subject), AlertEpisode> _episodes = [];
    private ulong _newestId;

    /// <summary>Takes what is seen at a moment.</summary>
    /// <returns>What is to be told, the most serious first.</returns>
    public IReadOnlyList<AlertNotice> Step(DateTimeOffset at, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var told = new List<AlertNotice>();
        lock (_gate)
        {
            foreach (var finding in findings.Seen)
                See(finding, at, told);
            foreach (var episode in _episodes.Values)
                episode.Pass(at, findings.IsUnknown(episode.Alert.Code, episode.Alert.Subject), told);
            Forget(at);
        }

        return [.. told.OrderByDescending(notice => notice.Alert.Severity)];
    }

    /// <summary>Somebody has seen it.</summary>
    /// <param name="id">Of one alert; 0 = of all that are open.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    /// <returns>How many were open and not acknowledged before.</returns>
    public int Acknowledge(ulong id, string by, DateTimeOffset at)
    {
        lock (_gate)
        {
            var count = 0;
            foreach (var episode in _episodes.Values)
            {
                if (id == 0 || episode.Alert.Id == id)
                    count += episode.TryAcknowledge(by, at) ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>The open ones first, the most serious first, then those that are over, the newest first.</summary>
    public IReadOnlyList<Alert> List(DateTimeOffset at)
    {
        lock (_gate)
        {
            return
            [
                .. _episodes
                    .Values.Select(episode => episode.Alert)
                    .Where(alert => alert.IsOpen || alert.ExpiresAt > at)
                    .OrderByDescending(alert => alert.IsOpen)
                    .ThenByDescending(alert => alert.IsOpen ? alert.Severity : 0)
                    .ThenByDescending(alert => alert.OverAt ?? alert.Since)
                    .ThenByDescending(alert => alert.Id)
                    .Take(ListedMax),
            ];
        }
    }

    /// <summary>All of it that a restart needs.</summary>
    public SavedAlerts Save()
    {
        lock (_gate)
        {
            var alerts = _episodes
                .Values.Select(episode => episode.Save())
                .OrderByDescending(saved => saved.Alert.IsOpen)
                .ThenByDescending(saved => saved.Alert.LastSeen);
            return new SavedAlerts(_newestId, [.. alerts.Take(ListedMax)]);
        }
    }

    /// <summary>
    /// Goes on with a book from before a restart. What was told is not told again, but what is critical, still so and not acknowledged, once; what is
    /// over by now is told as over.
    /// </summary>
    /// <param name="saved">Of that book.</param>
    /// <param name="at">Now.</param>
    public void Restore(SavedAlerts saved, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(saved);
        lock (_gate)
        {
            foreach (var alert in saved.Alerts)
                _episodes[(alert.Alert.Code, alert.Alert.Subject)] = AlertEpisode.Restored(alert, at);
            _newestId = Math.Max(_newestId, Math.Max(saved.NewestId, saved.Alerts.Max(one => (ulong?)one.Alert.Id) ?? 0));
        }
    }

    private void See(in Finding finding, DateTimeOffset at, List<AlertNotice> told)
    {
        var key = (finding.Code, finding.Subject);
        if (!_episodes.TryGetValue(key, out var episode))
        {
            var first = new Alert(++_newestId, finding.Code, finding.Subject, finding.Severity, "", at, at, 0);
            _episodes.Add(key, episode = new AlertEpisode(first));
        }

        episode.See(finding, at, told);
    }

    private void Forget(DateTimeOffset at)
    {
        foreach (var (key, episode) in _episodes)
        {
            if (episode.IsForgotten(at))
                _episodes.Remove(key);
        }

        if (_episodes.Count <= ListedMax)
            return;
        var oldest = _episodes.Where(pair => !pair.Value.Alert.IsOpen).OrderBy(pair => pair.Value.Alert.OverAt).Select(pair => pair.Key);
        foreach (var key in oldest.Take(_episodes.Count - ListedMax).ToArray())
            _episodes.Remove(key);
    }
}
