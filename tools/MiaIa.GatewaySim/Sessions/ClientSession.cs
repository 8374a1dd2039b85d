using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;
using MiaIa.GatewaySim.Logging;
using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>One client, from its connection to its end.</summary>
internal sealed class ClientSession : IDisposable
{
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    private readonly GatewayState _state;
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly PipeReader _input;
    private readonly Outbox _outbox;
    private readonly CancellationTokenSource _ended = new();
    private bool _isLast;

    public ClientSession(GatewayState state, TcpClient client)
    {
        _state = state;
        _client = client;
        _client.NoDelay = true;
        _stream = client.GetStream();
        _input = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 16_384, leaveOpen: true));
        _outbox = new Outbox(_stream, state.Statistics);
    }

    /// <summary>The id that this session holds; null before its start.</summary>
    public int? ClientId { get; private set; }

    /// <summary>What later lines deliver.</summary>
    public LineType LineType { get; set; } = LineType.Live;

    /// <summary>Messages beyond the rate so far.</summary>
    public int RateViolations { get; set; }

    /// <summary>What it said first.</summary>
    public ClientHello Hello { get; private set; } = new(0, 0, false);

    /// <summary>Answers to the request that is being served.</summary>
    public MessageWriter Answers { get; private set; } = new(0);

    /// <summary>Values on their way.</summary>
    public MessageWriter Ticks { get; private set; } = new(0);

    /// <summary>Whether values may be written.</summary>
    public bool HasRoom => _outbox.HasRoom;

    /// <summary>Serves the client until it goes or is thrown out.</summary>
    public async Task RunAsync()
    {
        var writing = _outbox.RunAsync(_ended.Token);
        try
        {
            if (await GreetAsync().ConfigureAwait(false))
                await ServeAsync().ConfigureAwait(false);
            _outbox.Complete();
            await writing.WaitAsync(FlushLimit).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or OperationCanceledException
                        or ObjectDisposedException
                        or SocketException
                        or TimeoutException
                        or ChannelClosedException
            )
        {
            LogMessages.ClientGone(_state.Log, ClientId, e.Message);
        }
        catch (FrameLengthException e)
        {
            LogMessages.ClientGone(_state.Log, ClientId, e.Message);
            _state.Statistics.OnMalformed();
        }
        finally
        {
            lock (_state.Gate)
                _state.Leave(this);
            await EndAsync(writing).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the session at once, from anywhere.</summary>
    public void Close()
    {
        if (_ended.IsCancellationRequested)
            return;
        // What waits for it must not go on under the gate of whoever calls this.
        _ = _ended.CancelAsync();
        _client.Close();
    }

    /// <summary>Ends the session once what has been written so far is out.</summary>
    public void CloseAfterAnswer() => _isLast = true;

    /// <summary>Takes the id under which the session runs.</summary>
    public void Start(int clientId) => ClientId = clientId;

    /// <summary>Sends the values that were written. Under the gate.</summary>
    public void SendTicks() => Post(Ticks.Take());

    /// <summary>Sends a notice outside of any request. Under the gate.</summary>
    public void Notify(int requestId, int code, string text)
    {
        Ticks.Write(NoticeOf(requestId, code, text));
        SendTicks();
    }

    /// <summary>Adds a notice to the answers. Under the gate.</summary>
    public void Refuse(int requestId, int code, string text) => Answers.Write(NoticeOf(requestId, code, text));

    /// <summary>Sends what was made outside of a request. A client that takes nothing for so long is closed.</summary>
    public void Post(byte[] frames)
    {
        if (_ended.IsCancellationRequested || _outbox.TryAdd(frames))
            return;
        LogMessages.ClientStuck(_state.Log, ClientId);
        Close();
    }

    /// <summary>Frees the socket; the session has ended.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
        _ended.Dispose();
    }

    private Notice NoticeOf(int requestId, int code, string text)
    {
        _state.Statistics.OnError(code);
        return new Notice(requestId, code, text, "", _state.Market.At(_state.Now).Time.Value / Engine.Market.UnixNanos.PerMilli);
    }

    private async Task<bool> GreetAsync()
    {
        while (true)
        {
            var read = await _input.ReadAsync(_ended.Token).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (ClientHellos.TryRead(ref buffer, out var hello))
            {
                _input.AdvanceTo(buffer.Start);
                return hello is not null ? await AnswerAsync(hello).ConfigureAwait(false) : Reject("no hello of the TWS protocol");
            }
            _input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return false;
        }
    }

    private async Task<bool> AnswerAsync(ClientHello hello)
    {
        Hello = hello;
        await _state.Faults.Awake.WaitAsync(_ended.Token).ConfigureAwait(false);
        var version = Math.Min(hello.VersionMax, _state.Options.ServerVersion);
        if (version < Math.Max(hello.VersionMin, ServerVersion.Min))
            return Reject($"versions {hello.VersionMin} to {hello.VersionMax} are not spoken here");
        bool isWedged;
        lock (_state.Gate)
        {
            isWedged = _state.Faults.IsWedged;
            (Answers, Ticks) = (new MessageWriter(version), new MessageWriter(version));
            var time = Engine.Options.NewYorkTime.From(_state.Market.At(_state.Now).Time);
            Answers.Hello(new ServerHello(version, time.ToString("uuuuMMdd HH:mm:ss", null) + " US/Eastern"));
        }
        if (isWedged)
            await SwallowAsync().ConfigureAwait(false);
        await _outbox.AddAsync(Answers.Take(), _ended.Token).ConfigureAwait(false);
        return true;
    }

    /// <summary>A wedged Gateway takes every byte and never says one.</summary>
    private async Task SwallowAsync()
    {
        while (true)
        {
            var read = await _input.ReadAsync(_ended.Token).ConfigureAwait(false);
            _input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                throw new OperationCanceledException("the client gave up waiting for the hello");
        }
    }

    private bool Reject(string why)
    {
        LogMessages.ClientGone(_state.Log, null, why);
        return false;
    }

    private async Task ServeAsync()
    {
        var handler = new RequestHandler(_state, this);
        while (!_isLast)
        {
            var read = await _input.ReadAsync(_ended.Token).ConfigureAwait(false);
            var buffer = read.Buffer;
            while (!_isLast && FrameReader.TryRead(ref buffer, out var payload))
                await ServeAsync(handler, payload.ToArray()).ConfigureAwait(false);
            _input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private async Task ServeAsync(RequestHandler handler, byte[] payload)
    {
        await _state.Faults.Awake.WaitAsync(_ended.Token).ConfigureAwait(false);
        await PaceAsync().ConfigureAwait(false);
        byte[] answers;
        lock (_state.Gate)
        {
            handler.Serve(payload);
            answers = [.. Answers.Take(), .. Ticks.Take()];
        }
        // A client that asks and does not read waits here, and nobody else with it.
        await _outbox.AddAsync(answers, _ended.Token).ConfigureAwait(false);
    }

    /// <summary>A client that asked for it is slowed down instead of refused.</summary>
    private async Task PaceAsync()
    {
        var isFirst = true;
        while (Hello.IsPaced)
        {
            TimeSpan wait;
            lock (_state.Gate)
            {
                if (_state.Rate.Before(_state.Now) < _state.Options.MessagesPerSecond)
                    return;
                wait = _state.Rate.UntilNext(_state.Now);
            }
            if (isFirst)
                _state.Statistics.OnPaced();
            isFirst = false;
            await Task.Delay(wait > TimeSpan.Zero ? wait : _state.Options.Pulse, _state.Options.Time, _ended.Token).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(Task writing)
    {
        Close();
        _outbox.Complete();
        await writing.ConfigureAwait(false);
        await _input.CompleteAsync().ConfigureAwait(false);
        Dispose();
    }
}
