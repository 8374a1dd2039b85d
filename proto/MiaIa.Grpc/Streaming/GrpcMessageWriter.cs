using System.Runtime.CompilerServices;
using MiaIa.Grpc.Wire;

namespace MiaIa.Grpc.Streaming;

/// <summary>
/// Collects messages and sends them with one flush. Bytes are written by the thread that flushes; while that send is
/// under way further messages collect in a second buffer. Safe for use by several threads and beside the reader.
/// What waits is bounded by <see cref="BufferBytesMax"/>; when full, <see cref="TryWrite"/> refuses and the caller decides.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
public sealed class GrpcMessageWriter<T>
{
    private const int InitialBytes = 4 * 1024;

    private readonly Lock _gate = new();
    private readonly IByteSink _sink;
    private readonly GrpcMarshaller<T> _marshaller;
    private readonly WireSide _side;
    private FrameBuffer _filling = new(InitialBytes);
    private FrameBuffer _sending = new(InitialBytes);
    private TaskCompletionSource? _nextFlush;
    private bool _isSending;
    private bool _flushAgain;
    private Exception? _failure;

    internal GrpcMessageWriter(IByteSink sink, GrpcMarshaller<T> marshaller, WireSide side)
    {
        _sink = sink;
        _marshaller = marshaller;
        _side = side;
        BufferBytesMax = Math.Max(1024 * 1024, 2 * (side.MessageBytesMax + FrameHeader.Bytes));
    }

    /// <summary>Most bytes that may wait for a flush.</summary>
    public int BufferBytesMax { get; }

    /// <summary>Bytes not yet handed to the connection.</summary>
    public int BufferedBytes
    {
        get
        {
            lock (_gate)
            {
                return _filling.Count + (_isSending ? _sending.Count : 0);
            }
        }
    }

    /// <summary>Adds a message to the buffer; sends nothing.</summary>
    /// <returns>False, and nothing is added, when <see cref="BufferBytesMax"/> would be passed.</returns>
    /// <exception cref="GrpcStatusException">The message is above the size limit (the call goes on), or the call has ended.</exception>
    /// <exception cref="OperationCanceledException">On the server: the call was given up.</exception>
    public bool TryWrite(T message)
    {
        var length = _marshaller.SizeOf(message);
        if (length > _side.MessageBytesMax)
        {
            throw new GrpcStatusException(
                GrpcStatusCode.ResourceExhausted,
                $"A message of {length} bytes may not be sent; the limit is {_side.MessageBytesMax} bytes."
            );
        }

        lock (_gate)
        {
            ThrowIfFailed();
            var bytes = FrameHeader.Bytes + length;
            if (_filling.Count + bytes > BufferBytesMax)
                return false;

            var frame = _filling.Reserve(bytes);
            FrameHeader.Write(frame, length);
            _marshaller.Write(message, frame[FrameHeader.Bytes..]);
            _filling.Commit(bytes);
            return true;
        }
    }

    /// <summary>Adds a message to the buffer; sends nothing.</summary>
    /// <exception cref="GrpcStatusException">As <see cref="TryWrite"/>; also ResourceExhausted when the buffer is full.</exception>
    public void Write(T message)
    {
        if (!TryWrite(message))
        {
            throw new GrpcStatusException(
                GrpcStatusCode.ResourceExhausted,
                $"{BufferedBytes} bytes wait to be sent and the peer does not read; the buffer holds {BufferBytesMax} bytes."
            );
        }
    }

    /// <summary>Adds a message and sends everything that waits.</summary>
    public ValueTask WriteAsync(T message)
    {
        Write(message);
        return FlushAsync();
    }

    /// <summary>
    /// Sends everything that waits. Completes when the connection has taken it; a peer that does not read makes that late.
    /// </summary>
    /// <exception cref="GrpcStatusException">The call has ended.</exception>
    /// <exception cref="OperationCanceledException">On the server: the call was given up.</exception>
    public ValueTask FlushAsync()
    {
        lock (_gate)
        {
            ThrowIfFailed();
            if (_isSending)
            {
                _nextFlush ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return new ValueTask(_nextFlush.Task);
            }

            if (_filling.Count == 0)
                return ValueTask.CompletedTask;

            StartSending();
        }

        return SendAsync();
    }

    /// <summary>
    /// Sends everything that waits without waiting for it: for a thread that may not wait. When a send is under way the
    /// rest follows it. A failure shows at the next write or flush, and at the reader.
    /// </summary>
    public void BeginFlush()
    {
        lock (_gate)
        {
            ThrowIfFailed();
            if (_isSending)
            {
                _flushAgain = true;
                return;
            }

            if (_filling.Count == 0)
                return;

            StartSending();
        }

        Forget(SendAsync());
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync()
    {
        TaskCompletionSource? waiting = null;
        try
        {
            while (true)
            {
                if (_sending.Count > 0)
                    await _sink.WriteAsync(_sending.Written).ConfigureAwait(false);

                waiting?.TrySetResult();
                lock (_gate)
                {
                    waiting = _nextFlush;
                    if (waiting is null && !_flushAgain)
                    {
                        _isSending = false;
                        return;
                    }

                    StartSending();
                }
            }
        }
        catch (Exception failure)
        {
            Fail(failure, waiting);
            throw;
        }
    }

    private void StartSending()
    {
        _sending.Clear();
        (_filling, _sending) = (_sending, _filling);
        _nextFlush = null;
        _flushAgain = false;
        _isSending = true;
    }

    /// <summary>Nothing can be sent any more; everyone who waits, and everyone who comes, learns why.</summary>
    private void Fail(Exception failure, TaskCompletionSource? waiting)
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            _failure = failure;
            _isSending = false;
            next = _nextFlush;
        }

        waiting?.TrySetException(failure);
        next?.TrySetException(failure);
    }

    private void ThrowIfFailed()
    {
        switch (_failure)
        {
            case null:
                return;
            case GrpcStatusException ended:
                throw new GrpcStatusException(ended.Status, ended.Trailers, ended);
            case OperationCanceledException:
                throw new OperationCanceledException("The call was given up.", _failure);
            default:
                throw new GrpcStatusException(new GrpcStatus(GrpcStatusCode.Unknown, _failure.Message), null, _failure);
        }
    }

    /// <summary>Looks at the outcome so that it does not count as unseen: whatever it was, SendAsync kept it for the next caller.</summary>
    private static async void Forget(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Kept in _failure. An exception that left this method would end the process.
        }
    }
}
