using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MiaIa.Grpc.Wire;

namespace MiaIa.Grpc.Streaming;

/// <summary>
/// Reads messages straight from the HTTP/2 stream: no queue and no task of its own between the two.
/// The loop that loses no time is: <c>while (await WaitToReadAsync()) while (TryRead(out m)) …</c>.
/// One thread at a time.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
public sealed class GrpcMessageReader<T>
{
    private const int InitialBytes = 16 * 1024;

    private readonly IByteSource _source;
    private readonly GrpcMarshaller<T> _marshaller;
    private readonly WireSide _side;
    private byte[] _buffer = new byte[InitialBytes];
    private int _start;
    private int _end;
    private bool _ended;

    internal GrpcMessageReader(IByteSource source, GrpcMarshaller<T> marshaller, WireSide side)
    {
        _source = source;
        _marshaller = marshaller;
        _side = side;
    }

    /// <summary>Takes a message that has already arrived whole; never waits.</summary>
    /// <returns>False when there is none: then ask <see cref="WaitToReadAsync"/>.</returns>
    /// <exception cref="GrpcStatusException">The next message is too long, compressed or malformed; the call is over.</exception>
    public bool TryRead([MaybeNullWhen(false)] out T message)
    {
        var length = NextLength();
        if (length < 0 || _end - _start < FrameHeader.Bytes + length)
        {
            message = default;
            return false;
        }

        ReadOnlyMemory<byte> payload = _buffer.AsMemory(_start + FrameHeader.Bytes, length);
        _start += FrameHeader.Bytes + length;
        try
        {
            message = _marshaller.Read(payload);
            return true;
        }
        catch (InvalidDataException malformed)
        {
            throw Aborted(new GrpcStatus(_side.Malformed, $"Malformed message of {length} bytes: {malformed.Message}"));
        }
    }

    /// <summary>
    /// Waits until a whole message has arrived. Raw payloads that were taken before are no longer valid afterwards.
    /// </summary>
    /// <returns>False when the peer has sent its last message (on the client: and the call ended with Ok).</returns>
    /// <exception cref="GrpcStatusException">The call ended otherwise, or what arrives cannot be read.</exception>
    /// <exception cref="OperationCanceledException">On the server: client gone, deadline passed, or shutting down.</exception>
    public ValueTask<bool> WaitToReadAsync() => HasMessage() ? new ValueTask<bool>(true) : FillAsync();

    /// <summary>The messages one by one, for readers in no hurry.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync()
    {
        while (await WaitToReadAsync().ConfigureAwait(false))
        {
            while (TryRead(out var message))
                yield return message;
        }
    }

    /// <summary>Reads the one message of a side that does not stream.</summary>
    internal async ValueTask<T> ReadSingleAsync()
    {
        if (!await WaitToReadAsync().ConfigureAwait(false) || !TryRead(out var message))
            throw Aborted(new GrpcStatus(GrpcStatusCode.Unimplemented, "The peer sent no message; this method takes exactly one."));

        // A buffer of its own, so that the message just taken stays valid even when it is a window on ours.
        if (_end > _start || await _source.ReadAsync(new byte[1]).ConfigureAwait(false) > 0)
            throw Aborted(new GrpcStatus(GrpcStatusCode.Unimplemented, "The peer sent a second message; this method takes exactly one."));

        return message;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync()
    {
        while (!_ended)
        {
            MakeRoom();
            var count = await _source.ReadAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
            _ended = count == 0;
            _end += count;
            if (HasMessage())
                return true;
        }

        if (_end > _start)
        {
            throw Aborted(
                new GrpcStatus(GrpcStatusCode.Internal, $"The stream ended inside a message, {_end - _start} bytes after its start.")
            );
        }

        return false;
    }

    private bool HasMessage()
    {
        var length = NextLength();
        return length >= 0 && _end - _start >= FrameHeader.Bytes + length;
    }

    /// <summary>Length of the next message, or -1 while its header has not arrived.</summary>
    private int NextLength()
    {
        if (_end - _start < FrameHeader.Bytes)
            return -1;

        try
        {
            return FrameHeader.Read(_buffer.AsSpan(_start, FrameHeader.Bytes), _side.MessageBytesMax, _side.Compressed);
        }
        catch (GrpcStatusException refused)
        {
            _source.Abort(refused.Status);
            throw;
        }
    }

    /// <summary>Moves the rest to the front, or grows to the next message, whose length is known to be within the limit.</summary>
    private void MakeRoom()
    {
        var needed = FrameHeader.Bytes + Math.Max(0, NextLength());
        var rest = _end - _start;
        if (needed > _buffer.Length)
        {
            var larger = new byte[Math.Max(needed, Math.Min(_buffer.Length * 2, _side.MessageBytesMax + FrameHeader.Bytes))];
            _buffer.AsSpan(_start, rest).CopyTo(larger);
            _buffer = larger;
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, rest).CopyTo(_buffer);
        }

        _start = 0;
        _end = rest;
    }

    private GrpcStatusException Aborted(GrpcStatus status)
    {
        _source.Abort(status);
        return new GrpcStatusException(status);
    }
}
