using Grpc.Core;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Link;

/// <summary>A call's way up that writes when the test lets it, and fails as gRPC does when a second write begins too early.</summary>
internal sealed class GatedWriter : IClientStreamWriter<StudyFrames>, IDisposable
{
    private readonly SemaphoreSlim _gate = new(0);
    private int _writing;

    /// <summary>What was written, each message as its own bytes, taken when its write ended.</summary>
    internal List<byte[][]> Messages { get; } = [];

    internal bool IsCompleted { get; private set; }

    /// <summary>What the next write ends with instead.</summary>
    internal Exception? Failure { get; set; }

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>Lets this many writes end.</summary>
    internal void Let(int writes) => _gate.Release(writes);

    public async Task WriteAsync(StudyFrames message)
    {
        if (Interlocked.Exchange(ref _writing, 1) == 1)
            throw new InvalidOperationException("a write is already in progress");
        await _gate.WaitAsync();
        if (Failure is not null)
            throw Failure;
        // Not before: whoever changes the bytes of a message that is being written is found out here.
        lock (Messages)
            Messages.Add([.. message.Frame.Select(frame => frame.ToByteArray())]);
        Interlocked.Exchange(ref _writing, 0);
    }

    public void Dispose() => _gate.Dispose();

    public Task CompleteAsync()
    {
        IsCompleted = true;
        return Task.CompletedTask;
    }
}
