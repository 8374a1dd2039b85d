using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// IBKR's market data over all sessions: one loop opens, reconnects and sends; subscriptions outlive every outage. The
/// reader is called on the thread that reads the socket, one call at a time, under the client's lock.
/// </summary>
public sealed class TwsClient : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;
    private readonly Func<TwsSettings, IMessageSink, ITwsSession> _sessions;
    private readonly Lock _gate = new();
    private readonly ClientCore _core;
    private readonly ClientRequests _requests;
    private readonly ClientSink _sink;
    private readonly SemaphoreSlim _heard = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private ITwsSession? _session;
    private int _loops,
        _isDisposed;

    /// <summary>A client that is not started.</summary>
    /// <param name="settings">How it behaves.</param>
    /// <param name="reader">Takes what the lines deliver.</param>
    /// <param name="alerts">Takes every alert; it must not block.</param>
    /// <param name="time">The clock of all limits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting cannot work; the message names it.</exception>
    public TwsClient(ClientSettings settings, ILineReader reader, Action<Alert> alerts, TimeProvider time)
        : this(settings, reader, alerts, time, (session, sink) => new TwsConnection(session, sink, time), Random.Shared.NextDouble) { }

    internal TwsClient(
        ClientSettings settings,
        ILineReader reader,
        Action<Alert> alerts,
        TimeProvider time,
        Func<TwsSettings, IMessageSink, ITwsSession> sessions,
        Func<double> jitter
    )
    {
        _time = time;
        _sessions = sessions;
        _core = new ClientCore(settings, time, reader, alerts, jitter);
        _requests = new ClientRequests(_core);
        _sink = new ClientSink(_core, _gate, reader, Wake);
    }

    /// <summary>Where the client stands.</summary>
    public ClientStatus Status
    {
        get
        {
            lock (_gate)
            {
                var link = _core.Link;
                return new ClientStatus(
                    link.State,
                    link.ClientId,
                    link.Sessions,
                    link.Attempts,
                    _core.Lines.Subscribed,
                    _core.Lines.Subscribed - _core.Lines.Waiting,
                    _core.Lines.Ledger.InUse,
                    _core.Lines.Ledger.Limit,
                    _core.DeadFound,
                    _core.Unhandled.FramesDropped,
                    _core.Unhandled.FramesPassedOver,
                    _core.Unhandled.Notices,
                    _core.Unknown.Refusals,
                    link.LastEnd?.Text ?? ""
                );
            }
        }
    }

    /// <summary>Errors that were told once and are not over, oldest first.</summary>
    public IReadOnlyList<Alert> OpenErrors
    {
        get
        {
            lock (_gate)
            {
                return _core.Alerts.OpenErrors;
            }
        }
    }

    /// <summary>Contracts that are wanted and that the Gateway does not know, in the order of their names; sixteen at most.</summary>
    public IReadOnlyList<string> UnknownContracts
    {
        get
        {
            lock (_gate)
            {
                return _core.Unknown.Names;
            }
        }
    }

    /// <summary>Starts the one loop.</summary>
    /// <exception cref="InvalidOperationException">It was started before: two loops would race for the client id.</exception>
    public void Start()
    {
        if (Interlocked.Increment(ref _loops) != 1)
            throw new InvalidOperationException("a client is started once: it has one reconnect loop, ever");
        lock (_gate)
            _core.Start();
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Subscribes and requests, one at a time with everything else.</summary>
    /// <param name="change">Is called once, at once, under the client's lock: it must not block or wait.</param>
    public void WithRequests(Action<IClientRequests> change)
    {
        lock (_gate)
            change(_requests);
        Wake();
    }

    /// <summary>A loop that ended by a fault would never connect again, and nobody would notice: its fault comes out of here.</summary>
    public void ThrowIfFailed()
    {
        if (_loop.IsFaulted)
            _loop.GetAwaiter().GetResult();
    }

    /// <summary>Stops the loop, closes the session, and fails what is still asked.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        lock (_gate)
            _core.Stop();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stopping.Dispose();
        _heard.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await StepAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                break;
            }
        }
        await CloseAsync().ConfigureAwait(false);
    }

    private async Task StepAsync()
    {
        if (_session is { Ended: { IsCompleted: true } ended })
        {
            await CloseAsync().ConfigureAwait(false);
            var end = await ended.ConfigureAwait(false);
            lock (_gate)
                _core.Ended(end);
        }
        bool isOpenDue;
        Request? request = null;
        lock (_gate)
        {
            _core.Tick();
            isOpenDue = _core.IsOpenDue;
            if (!isOpenDue && _session is not null)
                request = _core.Next();
        }
        if (isOpenDue)
            await OpenAsync().ConfigureAwait(false);
        else if (request is not null)
            await SendAsync(request).ConfigureAwait(false);
        else
            await RestAsync().ConfigureAwait(false);
    }

    private async Task OpenAsync()
    {
        TwsSettings settings;
        lock (_gate)
        {
            _core.Opening();
            settings = _core.SessionSettings;
        }
        _session = _sessions(settings, _sink);
        try
        {
            await _session.OpenAsync(_stopping.Token).ConfigureAwait(false);
            lock (_gate)
                _core.Opened();
        }
        catch (TwsException)
        {
            // The session is over, and the next step hears from itself why.
        }
    }

    private async Task SendAsync(Request request)
    {
        try
        {
            await _session!.SendAsync(request, _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TwsException or LinesExhaustedException)
        {
            lock (_gate)
                _core.NotSent(request);
        }
    }

    private async Task CloseAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync().ConfigureAwait(false);
        _session = null;
    }

    /// <summary>Until something was heard or requested, or a moment has passed.</summary>
    private async Task RestAsync()
    {
        // A wait that ended by its own time would be an exception twenty times a second.
        await using var late = _time.CreateTimer(_ => Wake(), null, Beat, Timeout.InfiniteTimeSpan);
        await _heard.WaitAsync(_stopping.Token).ConfigureAwait(false);
    }

    private void Wake()
    {
        if (_heard.CurrentCount > 0)
            return;
        try
        {
            _heard.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke the loop.
        }
    }
}
