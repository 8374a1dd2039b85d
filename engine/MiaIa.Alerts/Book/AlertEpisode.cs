namespace MiaIa.Alerts.Book;

/// <summary>One alert through its life: seen, told, reminded of, made more serious, acknowledged, over, and perhaps seen again.</summary>
internal sealed class AlertEpisode(Alert alert)
{
    // RESOLVED must not be the last word about something that has begun again and stays; what comes and goes within a minute waits its cooldown.
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(1);

    private readonly AlertKind _kind = AlertKinds.Of(alert.Code);
    private Cooldown _cooldown = new(AlertKinds.Of(alert.Code).Cooldown);
    private DateTimeOffset _severeSince;
    private bool _isTold;
    private bool _isToldOver;
    private bool _isEvent;
    private bool _isSeenNow;
    private bool _isToRepeat;
    private ulong _once;
    private DateTimeOffset _settledAt;

    internal Alert Alert { get; private set; } = alert;

    private bool IsAcknowledged => Alert.AcknowledgedBy.Length > 0;

    /// <summary>Goes on with one from before a restart. Times that have not come yet are of another clock, and count as now.</summary>
    internal static AlertEpisode Restored(SavedAlert saved, DateTimeOffset at)
    {
        var kept = saved.Alert with { Since = NotAfter(saved.Alert.Since), LastSeen = NotAfter(saved.Alert.LastSeen) };
        var episode = new AlertEpisode(kept with { OverAt = kept.OverAt is { } over ? NotAfter(over) : null })
        {
            _isEvent = saved.IsEvent,
            _isTold = saved.IsTold,
            _isToldOver = !saved.IsEvent && (saved.IsTold ? kept.OverAt is not null : kept.Count > 1),
            _once = saved.Once,
            // Its message may have ended in a queue with the engine of before, and of all alerts this kind cannot wait for its cooldown.
            _isToRepeat = saved is { IsTold: true, IsEvent: false } && kept is { IsOpen: true, Severity: AlertSeverity.Critical },
            _severeSince = NotAfter(saved.SevereSince),
            // Until then a rule that begins anew may not have seen it yet.
            _settledAt = at + AlertKinds.SettlesAfter(kept.Code),
        };
        var length = saved.SilentFor > AlertKinds.CooldownMax ? AlertKinds.CooldownMax : saved.SilentFor;
        var until = saved.SilentUntil > at + length ? at + length : saved.SilentUntil;
        episode._cooldown.Restore(length, until);
        return episode;

        DateTimeOffset NotAfter(DateTimeOffset moment) => moment > at ? at : moment;
    }

    /// <summary>What a restart needs of it.</summary>
    internal SavedAlert Save() => new(Alert, _isEvent, _isTold, _severeSince, _cooldown.Length, _cooldown.Until, _once);

    /// <summary>It is so at a moment.</summary>
    internal void See(in Finding finding, DateTimeOffset at, List<AlertNotice> told)
    {
        // Of before a restart, which who finds it does not remember.
        if (finding is { IsEvent: true, Once: > 0 } && finding.Once == _once)
            return;
        (_isSeenNow, _settledAt, _once) = (true, default, finding.Once);
        _isEvent = finding.IsEvent;
        if (Alert.Count == 0 || !Alert.IsOpen || finding.IsEvent)
        {
            Begin(finding, at);
            return;
        }

        var isWorse = finding.Severity > Alert.Severity;
        Alert = Alert with { LastSeen = at, Text = finding.Text };
        if (!isWorse)
            return;
        // Whoever acknowledged it has acknowledged something less serious.
        Alert = Alert with
        {
            AcknowledgedBy = "",
            AcknowledgedAt = null,
        };
        Worsen(finding.Severity, at, told);
    }

    /// <summary>A moment is over, whether it was seen or not.</summary>
    internal void Pass(DateTimeOffset at, bool isUnknown, List<AlertNotice> told)
    {
        var isSeen = _isSeenNow;
        _isSeenNow = false;
        if (!Alert.IsOpen || (!isSeen && at < _settledAt))
            return;
        if (!isSeen && IsOver(at, isUnknown, out var isResolved))
        {
            End(at, isResolved, told);
            return;
        }

        if (!_isTold)
        {
            // An event that came in the cooldown is counted, and told with the next one.
            if ((_cooldown.Allows(at) || IsBackToStay(at)) && (isSeen || !_isEvent))
                Tell(NoticeCause.Raised, at, told);
            return;
        }

        if (_isEvent || IsAcknowledged)
            return;
        if (_kind.Escalates is { } patience && Alert.Severity < AlertSeverity.Critical && at - _severeSince >= patience)
            Worsen(Alert.Severity + 1, at, told);
        else if (Alert.Severity > AlertSeverity.Information && (_isToRepeat || _cooldown.Allows(at)))
            Tell(NoticeCause.Reminded, at, told);
    }

    internal bool TryAcknowledge(string by, DateTimeOffset at)
    {
        if (!Alert.IsOpen || IsAcknowledged)
            return false;
        Alert = Alert with { AcknowledgedBy = by, AcknowledgedAt = at };
        return true;
    }

    /// <summary>It is off the list, and so far back that a new one need not be silent for its sake.</summary>
    internal bool IsForgotten(DateTimeOffset at) => !Alert.IsOpen && at >= Alert.ExpiresAt && _cooldown.IsForgotten(at);

    private void Begin(in Finding finding, DateTimeOffset at)
    {
        Alert = Alert with
        {
            Severity = finding.Severity,
            Text = finding.Text,
            Since = at,
            LastSeen = at,
            Count = Alert.Count + 1,
            AcknowledgedBy = "",
            AcknowledgedAt = null,
            OverAt = null,
            IsResolved = false,
        };
        (_isTold, _severeSince, _isToRepeat) = (false, at, false);
    }

    private bool IsOver(DateTimeOffset at, bool isUnknown, out bool isResolved)
    {
        isResolved = !_isEvent && !isUnknown;
        return isResolved ? at - Alert.LastSeen >= _kind.ClearAfter : at >= Alert.ExpiresAt;
    }

    private void End(DateTimeOffset at, bool isResolved, List<AlertNotice> told)
    {
        Alert = Alert with { OverAt = at, IsResolved = isResolved };
        // Who never heard of it need not hear that it is over, and an event is over by itself.
        if (!_isTold || _isEvent)
            return;
        _isToldOver = true;
        told.Add(new AlertNotice(isResolved ? NoticeCause.Resolved : NoticeCause.Expired, Alert));
    }

    private bool IsBackToStay(DateTimeOffset at) =>
        _isToldOver && at - Alert.Since >= (_kind.Cooldown < AgainAfter ? _kind.Cooldown : AgainAfter);

    private void Worsen(AlertSeverity to, DateTimeOffset at, List<AlertNotice> told)
    {
        Alert = Alert with { Severity = to };
        _severeSince = at;
        if (_isTold)
            Tell(NoticeCause.Escalated, at, told);
    }

    private void Tell(NoticeCause cause, DateTimeOffset at, List<AlertNotice> told)
    {
        (_isTold, _isToldOver, _isToRepeat) = (true, false, false);
        _cooldown.Told(at);
        told.Add(new AlertNotice(cause, Alert));
    }
}
