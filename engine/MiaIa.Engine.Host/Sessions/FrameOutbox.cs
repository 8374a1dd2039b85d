using Google.Protobuf;
using Grpc.Core;
using MiaIa.Proto;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Sessions;

/// <summary>
/// What one stream still has to be sent. gRPC takes one write at a time and flushes each, so what comes while a write is under way
/// gathers and goes as one message. Bounded by a message: what must arrive and does not fit is refused, of what is only shown
/// (acknowledgement, score, levels) the newest takes the place of the one that waits.
/// </summary>
internal sealed class FrameOutbox
{
    private const int ShownKinds = 4;

    // Room for what is shown is kept free: one frame of the longest kind of each.
    internal const int WaitingBytesMax = FrameLimits.MessageBytesMax - (ShownKinds * FrameLimits.FrameBytesMax);

    private readonly IServerStreamWriter<EngineFrames> _writer;
    private readonly Lock _gate = new();
    private readonly ByteString?[] _shown = new ByteString?[ShownKinds];
    private EngineFrames _filling = new();
    private EngineFrames _sending = new();
    private Task _send = Task.CompletedTask;
    private int _waitingBytes;
    private bool _isSending;
    private bool _sendsAgain;
    private bool _isOver;

    internal FrameOutbox(IServerStreamWriter<EngineFrames> writer) => _writer = writer;

    /// <summary>Bytes that wait for the write that is under way.</summary>
    internal int WaitingBytes
    {
        get
        {
            lock (_gate)
                return _waitingBytes;
        }
    }

    /// <summary>Adds a frame that must arrive. False, and nothing is added, when too much waits already.</summary>
    internal bool TryAdd(ByteString frame)
    {
        lock (_gate)
        {
            if (_waitingBytes + FrameLimits.InMessage(frame.Length) > WaitingBytesMax)
                return false;

            _waitingBytes += FrameLimits.InMessage(frame.Length);
            _filling.Frame.Add(frame);
            return true;
        }
    }

    /// <summary>Adds a frame of which only the newest matters.</summary>
    internal void Show(ShownKind kind, ByteString frame)
    {
        lock (_gate)
            _shown[(int)kind] = frame;
    }

    /// <summary>Drops what waits of a kind: it is no longer so.</summary>
    internal void Forget(ShownKind kind)
    {
        lock (_gate)
            _shown[(int)kind] = null;
    }

    /// <summary>Sends what waits, without waiting: on this thread when no write is under way, behind that write otherwise.</summary>
    internal void Flush()
    {
        lock (_gate)
        {
            if (_isSending)
            {
                _sendsAgain = true;
            }
            else if (TryTurn())
            {
                _isSending = true;
                _send = SendAsync();
            }
        }
    }

    /// <summary>Lets what was flushed go out. False when the client did not take it in time.</summary>
    internal async Task<bool> TryFinishAsync(TimeSpan limit)
    {
        Task send;
        lock (_gate)
            send = _send;

        return await Task.WhenAny(send, Task.Delay(limit)).ConfigureAwait(false) == send;
    }

    /// <summary>Makes what has gathered the message to be sent. False when there is nothing.</summary>
    private bool TryTurn()
    {
        _sendsAgain = false;
        for (var kind = 0; kind < ShownKinds; kind++)
        {
            if (_shown[kind] is { } frame)
                _filling.Frame.Add(frame);
            _shown[kind] = null;
        }

        if (_isOver || _filling.Frame.Count == 0)
            return false;

        (_filling, _sending) = (_sending, _filling);
        _filling.Frame.Clear();
        _waitingBytes = 0;
        return true;
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                await _writer.WriteAsync(_sending).ConfigureAwait(false);
                lock (_gate)
                {
                    if (!_sendsAgain || !TryTurn())
                    {
                        _isSending = false;
                        return;
                    }
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException or RpcException)
        {
            // The call is over; the read side, which learns it too, ends the session.
            lock (_gate)
                _isOver = true;
        }
    }
}
