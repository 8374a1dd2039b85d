using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// The connection over all sessions: walks the table of <see cref="LinkFlow"/>, decides when and under which id the next attempt is due, and
/// says what the trader has to know. It does nothing itself: the caller carries the actions out. For one thread at a time.
/// </summary>
internal sealed partial class ClientLink(ClientSettings settings, TimeProvider time, AlertBook alerts, Func<double> jitter)
{
    private readonly FarmBoard _farms = new(alerts);
    private int _failures,
        _outageFailures,
        _idFailures,
        _silentHangUps,
        _alternate = -1;
    private bool _isOutageOpen;
    private DateTimeOffset _outageSince;
    private TimeSpan _openedAt,
        _lostAt,
        _dueAt;

    /// <summary>Where the client stands.</summary>
    public LinkState State { get; private set; }

    /// <summary>Sessions that became ready.</summary>
    public int Sessions { get; private set; }

    /// <summary>Attempts to open a session.</summary>
    public int Attempts { get; private set; }

    /// <summary>The client id of this or the next session.</summary>
    public int ClientId => _alternate < 0 ? settings.Session.ClientId : settings.AlternateClientIds[_alternate];

    /// <summary>When the next attempt is due; read only while waiting.</summary>
    public TimeSpan DueIn => _dueAt - Now;

    /// <summary>Why the last session ended or did not come about; null before it.</summary>
    public SessionEnd? LastEnd { get; private set; }

    /// <summary>Whether definitions are not served.</summary>
    public bool IsWithoutDefinitions => _farms.IsWithoutDefinitions;

    private TimeSpan Now => time.GetElapsedTime(0);

    private bool IsExpected => ExpectedRestart.Covers(time.GetUtcNow());

    public LinkAction Start() => Step(LinkEvent.Start);

    public LinkAction Stop() => Step(LinkEvent.Stop);

    /// <summary>Time has passed.</summary>
    public LinkAction Tick()
    {
        if (State == LinkState.Waiting && Now >= _dueAt)
            return Step(LinkEvent.Due);
        if (_isOutageOpen && State == LinkState.Waiting)
            ReportOverdue();
        if (State is LinkState.LinkLost or LinkState.ServerBroken && Now - _lostAt >= LostMax)
            ReportStillLost();
        if (_failures > 0 && State is LinkState.Live or LinkState.Degraded && Now - _openedAt >= settings.StableAfter)
            (_failures, _idFailures) = (0, 0);
        return LinkAction.None;
    }

    /// <summary>A session is ready.</summary>
    public LinkAction Opened()
    {
        var action = Step(LinkEvent.Opened);
        Sessions++;
        (_openedAt, _silentHangUps) = (Now, 0);
        _farms.Forget();
        var lasted = _isOutageOpen ? $" after {(time.GetUtcNow() - _outageSince).TotalSeconds:F0} s" : "";
        alerts.Raise(AlertNames.Connected, AlertSeverity.Info, $"connected to {Address} as client {ClientId}{lasted}");
        (_isOutageOpen, _outageFailures) = (false, 0);
        CloseOutage();
        return action;
    }

    /// <summary>A session could not be opened, or is over.</summary>
    public LinkAction Ended(SessionEnd end)
    {
        if (State is LinkState.Stopped or LinkState.Waiting)
            return LinkAction.None;
        LastEnd = end;
        if (!_isOutageOpen)
            (_isOutageOpen, _outageSince) = (true, time.GetUtcNow());
        _failures++;
        _outageFailures++;
        var happened = EventOf(end.Cause);
        Report(end);
        if (happened == LinkEvent.IdSeemsTaken)
            ReportSeemsTaken();
        var action = Step(happened);
        _dueAt =
            Now
            + happened switch
            {
                LinkEvent.IdTaken => WaitForId(),
                LinkEvent.IdSeemsTaken => NextId("seems"),
                _ => WaitAfter(end.Cause),
            };
        return action;
    }

    /// <summary>The Gateway says something about itself.</summary>
    public LinkAction Heard(Notice notice)
    {
        switch (notice.Class)
        {
            case NoticeClass.LinkLost:
                return Lost(LinkEvent.LinkLost, "the Gateway lost IBKR (1100): every value is old");
            case NoticeClass.LinkBackDataLost:
                return Back(LinkEvent.BackDataLost, "IBKR is back, the subscriptions were lost (1101): all are asked again");
            case NoticeClass.LinkBackDataKept:
                return Back(LinkEvent.BackDataKept, "IBKR is back, the subscriptions live (1102)");
            case NoticeClass.Degraded when notice.Code == FarmBoard.ServerBrokenCode:
                return Lost(LinkEvent.ServerBroken, "the Gateway's link to IBKR is broken and heals by itself (2110): every value is old");
            case NoticeClass.Degraded:
                return _farms.OnBroken(notice) ? Step(LinkEvent.FarmBroken) : LinkAction.None;
            case NoticeClass.News:
                if (!_farms.OnWell(notice))
                    return LinkAction.None;
                if (State == LinkState.ServerBroken)
                    ReportBack("IBKR is back, a farm is well again (2104)");
                return Step(LinkEvent.FarmsWell);
            default:
                return LinkAction.None;
        }
    }

    /// <summary>
    /// One hang-up without a word says nothing, several in a row say that the client id is taken. Around an expected restart they say nothing
    /// at all: the Gateway is going or coming then, and the restart frees every id.
    /// </summary>
    private LinkEvent EventOf(SessionEndCause cause)
    {
        var isSilent = cause == SessionEndCause.ClosedInSilence && State == LinkState.Opening && !IsExpected;
        _silentHangUps = isSilent ? _silentHangUps + 1 : 0;
        if (cause == SessionEndCause.ClientIdInUse)
            return LinkEvent.IdTaken;
        return _silentHangUps < settings.AttemptsPerClientId ? LinkEvent.Failed : LinkEvent.IdSeemsTaken;
    }

    private string Address => $"{settings.Session.Host}:{settings.Session.Port}";

    private LinkAction Step(LinkEvent happened)
    {
        var step = LinkFlow.Next(State, happened);
        State = step.Next;
        if (step.Action.HasFlag(LinkAction.Open))
            Attempts++;
        return step.Action;
    }

    private LinkAction Lost(LinkEvent happened, string text)
    {
        if (State is LinkState.Opening or LinkState.Waiting or LinkState.Stopped)
            return LinkAction.None;
        if (alerts.RaiseOnce(AlertNames.IbkrLost, IsExpected ? AlertSeverity.Info : AlertSeverity.Warning, text))
            _lostAt = Now;
        return Step(happened);
    }

    private LinkAction Back(LinkEvent happened, string text)
    {
        var action = Step(happened);
        if (action != LinkAction.None)
            ReportBack(text);
        return action;
    }

    private TimeSpan WaitAfter(SessionEndCause cause)
    {
        // A wedged Gateway is cured by a restart only, an unsuitable one by a person: knocking quickly helps neither.
        var isHopeless = cause is SessionEndCause.NoHello or SessionEndCause.VersionRefused or SessionEndCause.BrokenStream;
        return _failures <= settings.QuickAttempts && !isHopeless ? settings.QuickWait : SlowWait;
    }

    private TimeSpan SlowWait => settings.SlowWaitMin + (jitter() * (settings.SlowWaitMax - settings.SlowWaitMin));

    /// <summary>The id may be held for seconds, or until the Gateway restarts: 2, 3, 4, … s, then the next alternate at once, then slowly.</summary>
    private TimeSpan WaitForId()
    {
        _idFailures++;
        return _idFailures < settings.AttemptsPerClientId ? TimeSpan.FromSeconds(1 + Math.Min(_idFailures, 4)) : NextId("stays");
    }

    /// <param name="how">How sure it is that this one is taken.</param>
    private TimeSpan NextId(string how)
    {
        (_idFailures, _silentHangUps) = (0, 0);
        if (_alternate + 1 >= settings.AlternateClientIds.Count)
        {
            // All are taken: the first one is what the trader configured, and it is the one to come free.
            _alternate = -1;
            return SlowWait;
        }
        var taken = ClientId;
        _alternate++;
        alerts.Raise(
            AlertNames.ClientIdAlternate,
            AlertSeverity.Warning,
            $"client id {taken} {how} taken: {ClientId} is used instead, for data only; a restart of the Gateway frees {taken}"
        );
        return TimeSpan.FromSeconds(2);
    }
}
