using System.Net;
using Google.Protobuf;
using Grpc.Core;
using MiaIa.Hosting.Credentials;
using MiaIa.Proto;
using MiaIa.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MiaIa.Bridge.Tests.EndToEnd;

/// <summary>An engine that only keeps and answers, over real gRPC: Welcome, one Ack a message with the trace times of the newest frame.</summary>
internal sealed class GrpcEngine : V1.Engine.EngineBase, IDisposable
{
    private WebApplication _server = null!;
    private readonly Dictionary<ulong, List<byte[]>> _journals;
    private readonly Lock _gate = new();
    private Func<string?, bool> _takes = _ => true;

    private GrpcEngine(Dictionary<ulong, List<byte[]>> journals) => _journals = journals;

    internal Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>How often a study attached.</summary>
    internal int Attaches { get; private set; }

    /// <summary>Frames of the order that came in another place than the next.</summary>
    internal int OutOfOrder { get; private set; }

    internal ulong Newest { get; private set; }

    /// <summary>Most frames that came in one message.</summary>
    internal int FramesInMessageMax { get; private set; }

    /// <summary>Most bytes that a message had.</summary>
    internal int MessageBytesMax { get; private set; }

    /// <summary>While this has not completed, nothing is read from a study that has been welcomed.</summary>
    internal Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Whether it shows the score four times a second, as the real one does.</summary>
    internal bool ShowsScore { get; set; }

    /// <summary>Signals that every study gets once, right after its Welcome.</summary>
    internal int SignalsAfterWelcome { get; set; }

    /// <summary>Starts one; a later one on the same port goes on with the journals of the one before.</summary>
    internal static async Task<GrpcEngine> StartAsync(
        int port = 0,
        GrpcEngine? before = null,
        Action<ListenOptions>? secure = null,
        Func<string?, bool>? takes = null
    )
    {
        var engine = new GrpcEngine(before?._journals ?? []) { _takes = takes ?? (_ => true) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = FrameLimits.MessageBytesMax);
        builder.Services.AddSingleton(engine);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                port,
                endpoint =>
                {
                    endpoint.Protocols = HttpProtocols.Http2;
                    secure?.Invoke(endpoint);
                }
            )
        );
        var server = builder.Build();
        engine._server = server;
        server.MapGrpcService<GrpcEngine>();
        await server.StartAsync();
        engine.Address = new Uri(server.Urls.Single());
        return engine;
    }

    internal IReadOnlyList<byte[]> JournalOf(ulong epoch)
    {
        lock (_gate)
            return [.. _journals.GetValueOrDefault(epoch) ?? []];
    }

    /// <summary>Ends at once, calls and all.</summary>
    public void Dispose()
    {
        using var now = new CancellationTokenSource();
        now.Cancel();
        try
        {
            _server.StopAsync(now.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // No time was given for an orderly end; that is the point.
        }

        ((IDisposable)_server).Dispose();
    }

    public override async Task Attach(
        IAsyncStreamReader<StudyFrames> requestStream,
        IServerStreamWriter<EngineFrames> responseStream,
        ServerCallContext context
    )
    {
        if (!_takes(context.RequestHeaders.GetValue(AccessToken.HeaderName)))
            throw new RpcException(new Status(StatusCode.Unauthenticated, "no token of this engine"));
        await context.WriteResponseHeadersAsync([]);
        var writing = new SemaphoreSlim(1);
        var epoch = 0UL;
        using var score = new Timer(
            _ =>
            {
                // One write at a time; whoever is late is left out.
                if (!ShowsScore || epoch == 0 || !writing.Wait(0))
                    return;
                _ = responseStream
                    .WriteAsync(Message([new EngineFrame { Epoch = epoch, State = new ConfluenceState() }.ToByteString()]))
                    .ContinueWith(_ => writing.Release(), TaskScheduler.Default);
            },
            null,
            TimeSpan.FromMilliseconds(250),
            TimeSpan.FromMilliseconds(250)
        );
        while (await requestStream.MoveNext())
        {
            using var turn = await Turn.TakeAsync(writing);
            var message = requestStream.Current;
            FramesInMessageMax = Math.Max(FramesInMessageMax, message.Frame.Count);
            MessageBytesMax = Math.Max(MessageBytesMax, message.CalculateSize());
            StudyFrame? last = null;
            foreach (var bytes in message.Frame)
            {
                var frame = StudyFrame.Parser.ParseFrom(bytes);
                epoch = frame.Epoch;
                if (frame.BodyCase == StudyFrame.BodyOneofCase.Hello)
                    await WelcomeAsync(frame, responseStream);
                if (frame.Counter == 0)
                    continue;
                Keep(frame, bytes.Memory);
                // Not simply the last one of the message: that may be a heartbeat.
                last = frame;
            }

            if (last is not null)
                await responseStream.WriteAsync(Message([Answer(last, new EngineFrame { Ack = new Ack { Counter = Newest } })]));
            await Gate;
        }
    }

    private sealed class Turn(SemaphoreSlim writing) : IDisposable
    {
        internal static async Task<Turn> TakeAsync(SemaphoreSlim writing)
        {
            await writing.WaitAsync();
            return new Turn(writing);
        }

        public void Dispose() => writing.Release();
    }

    private async Task WelcomeAsync(StudyFrame hello, IServerStreamWriter<EngineFrames> responses)
    {
        lock (_gate)
        {
            Attaches++;
            Newest = (ulong)(_journals.TryGetValue(hello.Epoch, out var journal) ? journal : _journals[hello.Epoch] = []).Count;
        }

        var welcome = new Welcome
        {
            ProtocolVersion = 5,
            ResumeCounter = Newest + 1,
            Role = Role.Publisher,
        };
        await responses.WriteAsync(Message([Answer(hello, new EngineFrame { Welcome = welcome })]));
        foreach (var chunk in Enumerable.Range(1, SignalsAfterWelcome).Chunk(100))
        {
            var signals = chunk.Select(i => new EngineFrame
            {
                Counter = (ulong)i,
                Signal = new Signal { Id = (ulong)i, EndedBecause = new string('x', 1_000) },
            });
            await responses.WriteAsync(Message(signals.Select(frame => Answer(hello, frame))));
        }
    }

    private void Keep(StudyFrame frame, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            OutOfOrder += frame.Counter == Newest + 1 ? 0 : 1;
            Newest = frame.Counter;
            _journals[frame.Epoch].Add(bytes.ToArray());
        }
    }

    private static EngineFrames Message(IEnumerable<ByteString> frames)
    {
        var message = new EngineFrames();
        message.Frame.AddRange(frames);
        return message;
    }

    private static ByteString Answer(StudyFrame to, EngineFrame frame)
    {
        frame.Epoch = to.Epoch;
        frame.StudySeenUnixNs = to.StudySeenUnixNs;
        frame.StudySentUnixNs = to.StudySentUnixNs;
        frame.BridgeReceivedUnixNs = to.BridgeReceivedUnixNs;
        frame.BridgeSentUnixNs = to.BridgeSentUnixNs;
        return frame.ToByteString();
    }
}
