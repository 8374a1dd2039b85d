using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// The subscribed lines and the requests that serve them, over all sessions. It sends nothing: the caller takes one request at a time when its
/// bucket allows, so that what is no longer subscribed is never sent. For one thread at a time.
/// </summary>
internal sealed class MarketDataLines(ClientSettings settings, TimeProvider time, AlertBook alerts, RequestNumbers numbers)
{
    private readonly Dictionary<int, Line> _byKey = [];
    private readonly Dictionary<int, Line> _byRequest = [];
    private readonly SortedSet<(int Priority, long Order, int Key)> _waiting = [];
    private readonly Queue<int> _cancels = new();
    private long _order;
    private int _lastKey;

    /// <summary>The lines of the session; learns from 101.</summary>
    public LineLedger Ledger { get; private set; } = new(settings.Session.Lines, time);

    /// <summary>Lines that are subscribed.</summary>
    public int Subscribed => _byKey.Count;

    /// <summary>Subscribed lines that are not served at the moment.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Subscribed lines, for the watch.</summary>
    public Dictionary<int, Line>.ValueCollection Lines => _byKey.Values;

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>Subscribes to a line.</summary>
    /// <returns>Its key.</returns>
    public int Subscribe(MarketDataSubscription subscription)
    {
        var line = new Line(++_lastKey, subscription, ++_order) { SilenceMax = settings.SilentAfter };
        _byKey.Add(line.Key, line);
        _waiting.Add(line.Place);
        return line.Key;
    }

    /// <summary>Ends a subscription; nothing happens when it was dropped before.</summary>
    public void Drop(int key)
    {
        if (!_byKey.Remove(key, out var line))
            return;
        _waiting.Remove(line.Place);
        DropProbe(line);
        if (line.RequestId == Line.NoRequest)
            return;
        Cancel(line.RequestId);
    }

    /// <summary>Which line a message belongs to.</summary>
    /// <param name="requestId">The message's request.</param>
    /// <param name="line">The line.</param>
    /// <param name="isProbe">Whether it comes from the fresh line that the line is compared with.</param>
    public bool TryFind(int requestId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Line? line, out bool isProbe)
    {
        var found = _byRequest.TryGetValue(requestId, out line);
        isProbe = found && line!.ProbeId == requestId;
        return found;
    }

    /// <summary>The next request to send, if one can be sent now. A cancel comes first: it frees a line.</summary>
    public Request? Next()
    {
        if (_cancels.TryDequeue(out var cancelled))
        {
            Ledger.Release(cancelled);
            return new CancelLine(cancelled);
        }
        foreach (var (_, _, key) in _waiting)
        {
            var line = _byKey[key];
            if (line.RetryAt > Now)
                continue;
            if (!Ledger.TryTake(numbers.Peek))
                return null;
            return AskFor(line);
        }
        return null;
    }

    /// <summary>A request that was taken could not be sent: its line waits again.</summary>
    public void NotSent(int requestId)
    {
        if (!TryFind(requestId, out var line, out var isProbe))
            return;
        if (isProbe)
        {
            // It was never sent, so there is nothing to cancel.
            _byRequest.Remove(requestId);
            (line.ProbeId, line.HeardAt) = (Line.NoRequest, Now);
        }
        else
        {
            Wait(line, Now + TimeSpan.FromSeconds(1));
        }

        Ledger.Release(requestId);
    }

    /// <summary>A new session: every request of the old one is gone with it.</summary>
    public void Forget()
    {
        Ledger = new LineLedger(settings.Session.Lines, time);
        alerts.Close(AlertNames.LinesExhausted);
        AskAll();
    }

    /// <summary>The subscriptions are lost: every subscribed line is requested again, and nothing has to be cancelled.</summary>
    public void AskAll()
    {
        Ledger.Clear();
        _cancels.Clear();
        _byRequest.Clear();
        foreach (var line in _byKey.Values)
        {
            (line.ProbeId, line.Refusals) = (Line.NoRequest, 0);
            Wait(line, TimeSpan.Zero);
        }
    }

    /// <summary>The Gateway refused a line or one of its fresh ones.</summary>
    /// <returns>The key of a line that has to be told; 0 when none has.</returns>
    public int OnRefused(Notice notice)
    {
        // Also of a request that is cancelled already: its line is free, and the login has no more.
        if (notice.Code == NoticeTable.LinesExhausted && Ledger.Overflow(notice.RequestId))
            ReportOverflow(notice);
        if (!TryFind(notice.RequestId, out var line, out var isProbe))
            return 0;
        _byRequest.Remove(notice.RequestId);
        Ledger.Release(notice.RequestId);
        if (isProbe)
        {
            line.ProbeId = Line.NoRequest;
            line.HeardAt = Now;
            return 0;
        }
        var isOverflow = notice.Code == NoticeTable.LinesExhausted;
        line.Refusals += isOverflow ? 0 : 1;
        var doubled = settings.RefusedWaitMin * Math.Pow(2, Math.Min(line.Refusals - 1, 20));
        Wait(
            line,
            Now
                + (
                    isOverflow ? TimeSpan.FromSeconds(5)
                    : doubled < settings.RefusedWaitMax ? doubled
                    : settings.RefusedWaitMax
                )
        );
        return isOverflow ? 0 : line.Key;
    }

    /// <summary>What was refused is due at once: the Gateway refuses valid contracts while it is disturbed.</summary>
    public void AskRefused()
    {
        foreach (var line in _byKey.Values.Where(line => line.Refusals > 0))
            (line.Refusals, line.RetryAt) = (0, TimeSpan.Zero);
    }

    /// <summary>Time has passed.</summary>
    public void Tick()
    {
        if (Ledger.Limit == settings.Session.Lines)
            alerts.Close(AlertNames.LinesExhausted);
    }

    /// <summary>What a line is, for messages.</summary>
    /// <returns>Null: the request serves none.</returns>
    public string? NameOf(int requestId)
    {
        if (!TryFind(requestId, out var line, out _))
            return null;
        return UnknownContracts.NameOf(line.Subscribe.Contract);
    }

    /// <summary>The Gateway says where a line has to be asked for.</summary>
    public void OnReroute(Reroute reroute)
    {
        if (!TryFind(reroute.RequestId, out var line, out var isProbe) || isProbe)
            return;
        line.Subscribe = line.Subscribe with
        {
            Contract = line.Subscribe.Contract with { ConId = reroute.ConId, Exchange = reroute.Exchange },
        };
        Cancel(line.RequestId);
        Wait(line, TimeSpan.Zero);
    }

    /// <summary>Opens a fresh line of the same contract, to compare the line with; needs a free line now.</summary>
    public Request? Probe(Line line)
    {
        if (!Ledger.TryTake(numbers.Peek))
            return null;
        line.ProbeId = numbers.Take();
        line.ProbeSince = Now;
        line.ProbeDelivered = false;
        _byRequest.Add(line.ProbeId, line);
        return new LineRequest(line.ProbeId, line.Subscribe.Contract, line.Subscribe.GenericTicks);
    }

    /// <summary>The fresh line knew more: it serves from now on, and the dead one is cancelled.</summary>
    public void Promote(Line line)
    {
        Cancel(line.RequestId);
        (line.RequestId, line.ProbeId) = (line.ProbeId, Line.NoRequest);
        (line.AskedAt, line.HeardAt, line.DeliveredAt, line.SilenceMax) = (Now, Now, Now, settings.SilentAfter);
        line.Values = LastValues.None;
    }

    /// <summary>The fresh line knew nothing more: the line is only quiet, and compared less often from now on.</summary>
    public void Keep(Line line)
    {
        DropProbe(line);
        line.HeardAt = Now;
        var doubled = 2 * line.SilenceMax;
        line.SilenceMax = doubled < SilenceLimit ? doubled : SilenceLimit;
    }

    private static readonly TimeSpan SilenceLimit = TimeSpan.FromMinutes(5);

    private LineRequest AskFor(Line line)
    {
        _waiting.Remove(line.Place);
        line.RequestId = numbers.Take();
        (line.AskedAt, line.HeardAt, line.DeliveredAt, line.SilenceMax) = (Now, Now, null, settings.SilentAfter);
        line.Values = LastValues.None;
        _byRequest.Add(line.RequestId, line);
        return new LineRequest(line.RequestId, line.Subscribe.Contract, line.Subscribe.GenericTicks);
    }

    private void Wait(Line line, TimeSpan retryAt)
    {
        if (line.RequestId != Line.NoRequest)
            _byRequest.Remove(line.RequestId);
        DropProbe(line);
        line.RequestId = Line.NoRequest;
        line.RetryAt = retryAt;
        _waiting.Add(line.Place);
    }

    private void DropProbe(Line line)
    {
        if (line.ProbeId != Line.NoRequest)
            Cancel(line.ProbeId);
        line.ProbeId = Line.NoRequest;
    }

    private void Cancel(int requestId)
    {
        _byRequest.Remove(requestId);
        _cancels.Enqueue(requestId);
    }

    private void ReportOverflow(Notice notice)
    {
        alerts.RaiseOnce(
            AlertNames.LinesExhausted,
            AlertSeverity.Warning,
            $"the Gateway gives no more than {Ledger.Limit} market-data lines, {settings.Session.Lines} are set: another program of this login may hold the rest, more are tried every few minutes {notice.Shown}"
        );
    }
}
