using MiaIa.Bridge.Wire;
using MiaIa.Grpc;
using MiaIa.Grpc.Client;
using Serilog;
using AttachCall = MiaIa.Grpc.Client.GrpcCall<System.ReadOnlyMemory<byte>, System.ReadOnlyMemory<byte>>;

namespace MiaIa.Bridge.Link;

/// <summary>
/// One study's line to the engine over gRPC: one task that opens a call, reads it to its end, pauses, and opens the next.
/// </summary>
internal sealed class EngineLink : IEngineLink
{
    private const int RoomAttempts = 50;
    private static readonly TimeSpan RoomPause = TimeSpan.FromMilliseconds(2);

    private readonly GrpcChannel _channel;
    private readonly ulong _epoch;
    private readonly Action _wakeUp;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly BackOff _backOff;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile EngineCall? _call;
    private AttachCall? _open;
    private string _lastEnd = "";
    private Task _running = Task.CompletedTask;

    internal EngineLink(GrpcChannel channel, ulong epoch, LinkLimits limits, Action wakeUp, TimeProvider time, ILogger log)
    {
        _channel = channel;
        _epoch = epoch;
        _wakeUp = wakeUp;
        _time = time;
        _log = log;
        _backOff = new BackOff(limits.ReconnectFirst, limits.ReconnectMax, Random.Shared.NextDouble);
        Downstream = new DownstreamQueue(limits.DownstreamFrames);
    }

    public IEngineCall? Call => _call;

    public DownstreamQueue Downstream { get; }

    public async Task CloseAsync(TimeSpan grace)
    {
        AttachCall? open;
        lock (_gate)
        {
            _closed.TrySetResult();
            open = _open;
        }

        if (open is not null && grace > TimeSpan.Zero)
            await Task.WhenAny(CompleteAsync(open), Task.Delay(grace, _time)).ConfigureAwait(false);
        open?.Cancel();
        await _running.ConfigureAwait(false);
    }

    internal void Start() => _running = Task.Run(RunAsync);

    private async Task RunAsync()
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
        using var call = _channel.Duplex(EngineMethods.AttachRaw);
        lock (_gate)
        {
            if (_closed.Task.IsCompleted)
                return "closed";
            _open = call;
        }

        Downstream.Clear();
        var own = new EngineCall(call);
        _call = own;
        _wakeUp();
        try
        {
            return await ReadAsync(call).ConfigureAwait(false);
        }
        catch (GrpcStatusException ended)
        {
            return ended.Status.ToString();
        }
        catch (OperationCanceledException)
        {
            return "given up";
        }
        finally
        {
            own.End();
            _call = null;
            _wakeUp();
        }
    }

    private async Task<string> ReadAsync(AttachCall call)
    {
        while (await call.Responses.WaitToReadAsync().ConfigureAwait(false))
        {
            while (call.Responses.TryRead(out var frame))
            {
                _backOff.Reset();
                _lastEnd = "";
                // A frame that cannot be read is passed on as one that may not be dropped: the relay thread counts and reports it.
                var kind =
                    EngineEnvelope.TryRead(frame.Span, out var envelope) && envelope.MayBeConflated ? envelope.Body : EngineBody.None;
                if (Downstream.TryAdd(kind, frame.Span) || await WaitForRoomAsync(kind, frame).ConfigureAwait(false))
                    continue;
                LogMessages.DownstreamFull(_log, _epoch);
                call.Cancel();
                return "reset: the study does not read, and what waits for it may not be dropped";
            }

            _wakeUp();
        }

        return "ended by the engine";
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

    private async Task CompleteAsync(AttachCall call)
    {
        try
        {
            await call.CompleteRequestsAsync().ConfigureAwait(false);
            await _running.ConfigureAwait(false);
        }
        catch (Exception e) when (e is GrpcStatusException or OperationCanceledException or ObjectDisposedException)
        {
            // The call is over already, which is what was wanted; how it ended its reader tells.
        }
    }
}
