using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// IBKR's market data over all sessions: one loop opens, reconnects and sends; what is wished for stays wished through every outage. The
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
                    link.LastEnd?.Text ?? ""
                );
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

    /// <summary>Wishes and asks, one at a time with everything else.</summary>
    /// <param name="change">Is called once, at once, under the client's lock: it must not block or wait.</param>
    public void WithRequests(Action<IClientRequests> change)
    {
        lock (_gate)
            change(_requests);
        Wake();
    }

    /// <summary>Wishes a line.</summary>
    /// <returns>Its key, which the reader is called with.</returns>
    public int Subscribe(MarketDataSubscription subscription)
    {
        var key = 0;
        WithRequests(requests => key = requests.Subscribe(subscription));
        return key;
    }

    /// <summary>Wishes a line no more.</summary>
    public void Drop(int line) => WithRequests(requests => requests.Drop(line));

    /// <summary>Every contract that fits; for options one request an expiry and class, without strike.</summary>
    /// <exception cref="RequestRefusedException">The Gateway refused it.</exception>
    /// <exception cref="TimeoutException">No answer came in time, reconnections included.</exception>
    public Task<IReadOnlyList<ContractDetails>> ContractDetailsAsync(Contract contract, CancellationToken cancel) =>
        AskAsync<IReadOnlyList<ContractDetails>>((done, failed) => new AskedDetails(contract, done, failed), cancel);

    /// <summary>What options of an underlying are listed.</summary>
    /// <exception cref="RequestRefusedException">The Gateway refused it.</exception>
    /// <exception cref="TimeoutException">No answer came in time, reconnections included.</exception>
    public Task<IReadOnlyList<OptionParameters>> OptionParametersAsync(
        string symbol,
        string securityType,
        int conId,
        CancellationToken cancel
    ) =>
        AskAsync<IReadOnlyList<OptionParameters>>((done, failed) => new AskedParameters(symbol, securityType, conId, done, failed), cancel);

    /// <summary>Bars of the past, oldest first; the request id is given here.</summary>
    /// <exception cref="RequestRefusedException">The Gateway refused it.</exception>
    /// <exception cref="TimeoutException">No answer came in time, reconnections included.</exception>
    public Task<IReadOnlyList<Bar>> BarsAsync(BarsRequest request, CancellationToken cancel) =>
        AskAsync<IReadOnlyList<Bar>>((done, failed) => new AskedBars(request, done, failed), cancel);

    /// <summary>One round of values; it takes a line for about eleven seconds.</summary>
    /// <exception cref="RequestRefusedException">The Gateway refused it.</exception>
    /// <exception cref="TimeoutException">No answer came in time, reconnections included.</exception>
    public Task<Snapshot> SnapshotAsync(Contract contract, CancellationToken cancel) =>
        AskAsync<Snapshot>((done, failed) => new AskedSnapshot(contract, done, failed), cancel);

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

    private async Task<T> AskAsync<T>(Func<Action<T>, Action<Exception>, SingleRequest> request, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _core.Requests.Add(request(value => answer.TrySetResult(value), why => answer.TrySetException(why)));
        Wake();
        return await answer.Task.WaitAsync(cancel).ConfigureAwait(false);
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

    /// <summary>Until something was heard or wished, or a moment has passed.</summary>
    private async Task RestAsync()
    {
        using var late = new CancellationTokenSource(Beat, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stopping.Token);
        try
        {
            await _heard.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            // The moment has passed.
        }
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
