using Google.Protobuf;
using Grpc.Core;

namespace Simulation.Network;

/// <summary>Writes messages of one direction of a call onto a wire, with a window: a write ends when there is room, as over HTTP/2.</summary>
internal sealed class CallWriter<T>(Wire wire, Action<byte[]> arrives) : IClientStreamWriter<T>, IServerStreamWriter<T>
    where T : class, IMessage
{
    private const int InFlightMax = 16;

    private readonly Queue<TaskCompletionSource> _waiting = [];
    private int _inFlight;
    private bool _isOver;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message)
    {
        if (_isOver)
            throw new RpcException(new Status(StatusCode.Unavailable, "the call is over"));
        var bytes = message.ToByteArray();
        _inFlight++;
        wire.Send(() =>
        {
            _inFlight--;
            if (_isOver)
                return;
            arrives(bytes);
            if (_waiting.TryDequeue(out var writer))
                writer.SetResult();
        });
        if (_inFlight <= InFlightMax)
            return Task.CompletedTask;
        // No asynchronous continuation: all of this is one thread.
        var waits = new TaskCompletionSource();
        _waiting.Enqueue(waits);
        return waits.Task;
    }

    public Task CompleteAsync() => Task.CompletedTask;

    /// <summary>The call is over: what is under way never arrives, and who waits to write learns it.</summary>
    internal void End()
    {
        _isOver = true;
        while (_waiting.TryDequeue(out var writer))
            writer.SetException(new IOException("the call is over"));
    }
}
