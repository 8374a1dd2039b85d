using System.Net;
using Google.Protobuf;
using MiaIa.Grpc;
using MiaIa.Grpc.Server;
using MiaIa.Grpc.Streaming;
using MiaIa.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Performance.Path;

/// <summary>
/// The floor of the path: an engine that only answers. It reads the first frame only, keeps nothing and computes nothing; it
/// counts the sequenced frames and acknowledges them, so that what is measured is ZeroMQ, the bridge and gRPC.
/// </summary>
internal static class EchoEngine
{
    /// <summary>Serves on a free port until it is asked to stop.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddGrpcServer(new IPEndPoint(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapDuplex(EngineMethods.AttachRaw, AnswerAsync);
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"ready: echo engine at {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task AnswerAsync(
        GrpcServerCall call,
        GrpcMessageReader<ReadOnlyMemory<byte>> requests,
        GrpcMessageWriter<ReadOnlyMemory<byte>> responses
    )
    {
        var counter = 0UL;
        var epoch = 0UL;
        while (await requests.WaitToReadAsync())
        {
            var answered = false;
            while (requests.TryRead(out var bytes))
            {
                if (IsSequenced(bytes.Span))
                    counter++;
                else if (epoch == 0)
                    responses.Write(Welcome(bytes, out epoch));
                answered = true;
            }

            if (!answered)
                continue;
            if (counter > 0)
            {
                responses.Write(
                    new EngineFrame
                    {
                        Epoch = epoch,
                        Ack = new Ack { Counter = counter },
                    }.ToByteArray()
                );
            }

            await responses.FlushAsync();
        }
    }

    /// <summary>The epoch comes first (9 bytes), then the counter, which proto3 leaves out when it is 0.</summary>
    private static bool IsSequenced(ReadOnlySpan<byte> frame) => frame.Length > 9 && frame[9] == (2 << 3);

    private static byte[] Welcome(ReadOnlyMemory<byte> bytes, out ulong epoch)
    {
        epoch = StudyFrame.Parser.ParseFrom(bytes.Span).Epoch;
        return new EngineFrame
        {
            Epoch = epoch,
            Welcome = new Welcome
            {
                ProtocolVersion = 2,
                ResumeCounter = 1,
                Role = Role.Publisher,
                EngineVersion = "echo",
                Mode = TradingMode.DryRun,
            },
        }.ToByteArray();
    }
}
