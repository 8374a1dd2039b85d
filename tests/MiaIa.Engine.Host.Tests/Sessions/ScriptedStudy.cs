using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>The other end of Attach, doing only what the test says.</summary>
internal sealed class ScriptedStudy(GrpcChannel channel) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _cancel = new();
    private readonly Queue<EngineFrame> _read = [];
    private AsyncDuplexStreamingCall<StudyFrames, EngineFrames>? _call;

    /// <summary>Everything read so far, the score left out.</summary>
    internal List<EngineFrame> Heard { get; } = [];

    private AsyncDuplexStreamingCall<StudyFrames, EngineFrames> Call =>
        _call ??= new V1.Engine.EngineClient(channel).Attach(cancellationToken: _cancel.Token);

    internal Task SendAsync(params StudyFrame[] frames) => SendBytesAsync([.. frames.Select(f => f.ToByteArray())]);

    /// <summary>Sends frames as one message.</summary>
    internal Task SendBytesAsync(params byte[][] frames)
    {
        var message = new StudyFrames();
        message.Frame.AddRange(frames.Select(f => ByteString.CopyFrom(f)));
        return Call.RequestStream.WriteAsync(message);
    }

    /// <summary>
    /// Sends a frame that the engine may refuse by its length alone: it can end the stream before the last byte is written, and
    /// how it ended is then what <see cref="EndAsync"/> reads.
    /// </summary>
    internal async Task OfferBytesAsync(byte[] frame)
    {
        try
        {
            await SendBytesAsync(frame);
        }
        catch (Exception ended) when (IsEnd(ended))
        {
            TestContext.Out.WriteLine($"the stream ended while it was written to: {ended.Message}");
        }
    }

    /// <summary>UNAVAILABLE; Internal when the client saw the connection close before it read the status behind it.</summary>
    internal static NUnit.Framework.Constraints.IResolveConstraint IsOfAStop => Is.AnyOf(StatusCode.Unavailable, StatusCode.Internal);

    /// <summary>What a write throws when the engine has ended the stream: which it is depends on whether the connection or the status is seen first.</summary>
    internal static bool IsEnd(Exception thrown) => thrown is RpcException or IOException;

    internal async Task<Welcome> GreetAsync(StudyFrame hello)
    {
        await SendAsync(hello);
        return (await NextAsync(EngineFrame.BodyOneofCase.Welcome)).Welcome;
    }

    /// <summary>Reads on to the next frame of a kind.</summary>
    internal Task<EngineFrame> NextAsync(EngineFrame.BodyOneofCase kind) => NextAsync(f => f.BodyCase == kind, kind.ToString());

    /// <summary>The first order: it may come before the acknowledgement of what led to it, and has then been read.</summary>
    internal async Task<OrderCommand> OrderAsync() =>
        (Heard.Find(IsOrder) ?? await NextAsync(EngineFrame.BodyOneofCase.OrderCommand)).OrderCommand;

    internal static bool IsOrder(EngineFrame frame) => frame.BodyCase == EngineFrame.BodyOneofCase.OrderCommand;

    internal Task<EngineFrame> AckedAsync(ulong counter) =>
        NextAsync(f => f.BodyCase == EngineFrame.BodyOneofCase.Ack && f.Ack.Counter >= counter, $"Ack of {counter}");

    internal async Task<EngineFrame> NextAsync(Predicate<EngineFrame> isIt, string what)
    {
        // The score comes four times a second: patience is for the whole wait, not for each frame.
        using var limit = new CancellationTokenSource(Patience);
        do
        {
            while (_read.TryDequeue(out var frame))
            {
                if (frame.BodyCase != EngineFrame.BodyOneofCase.State)
                    Heard.Add(frame);
                if (isIt(frame))
                    return frame;
            }
        } while (await ReadAsync().WaitAsync(limit.Token));

        Assert.Fail($"the stream ended before {what}; heard {string.Join(", ", Heard.Select(f => f.BodyCase))}");
        throw new InvalidOperationException();
    }

    /// <summary>Reads to the end of the stream and returns how it ended; fails after two minutes.</summary>
    internal async Task<Status> EndAsync(string otherwise = "the stream did not end within two minutes")
    {
        // An engine that goes on sends the score four times a second: patience is for the whole wait, not for each frame.
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            do
            {
                while (_read.TryDequeue(out var frame))
                    Heard.Add(frame);
            } while (await ReadAsync().WaitAsync(limit.Token));

            return Status.DefaultSuccess;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Assert.Fail(otherwise);
            throw;
        }
        catch (RpcException ended)
        {
            return ended.Status;
        }
    }

    internal Task CompleteAsync() => Call.RequestStream.CompleteAsync();

    internal void Cancel() => _cancel.Cancel();

    public void Dispose()
    {
        _call?.Dispose();
        _cancel.Dispose();
    }

    private async Task<bool> ReadAsync()
    {
        if (!await Call.ResponseStream.MoveNext())
            return false;
        foreach (var frame in Call.ResponseStream.Current.Frame)
            _read.Enqueue(EngineFrame.Parser.ParseFrom(frame));
        return true;
    }
}
