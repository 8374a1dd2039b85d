using System.Net;
using Google.Protobuf;
using Grpc.Core;
using MiaIa.Proto;
using MiaIa.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Performance.Path;

/// <summary>
/// The floor of the path: an engine that only answers. It reads the first frame only, keeps nothing and computes nothing; it
/// counts the sequenced frames and acknowledges them, so that what is measured is ZeroMQ, the bridge and gRPC.
/// </summary>
internal sealed class EchoEngine : Engine.EngineBase
{
    /// <summary>Serves on a free port until it is asked to stop.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = FrameLimits.TransportBytesMax);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        await using var app = builder.Build();
        app.MapGrpcService<EchoEngine>();
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"ready: echo engine at {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    public override async Task Attach(
        IAsyncStreamReader<StudyFrames> requestStream,
        IServerStreamWriter<EngineFrames> responseStream,
        ServerCallContext context
    )
    {
        await context.WriteResponseHeadersAsync([]);
        var counter = 0UL;
        var epoch = 0UL;
        var answers = new EngineFrames();
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            answers.Frame.Clear();
            foreach (var frame in requestStream.Current.Frame)
            {
                if (IsSequenced(frame.Span))
                    counter++;
                else if (epoch == 0)
                    answers.Frame.Add(Welcome(frame, out epoch));
            }

            if (counter > 0)
            {
                var ack = new EngineFrame
                {
                    Epoch = epoch,
                    Ack = new Ack { Counter = counter },
                };
                answers.Frame.Add(ack.ToByteString());
            }

            await responseStream.WriteAsync(answers);
        }
    }

    /// <summary>The epoch comes first (9 bytes), then the counter, which proto3 leaves out when it is 0.</summary>
    private static bool IsSequenced(ReadOnlySpan<byte> frame) => frame.Length > 9 && frame[9] == (2 << 3);

    private static ByteString Welcome(ByteString bytes, out ulong epoch)
    {
        epoch = StudyFrame.Parser.ParseFrom(bytes).Epoch;
        return new EngineFrame
        {
            Epoch = epoch,
            Welcome = new Welcome
            {
                ProtocolVersion = 5,
                ResumeCounter = 1,
                Role = Role.Publisher,
                EngineVersion = "echo",
                Mode = TradingMode.DryRun,
            },
        }.ToByteString();
    }
}
