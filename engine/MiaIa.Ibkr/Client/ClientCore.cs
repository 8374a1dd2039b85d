using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// Everything that the client decides: connection, lines, watch, single requests. It opens and sends nothing itself; the caller asks it what
/// to do next and carries that out, so that a test can play a whole day on a clock of its own. For one thread at a time.
/// </summary>
internal sealed class ClientCore
{
    private readonly ClientSettings _settings;
    private readonly ILineReader _reader;
    private readonly LineNotices _notices;
    private readonly LineWatch _watch;
    private readonly ClockCheck _clock;
    private readonly MessagePace _pace;
    private bool _isLineTypeDue;

    public ClientCore(ClientSettings settings, TimeProvider time, ILineReader reader, Action<Alert> raised, Func<double> jitter)
    {
        settings.Validate();
        _settings = settings;
        _reader = reader;
        Alerts = new AlertBook(time, raised);
        Unhandled = new UnhandledMessages(time, Alerts);
        _clock = new ClockCheck(settings, time, Alerts);
        _pace = new MessagePace(settings.Session.MessagesPerSecond, time);
        var numbers = new RequestNumbers();
        Link = new ClientLink(settings, time, Alerts, jitter);
        Lines = new MarketDataLines(settings, time, Alerts, numbers);
        Unknown = new UnknownContracts(time);
        Requests = new RequestBook(settings, time, Lines, numbers, Unknown);
        _watch = new LineWatch(settings, time, Alerts, Lines);
        _notices = new LineNotices(settings, time, Alerts, Lines, reader);
    }

    public AlertBook Alerts { get; }

    public ClientLink Link { get; }

    public MarketDataLines Lines { get; }

    public RequestBook Requests { get; }

    /// <summary>What nobody else shows.</summary>
    public UnhandledMessages Unhandled { get; }

    /// <summary>Contracts that the Gateway does not know.</summary>
    public UnknownContracts Unknown { get; }

    /// <summary>Subscriptions that died in silence and were replaced.</summary>
    public int DeadFound => _watch.DeadFound;

    /// <summary>A session has to be opened now.</summary>
    public bool IsOpenDue { get; private set; }

    /// <summary>How the session has to be opened.</summary>
    public TwsSettings SessionSettings => _settings.Session with { ClientId = Link.ClientId, MessagesPerSecond = _pace.Rate };

    /// <summary>Whether what lines deliver can be new: while the link is lost, what still comes is late.</summary>
    private bool IsFed => Link.State is LinkState.Live or LinkState.Degraded;

    // Only then does a refusal say that there is no such contract: a Gateway that is disturbed refuses valid ones too.
    private bool IsUndisturbed => Link is { State: LinkState.Live, IsWithoutDefinitions: false } && !_notices.IsCompeting;

    public void Start() => Do(Link.Start());

    public void Stop()
    {
        Do(Link.Stop());
        Requests.FailAll(new TwsException(new SessionEnd(SessionEndCause.ClosedHere, "the client was stopped")));
    }

    /// <summary>The caller opens the session.</summary>
    public void Opening() => IsOpenDue = false;

    public void Opened()
    {
        Lines.Forget();
        Requests.AskAll();
        _isLineTypeDue = true;
        Do(Link.Opened());
    }

    public void Ended(SessionEnd end) => Do(Link.Ended(end));

    /// <summary>The next request to send; null when there is none now. While the link is lost nothing is asked: the Gateway could not answer.</summary>
    public Request? Next()
    {
        if (!IsFed)
            return null;
        if (_isLineTypeDue)
        {
            _isLineTypeDue = false;
            return new LineTypeRequest(_settings.LineType);
        }
        if (_watch.Next() is { } comparison)
            return comparison;
        // A sweep always has another line to ask for; single requests are few, and would wait for its end.
        if (Requests.Next() is { } single)
            return single;
        if (Lines.Next() is not { } request)
            return null;
        if (request is LineRequest asked && Lines.TryFind(asked.RequestId, out var line, out _))
            _reader.OnAsked(line.Key);
        return request;
    }

    /// <summary>A request that was taken could not be sent.</summary>
    public void NotSent(Request request)
    {
        switch (request)
        {
            case LineTypeRequest:
                _isLineTypeDue = true;
                break;
            case LineRequest line:
                Lines.NotSent(line.RequestId);
                Requests.NotSent(line.RequestId);
                break;
            case ContractDetailsRequest details:
                Requests.NotSent(details.RequestId);
                break;
            case OptionParametersRequest parameters:
                Requests.NotSent(parameters.RequestId);
                break;
            case BarsRequest bars:
                Requests.NotSent(bars.RequestId);
                break;
        }
    }

    /// <summary>Time has passed.</summary>
    public void Tick()
    {
        Do(Link.Tick());
        Requests.Tick();
        Lines.Tick();
        _notices.Tick();
        Unhandled.Tick();
        Unknown.Tick();
    }

    public void OnNotice(Notice notice)
    {
        var wasWithoutDefinitions = Link.IsWithoutDefinitions;
        Do(Link.Heard(notice));
        if (wasWithoutDefinitions && !Link.IsWithoutDefinitions)
            _notices.Recover();
        if (notice.Code is NoticeTable.TooManyMessages or NoticeTable.NearlyTooManyMessages)
            SlowDown(notice);
        Unhandled.OnNotice(notice, Lines.NameOf(notice.RequestId), Requests.TryFind(notice.RequestId, out _));
        if (notice.Code == NoticeTable.NoSuchContract && IsUndisturbed && Wanted(notice.RequestId) is { } wanted)
            Unknown.OnRefused(UnknownContracts.NameOf(wanted));
        _notices.OnNotice(notice);
        if (notice.Class == NoticeClass.RequestDead)
            Requests.OnRefused(notice);
    }

    public void OnGatewayTime(long unixSeconds) => _clock.OnGatewayTime(unixSeconds);

    public void OnPrice(in TickPrice tick)
    {
        if (!IsFed)
            return;
        if (Lines.TryFind(tick.RequestId, out var line, out var isProbe))
        {
            Unknown.OnFound(line.Subscribe.Contract);
            _watch.OnPrice(line, tick, isProbe);
            if (IsOwn(line, tick.RequestId))
                _reader.OnPrice(line.Key, tick);
        }
        else if (Requests.TryFind(tick.RequestId, out var request))
        {
            request.Apply(tick);
        }
    }

    public void OnSize(in TickSize tick)
    {
        if (!IsFed || !Lines.TryFind(tick.RequestId, out var line, out var isProbe))
            return;
        Unknown.OnFound(line.Subscribe.Contract);
        _watch.OnOther(line, isProbe);
        if (!isProbe)
            _reader.OnSize(line.Key, tick);
    }

    public void OnComputation(in OptionComputation tick)
    {
        if (!IsFed)
            return;
        if (Lines.TryFind(tick.RequestId, out var line, out var isProbe))
        {
            Unknown.OnFound(line.Subscribe.Contract);
            _watch.OnComputation(line, tick, isProbe);
            if (IsOwn(line, tick.RequestId))
                _reader.OnComputation(line.Key, tick);
        }
        else if (Requests.TryFind(tick.RequestId, out var request))
        {
            request.Apply(tick);
        }
    }

    /// <summary>When a line's value was last new, by the market data's own clock.</summary>
    public void OnTimestamp(int requestId, long unixSeconds)
    {
        if (!IsFed || !Lines.TryFind(requestId, out var line, out var isProbe))
            return;
        _watch.OnOther(line, isProbe);
        if (!isProbe)
            _reader.OnTimestamp(line.Key, unixSeconds);
    }

    /// <summary>A tick that nobody reads; it shows that the line lives.</summary>
    public void OnOther(int requestId)
    {
        if (Lines.TryFind(requestId, out var line, out var isProbe))
            _watch.OnOther(line, isProbe);
    }

    /// <summary>A new line is served, though it may have nothing to say yet: its contract exists.</summary>
    public void OnServed(int requestId)
    {
        if (Lines.TryFind(requestId, out var line, out _))
            Unknown.OnFound(line.Subscribe.Contract);
    }

    public void OnLineType(in LineTypeChange change) => _notices.OnLineType(change);

    public void OnReroute(Reroute reroute) => Lines.OnReroute(reroute);

    private void Do(LinkAction action)
    {
        if (action.HasFlag(LinkAction.Open))
            IsOpenDue = true;
        if (action.HasFlag(LinkAction.MarkOld))
            _reader.OnStale();
        if (action.HasFlag(LinkAction.CheckFlow))
        {
            _watch.CheckFlow();
            _notices.Recover();
        }

        if (!action.HasFlag(LinkAction.AskAll))
            return;
        Lines.AskAll();
        Requests.AskAll();
        _watch.Forget();
        _reader.OnRecovered();
    }

    /// <summary>
    /// A line that is opened for a comparison is answered with the last values, however old: only when it says something else than the silent one
    /// it serves from then on, and that is news.
    /// </summary>
    private static bool IsOwn(Line line, int requestId) => line.RequestId == requestId;

    /// <summary>The contract that a request is about, if it is the first one that asks for it.</summary>
    private Contract? Wanted(int requestId) =>
        Requests.TryFind(requestId, out var single) ? single.About
        : Lines.TryFind(requestId, out var line, out var isProbe) && !isProbe ? line.Subscribe.Contract
        : null;

    private void SlowDown(Notice notice)
    {
        var before = _pace.Rate;
        _pace.OnComplaint();
        var isError = notice.Code == NoticeTable.TooManyMessages;
        var change = _pace.Rate < before ? $", {_pace.Rate} instead of {before} a second go for the next half an hour" : "";
        Alerts.Raise(
            AlertNames.Pacing,
            isError ? AlertSeverity.Error : AlertSeverity.Warning,
            $"the Gateway says that {(isError ? "too many" : "nearly too many")} messages were sent{change} {notice.Shown}"
        );
    }
}
