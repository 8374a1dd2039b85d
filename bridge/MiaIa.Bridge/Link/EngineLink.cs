using System.Runtime.ExceptionServices;
using Grpc.Core;
using MiaIa.Bridge.Logging;
using MiaIa.Bridge.Wire;
using MiaIa.V1;
using Serilog;

namespace MiaIa.Bridge.Link;

/// <summary>
/// One study's line to the engine over gRPC: one task that opens a call, reads it to its end, pauses, and opens the next.
/// </summary>
internal sealed class EngineLink : IEngineLink
{
    private const int RoomAttempts = 50;
    private static readonly TimeSpan RoomPause = TimeSpan.FromMilliseconds(2);

    // An engine shows the score four times a second. The connection's own pings need up to four seconds, and a process that stands still
    // in a lock answers them.
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(2);

    private readonly V1.Engine.EngineClient _client;
    private readonly ulong _epoch;
    private readonly Action _wakeUp;
    private readonly Action<string> _tellTrader;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly BackOff _backOff;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile EngineCall? _call;
    private volatile ExceptionDispatchInfo? _fault;
    private CancellationTokenSource? _cut;
    private EngineCall? _open;
    private string _lastEnd = "";
    private bool _isTaken;
    private Task _running = Task.CompletedTask;

    /// <param name="client">Opens calls.</param>
    /// <param name="epoch">Of the study.</param>
    /// <param name="limits">Its bounds.</param>
    /// <param name="wakeUp">Says that there is something to do for the relay.</param>
    /// <param name="tellTrader">Takes why whoever answers takes no study; empty when it does, or nobody answers.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="log">Takes how calls end.</param>
    internal EngineLink(
        V1.Engine.EngineClient client,
        ulong epoch,
        LinkLimits limits,
        Action wakeUp,
        Action<string> tellTrader,
        TimeProvider time,
        ILogger log
    )
    {
        _client = client;
        _epoch = epoch;
        _wakeUp = wakeUp;
        _tellTrader = tellTrader;
        _time = time;
        _log = log;
        _backOff = new BackOff(limits.ReconnectFirst, limits.ReconnectMax, Random.Shared.NextDouble);
        Downstream = new DownstreamQueue(limits.DownstreamFrames);
    }

    public IEngineCall? Call
    {
        get
        {
            // Nobody opens a call any more: the relay has to end with it, or the program would run on in silence.
            _fault?.Throw();
            return _call;
        }
    }

    public DownstreamQueue Downstream { get; }

    public async Task CloseAsync(TimeSpan grace)
    {
        EngineCall? open;
        lock (_gate)
        {
            _closed.TrySetResult();
            open = _open;
        }

        if (open is not null && grace > TimeSpan.Zero)
            await Task.WhenAny(CompleteAsync(open), Task.Delay(grace, _time)).ConfigureAwait(false);
        lock (_gate)
            _cut?.Cancel();
        await _running.ConfigureAwait(false);
    }

    internal void Start() => _running = Task.Run(RunAsync);

    private async Task RunAsync()
    {
        try
        {
            await CallAgainAndAgainAsync().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            _fault = ExceptionDispatchInfo.Capture(fault);
            _wakeUp();
            throw;
        }
    }

    private async Task CallAgainAndAgainAsync()
    {
        while (!_closed.Task.IsCompleted)
        {
            var end = await RunCallAsync().ConfigureAwait(false);
            if (_closed.Task.IsCompleted)
                return;
            // The same answer again and again is one line in the log, not one an attempt.
            if (end != _lastEnd)
                LogMessages.EngineCallEnded(_log, _epoch, end);
            _lastEnd = end;
            await Task.WhenAny(_closed.Task, Task.Delay(_backOff.Next(), _time)).ConfigureAwait(false);
        }
    }

    private async Task<string> RunCallAsync()
    {
        using var cut = new CancellationTokenSource();
        lock (_gate)
        {
            if (_closed.Task.IsCompleted)
                return "closed";
            _cut = cut;
        }

        _isTaken = false;
        try
        {
            using var call = _client.Attach(cancellationToken: cut.Token);
            // Until the engine has answered at all, there is nobody to say Hello to.
            await call.ResponseHeadersAsync.ConfigureAwait(false);
            return await CarryAsync(call, cut).ConfigureAwait(false);
        }
        catch (RpcException ended)
        {
            _tellTrader(_isTaken ? "" : CallEnd.Refusal(ended));
            return CallEnd.Describe(ended);
        }
        catch (OperationCanceledException)
        {
            return "given up";
        }
        finally
        {
            lock (_gate)
                _cut = null;
        }
    }

    private async Task<string> CarryAsync(AsyncDuplexStreamingCall<StudyFrames, EngineFrames> call, CancellationTokenSource cut)
    {
        Downstream.Clear();
        var own = new EngineCall(call.RequestStream);
        lock (_gate)
            _open = own;
        _call = own;
        _wakeUp();
        try
        {
            return await ReadAsync(call.ResponseStream, cut).ConfigureAwait(false);
        }
        finally
        {
            own.End();
            _call = null;
            lock (_gate)
                _open = null;
            _wakeUp();
        }
    }

    private async Task<string> ReadAsync(IAsyncStreamReader<EngineFrames> responses, CancellationTokenSource cut)
    {
        var showsScore = false;
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        while (await TryReadAsync(responses, silence.Token).ConfigureAwait(false))
        {
            // Not before: a refusal begins as a call that is taken.
            if (!_isTaken)
                _tellTrader("");
            _isTaken = true;
            foreach (var frame in responses.Current.Frame)
            {
                _backOff.Reset();
                _lastEnd = "";
                // A frame that cannot be read is passed on as one that may not be dropped: the relay thread counts and reports it.
                var kind =
                    EngineEnvelope.TryRead(frame.Span, out var envelope) && envelope.MayBeConflated ? envelope.Body : EngineBody.None;
                showsScore |= envelope.Body == EngineBody.State;
                if (Downstream.TryAdd(kind, frame.Span) || await WaitForRoomAsync(kind, frame.Memory).ConfigureAwait(false))
                    continue;
                LogMessages.DownstreamFull(_log, _epoch);
                await cut.CancelAsync().ConfigureAwait(false);
                return "reset: the study does not read, and what waits for it may not be dropped";
            }

            _wakeUp();
            if (showsScore)
                silence.CancelAfter(SilenceMax);
        }

        if (!silence.IsCancellationRequested)
            return "ended by the engine";
        await cut.CancelAsync().ConfigureAwait(false);
        return $"the engine has said nothing for {SilenceMax.TotalSeconds:0} s and counts as frozen";
    }

    private static async ValueTask<bool> TryReadAsync(IAsyncStreamReader<EngineFrames> responses, CancellationToken silence)
    {
        try
        {
            return await responses.MoveNext(silence).ConfigureAwait(false);
        }
        catch (Exception silent) when (silence.IsCancellationRequested && silent is RpcException or OperationCanceledException)
        {
            return false;
        }
    }

    // A burst may come faster than the relay thread wakes; while this waits, gRPC's flow control holds the engine back.
    private async ValueTask<bool> WaitForRoomAsync(EngineBody kind, ReadOnlyMemory<byte> frame)
    {
        for (var i = 0; i < RoomAttempts; i++)
        {
            _wakeUp();
            await Task.Delay(RoomPause, _time).ConfigureAwait(false);
            if (Downstream.TryAdd(kind, frame.Span))
                return true;
        }

        return false;
    }

    private async Task CompleteAsync(EngineCall call)
    {
        try
        {
            await call.CompleteAsync().ConfigureAwait(false);
            await _running.ConfigureAwait(false);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            // The call is over already, which is what was wanted; how it ended its reader tells.
        }
    }
}
