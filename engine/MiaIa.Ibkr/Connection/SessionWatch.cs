using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Connection;

/// <summary>What the messages of a Gateway mean for the session itself: ready, link, lines and end. On the reading task only.</summary>
internal sealed class SessionWatch(TwsSettings settings, LineLedger lines, Heartbeat heartbeat, TokenBucket bucket, SessionLife life)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasAccounts;
    private bool _hasNextId;
    private Notice? _lastFault;

    /// <summary>Completes when accounts and first id have come.</summary>
    public Task Ready => _ready.Task;

    public void OnAccounts(Accounts accounts)
    {
        if (!settings.AllowsSimulator && accounts.IsSimulated)
        {
            life.End(
                SessionEndCause.SimulatorRefused,
                $"{settings.Host}:{settings.Port} is a simulated Gateway, and its values would be called live: set the source to Synthetic or Replay, or start the real one"
            );
            return;
        }

        _hasAccounts = true;
        BecomeReady();
    }

    public void OnNextId()
    {
        _hasNextId = true;
        BecomeReady();
    }

    public void OnTime() => heartbeat.OnAnswer();

    public void OnRequestEnd(in RequestEnd end)
    {
        if (end.Kind == RequestEndKind.Snapshot)
            lines.Release(end.RequestId);
    }

    public void OnNotice(Notice notice)
    {
        switch (notice.Class)
        {
            case NoticeClass.LinkLost:
                life.Step(ConnectionStep.LinkLost);
                break;
            case NoticeClass.LinkBackDataKept:
                life.Step(ConnectionStep.LinkBackDataKept);
                break;
            case NoticeClass.LinkBackDataLost:
                lines.Clear();
                life.Step(ConnectionStep.LinkBackDataLost);
                break;
            case NoticeClass.PortChanged:
                life.End(SessionEndCause.PortChanged, $"the Gateway leaves port {settings.Port}, adapt the setting Port {notice.Shown}");
                break;
            case NoticeClass.RequestDead:
                // What 101 says of the limit is learnt by the owner: two ledgers that learn would differ, and one refuse what the other takes.
                lines.Release(notice.RequestId);
                break;
            case NoticeClass.SessionFault when notice.Code == NoticeTable.ClientIdInUse:
                life.End(
                    SessionEndCause.ClientIdInUse,
                    $"client id {settings.ClientId} is held by another client, wait or close that client {notice.Shown}"
                );
                break;
            case NoticeClass.Pacing:
                bucket.OnComplaint();
                break;
            case NoticeClass.SessionFault:
                _lastFault = notice;
                if (notice.Code == NoticeTable.TooManyMessages)
                    bucket.OnComplaint();
                break;
        }
    }

    /// <summary>What it means that the Gateway has hung up.</summary>
    /// <param name="isSilent">It had said nothing since its answer to the hello.</param>
    public SessionEnd HungUp(bool isSilent)
    {
        if (isSilent)
        {
            return new SessionEnd(
                SessionEndCause.ClosedInSilence,
                $"the Gateway hung up after the hello without a word: another client may hold client id {settings.ClientId}"
            );
        }

        var after = _lastFault is { } fault ? $" after error {fault.Code} ({ShownText.Of(fault.Text)})" : "";
        var hint = Ready.IsCompleted ? "" : " before the session was ready";
        return new SessionEnd(SessionEndCause.ClosedByGateway, $"the Gateway hung up{after}{hint}");
    }

    private void BecomeReady()
    {
        if (!_hasAccounts || !_hasNextId)
            return;
        life.Step(ConnectionStep.BecameReady);
        _ready.TrySetResult();
    }
}
