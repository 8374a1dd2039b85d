using Grpc.Core;
using MiaIa.V1;

namespace MiaIa.Bridge.Link;

/// <summary>
/// The relay thread's end of one gRPC call. gRPC takes one write at a time and flushes each: so what comes while a write is under way
/// gathers in a second batch, and goes as one message. A failure is told once, by the reader of the call; here it is only "no".
/// </summary>
internal sealed class EngineCall : IEngineCall
{
    private readonly IClientStreamWriter<StudyFrames> _requests;
    private readonly Lock _gate = new();
    private FrameBatch _filling = new();
    private FrameBatch _sending = new();
    private Task _send = Task.CompletedTask;
    private bool _isSending;
    private bool _sendsAgain;
    private bool _isOver;

    internal EngineCall(IClientStreamWriter<StudyFrames> requests) => _requests = requests;

    public bool TryWrite(ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            if (_isOver)
                return false;
            if (_filling.TryAdd(frame.Span))
                return true;
            // Full: it goes now, unless the one before it is still on its way. Then the engine is slower than the study.
            if (_isSending)
            {
                _sendsAgain = true;
                return false;
            }

            BeginSend();
            return _filling.TryAdd(frame.Span);
        }
    }

    public void Flush()
    {
        lock (_gate)
        {
            if (_isOver || _filling.IsEmpty)
                return;
            if (_isSending)
                _sendsAgain = true;
            else
                BeginSend();
        }
    }

    /// <summary>Nothing more is taken: the call has ended, or is about to.</summary>
    internal void End()
    {
        lock (_gate)
            _isOver = true;
    }

    /// <summary>Says that nothing follows, once everything that was flushed is written.</summary>
    /// <exception cref="RpcException">The call is over already.</exception>
    internal async Task CompleteAsync()
    {
        End();
        await _send.ConfigureAwait(false);
        await _requests.CompleteAsync().ConfigureAwait(false);
    }

    private void BeginSend()
    {
        Swap();
        _isSending = true;
        _send = SendAsync();
    }

    private void Swap()
    {
        _sendsAgain = false;
        (_filling, _sending) = (_sending, _filling);
        _filling.Clear();
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                await _requests.WriteAsync(_sending.ToMessage()).ConfigureAwait(false);
                lock (_gate)
                {
                    if (!_sendsAgain)
                    {
                        _isSending = false;
                        return;
                    }

                    Swap();
                }
            }
        }
        catch (Exception ended) when (ended is RpcException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            End();
        }
    }
}
