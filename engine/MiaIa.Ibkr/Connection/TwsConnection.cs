using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Connection;

/// <summary>
/// One session with a Gateway, from hello to end; it is used once and never reconnects: that is the business of its owner, who disposes it
/// after its end. All requests share one token bucket and go one by one. Messages come on one reading task.
/// </summary>
public sealed class TwsConnection : ITwsSession
{
    private readonly TwsSettings _settings;
    private readonly IMessageSink _receiver;
    private readonly TimeProvider _time;
    private readonly SessionLife _life = new();
    private TwsSocket? _socket;
    private RequestSender? _sender;
    private Task _reading = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;
    private int _isDisposed;

    /// <summary>A session that has not begun.</summary>
    /// <param name="settings">Where and how.</param>
    /// <param name="receiver">Takes every message, on the reading task.</param>
    /// <param name="time">The clock of limits, heartbeat and bucket.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting cannot work; the message names it.</exception>
    public TwsConnection(TwsSettings settings, IMessageSink receiver, TimeProvider time)
    {
        settings.Validate();
        _settings = settings;
        _receiver = receiver;
        _time = time;
        Lines = new LineLedger(settings.Lines, time);
    }

    /// <summary>Where the session stands.</summary>
    public ConnectionState State => _life.State;

    /// <summary>The market-data lines that are held.</summary>
    public LineLedger Lines { get; }

    /// <summary>Reads the frames and counts them; null until the server version is known.</summary>
    public MessageDecoder? Decoder { get; private set; }

    /// <summary>Completes when the session is over, and says why. It never fails.</summary>
    public Task<SessionEnd> Ended => _life.Ended;

    /// <summary>Connects and waits until requests may be sent.</summary>
    /// <exception cref="TwsException">The session could not be opened; it says why.</exception>
    /// <exception cref="InvalidOperationException">The connection has been opened before.</exception>
    public async Task OpenAsync(CancellationToken cancel)
    {
        _life.Open();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _life.Ending);
        try
        {
            (_socket, var version) = await Handshake.RunAsync(_settings, _time, _life.Step, either.Token).ConfigureAwait(false);
            await BeginAsync(_socket, version, either.Token).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            var limit = _settings.ReadyLimit.TotalSeconds;
            throw _life.Fail(
                SessionEndCause.NotReady,
                $"accounts and first id did not come within {limit} s: is the Gateway logged in?",
                e
            );
        }
        catch (TwsException e)
        {
            throw _life.Fail(e.End.Cause, e.End.Text, e);
        }
        catch (OperationCanceledException e)
        {
            var failure = _life.Fail(SessionEndCause.ClosedHere, "closed before the session was ready", e);
            cancel.ThrowIfCancellationRequested();
            throw failure;
        }
    }

    /// <summary>Sends a request as soon as its turn and its token have come.</summary>
    /// <param name="request">What to ask. A line request takes a line, a cancel gives it back.</param>
    /// <param name="cancel">Gives up waiting; what has begun to be sent is sent whole.</param>
    /// <exception cref="LinesExhaustedException">No line is free.</exception>
    /// <exception cref="TwsException">The session is over; it says why.</exception>
    /// <exception cref="InvalidOperationException">The session is not ready yet.</exception>
    /// <exception cref="ArgumentException">A text of the request cannot be sent.</exception>
    public async Task SendAsync(Request request, CancellationToken cancel)
    {
        var sender = await ReadySenderAsync().ConfigureAwait(false);
        var line = request as LineRequest;
        if (line is not null && !Lines.TryTake(line.RequestId))
            throw new LinesExhaustedException(line.RequestId, Lines.InUse, Lines.Limit);
        var isSent = false;
        try
        {
            await sender.SendAsync(request, cancel).ConfigureAwait(false);
            isSent = true;
        }
        finally
        {
            if (line is not null && !isSent)
                Lines.Release(line.RequestId);
        }
        if (request is CancelLine close)
            Lines.Release(close.RequestId);
    }

    /// <summary>Ends the session and waits until its tasks have ended. Not while it is being opened: cancel that first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        _life.Dispose();
        await Task.WhenAll(_reading, _beating).ConfigureAwait(false);
        if (_sender is not null)
            await _sender.DisposeAsync().ConfigureAwait(false);
        if (_socket is not null)
            await _socket.DisposeAsync().ConfigureAwait(false);
    }

    private async Task BeginAsync(TwsSocket socket, int version, CancellationToken either)
    {
        var heartbeat = new Heartbeat(_settings, _life, _time);
        var bucket = new TokenBucket(_settings.MessagesPerSecond, _settings.MessagesBurst, _time);
        var watch = new SessionWatch(_settings, Lines, heartbeat, bucket, _life);
        var sender = new RequestSender(socket, version, bucket, _life, _time);
        _sender = sender;
        Decoder = new MessageDecoder(version, new SessionSink(_receiver, watch));
        _life.Step(ConnectionStep.VersionAccepted);
        var loop = new FrameLoop(socket, Decoder, _receiver, _life, watch.HungUp);
        _reading = Task.Run(loop.RunAsync, CancellationToken.None);
        await sender.SendAsync(new StartApi(_settings.ClientId), either).ConfigureAwait(false);
        await watch.Ready.WaitAsync(_settings.ReadyLimit, _time, either).ConfigureAwait(false);
        _beating = Task.Run(() => heartbeat.RunAsync(sender), CancellationToken.None);
    }

    private async Task<RequestSender> ReadySenderAsync()
    {
        var state = State;
        if (state is ConnectionState.Closed)
            throw new TwsException(await Ended.ConfigureAwait(false));
        return state is ConnectionState.Ready or ConnectionState.LinkLost
            ? _sender!
            : throw new InvalidOperationException($"requests may be sent once the session is ready; it is {state}");
    }
}
