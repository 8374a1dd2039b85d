using MiaIa.Grpc.Streaming;

namespace MiaIa.Grpc.Tests.Streaming;

/// <summary>Keeps what is written; while closed, a write waits, as it does when the peer does not read.</summary>
internal sealed class GatedSink : IByteSink
{
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GatedSink(bool open)
    {
        if (open)
            _gate.SetResult();
    }

    public List<byte[]> Writes { get; } = [];

    public void Open() => _gate.TrySetResult();

    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Break(Exception failure) => _gate.TrySetException(failure);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _gate.Task.ConfigureAwait(false);
        Writes.Add(bytes.ToArray());
    }
}
