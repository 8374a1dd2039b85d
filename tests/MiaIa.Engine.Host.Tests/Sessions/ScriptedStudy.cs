using MiaIa.Grpc;
using MiaIa.Grpc.Client;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>The other end of Attach, doing only what the test says.</summary>
internal sealed class ScriptedStudy : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly GrpcCall<ReadOnlyMemory<byte>, EngineFrame> _call;

    internal ScriptedStudy(GrpcChannel channel) => _call = channel.Duplex(Method);

    private static GrpcMethod<ReadOnlyMemory<byte>, EngineFrame> Method { get; } =
        new(EngineMethods.Service, "Attach", GrpcMethodKind.Duplex, RawMarshaller.Instance, ProtobufMarshaller.For(EngineFrame.Parser));

    /// <summary>Everything read so far, the score left out.</summary>
    internal List<EngineFrame> Heard { get; } = [];

    internal Task SendAsync(params StudyFrame[] frames) =>
        SendBytesAsync([.. frames.Select(f => Google.Protobuf.MessageExtensions.ToByteArray(f))]);

    /// <summary>Sends raw messages with one flush, so that they can arrive as one drain.</summary>
    internal async Task SendBytesAsync(params byte[][] messages)
    {
        foreach (var message in messages)
            _call.Requests.Write(message);
        await _call.Requests.FlushAsync();
    }

    /// <summary>
    /// Sends a message that the engine may refuse by its length alone: it can end the stream before the last byte is written, and
    /// how it ended is then what <see cref="EndAsync"/> reads.
    /// </summary>
    internal async Task OfferBytesAsync(byte[] message)
    {
        try
        {
            await SendBytesAsync(message);
        }
        catch (GrpcStatusException ended)
        {
            TestContext.Out.WriteLine($"the stream ended while it was written to: {ended.Status}");
        }
    }

    internal async Task<Welcome> GreetAsync(StudyFrame hello)
    {
        await SendAsync(hello);
        return (await NextAsync(EngineFrame.BodyOneofCase.Welcome)).Welcome;
    }

    /// <summary>Reads on to the next frame of a kind.</summary>
    internal Task<EngineFrame> NextAsync(EngineFrame.BodyOneofCase kind) => NextAsync(f => f.BodyCase == kind, kind.ToString());

    internal Task<EngineFrame> AckedAsync(ulong counter) =>
        NextAsync(f => f.BodyCase == EngineFrame.BodyOneofCase.Ack && f.Ack.Counter >= counter, $"Ack of {counter}");

    internal async Task<EngineFrame> NextAsync(Predicate<EngineFrame> isIt, string what)
    {
        // The score comes four times a second: patience is for the whole wait, not for each frame.
        using var limit = new CancellationTokenSource(Patience);
        while (await _call.Responses.WaitToReadAsync().AsTask().WaitAsync(limit.Token))
        {
            while (_call.Responses.TryRead(out var frame))
            {
                if (frame.BodyCase != EngineFrame.BodyOneofCase.State)
                    Heard.Add(frame);
                if (isIt(frame))
                    return frame;
            }
        }

        Assert.Fail($"the stream ended before {what}; heard {string.Join(", ", Heard.Select(f => f.BodyCase))}");
        throw new InvalidOperationException();
    }

    /// <summary>Reads to the end of the stream and returns how it ended.</summary>
    internal async Task<GrpcStatus> EndAsync()
    {
        try
        {
            while (await _call.Responses.WaitToReadAsync().AsTask().WaitAsync(Patience))
            {
                while (_call.Responses.TryRead(out var frame))
                    Heard.Add(frame);
            }

            return GrpcStatus.Ok;
        }
        catch (GrpcStatusException ended)
        {
            return ended.Status;
        }
    }

    internal async Task CompleteAsync() => await _call.CompleteRequestsAsync();

    internal void Cancel() => _call.Cancel();

    public void Dispose() => _call.Dispose();
}
