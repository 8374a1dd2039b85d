using System.Net;
using Google.Protobuf;
using MiaIa.Grpc;
using MiaIa.Grpc.Server;
using MiaIa.Grpc.Streaming;
using MiaIa.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace MiaIa.Bridge.Tests.EndToEnd;

/// <summary>An engine that only keeps and answers, over real gRPC: Welcome, one Ack a drain with the trace times of the newest frame.</summary>
internal sealed class GrpcEngine : IDisposable
{
    private readonly WebApplication _server;
    private readonly Dictionary<ulong, List<byte[]>> _journals;
    private readonly Lock _gate = new();

    private GrpcEngine(WebApplication server, Dictionary<ulong, List<byte[]>> journals)
    {
        _server = server;
        _journals = journals;
    }

    internal Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>How often a study attached.</summary>
    internal int Attaches { get; private set; }

    /// <summary>Frames of the order that came in another place than the next.</summary>
    internal int OutOfOrder { get; private set; }

    internal ulong Newest { get; private set; }

    /// <summary>Signals that every study gets once, right after its Welcome.</summary>
    internal int SignalsAfterWelcome { get; set; }

    /// <summary>Starts one; a later one on the same port goes on with the journals of the one before.</summary>
    internal static async Task<GrpcEngine> StartAsync(int port = 0, GrpcEngine? before = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddGrpcServer(new IPEndPoint(IPAddress.Loopback, port));
        var server = builder.Build();
        var engine = new GrpcEngine(server, before?._journals ?? []);
        server.MapDuplex(EngineMethods.AttachRaw, engine.AttachAsync);
        server.MapUnknownGrpc();
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

    private async Task AttachAsync(
        GrpcServerCall call,
        GrpcMessageReader<ReadOnlyMemory<byte>> requests,
        GrpcMessageWriter<ReadOnlyMemory<byte>> responses
    )
    {
        while (await requests.WaitToReadAsync())
        {
            StudyFrame? last = null;
            while (requests.TryRead(out var bytes))
            {
                last = StudyFrame.Parser.ParseFrom(bytes.Span);
                if (last.BodyCase == StudyFrame.BodyOneofCase.Hello)
                    await WelcomeAsync(last, responses);
                else if (last.Counter > 0)
                    Keep(last, bytes);
            }

            if (last is { Counter: > 0 })
                responses.TryWrite(Answer(last, new EngineFrame { Ack = new Ack { Counter = Newest } }));
            await responses.FlushAsync();
        }
    }

    private async Task WelcomeAsync(StudyFrame hello, GrpcMessageWriter<ReadOnlyMemory<byte>> responses)
    {
        lock (_gate)
        {
            Attaches++;
            Newest = (ulong)(_journals.TryGetValue(hello.Epoch, out var journal) ? journal : _journals[hello.Epoch] = []).Count;
        }

        var welcome = new Welcome
        {
            ProtocolVersion = 2,
            ResumeCounter = Newest + 1,
            Role = Role.Publisher,
        };
        responses.Write(Answer(hello, new EngineFrame { Welcome = welcome }));
        for (var i = 1; i <= SignalsAfterWelcome; i++)
        {
            var signal = new Signal { Id = (ulong)i, EndedBecause = new string('x', 1_000) };
            responses.Write(Answer(hello, new EngineFrame { Counter = (ulong)i, Signal = signal }));
            if (i % 100 == 0)
                await responses.FlushAsync();
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

    private static ReadOnlyMemory<byte> Answer(StudyFrame to, EngineFrame frame)
    {
        frame.Epoch = to.Epoch;
        frame.StudySeenUnixNs = to.StudySeenUnixNs;
        frame.StudySentUnixNs = to.StudySentUnixNs;
        frame.BridgeReceivedUnixNs = to.BridgeReceivedUnixNs;
        frame.BridgeSentUnixNs = to.BridgeSentUnixNs;
        return frame.ToByteArray();
    }
}
