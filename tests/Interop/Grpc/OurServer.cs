using System.Net;
using Google.Protobuf;
using MiaIa.Grpc;
using MiaIa.Grpc.Server;
using MiaIa.Interop.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Interop.Grpc;

/// <summary>Our gRPC server with every method of interop.proto.</summary>
internal sealed class OurServer : IAsyncDisposable
{
    public const int MessageBytesMax = 4 * 1024 * 1024;
    public const string EchoInitial = "x-echo-initial";
    public const string EchoTrailing = "x-echo-trailing-bin";

    private readonly WebApplication _app;
    private int _cancelledCalls;

    private OurServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddGrpcServer(new IPEndPoint(IPAddress.Loopback, 0), new GrpcServerOptions { MessageBytesMax = MessageBytesMax });
        _app = builder.Build();
        Map();
    }

    /// <summary>host:port, as the peers take it.</summary>
    public string Authority => new Uri(_app.Urls.Single()).Authority;

    /// <summary>Calls whose handler was cancelled from outside so far.</summary>
    public int CancelledCalls => Volatile.Read(ref _cancelledCalls);

    public static async Task<OurServer> StartAsync()
    {
        var server = new OurServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.MapUnary(PeerMethods.Empty, (_, _) => Task.FromResult(new Nothing()));
        _app.MapUnary(
            PeerMethods.Unary,
            (call, ask) =>
            {
                EchoMetadata(call);
                return AnswerAsync(call, ask);
            }
        );
        _app.MapClientStream(
            PeerMethods.Up,
            async (_, asks) =>
                await CountCancelled(async () =>
                {
                    var sum = new Sum();
                    await foreach (var ask in asks.ReadAllAsync())
                        sum.PayloadBytes += ask.Payload.Length;

                    return sum;
                })
        );
        _app.MapServerStream(
            PeerMethods.Down,
            async (_, ask, answers) =>
            {
                foreach (var size in ask.AnswerBytes)
                    await answers.WriteAsync(new Answer { Payload = Zeros(size) });
            }
        );
        _app.MapDuplex(
            PeerMethods.Both,
            async (call, asks, answers) =>
                await CountCancelled(async () =>
                {
                    EchoMetadata(call);
                    await foreach (var ask in asks.ReadAllAsync())
                        await answers.WriteAsync(await AnswerAsync(call, ask));

                    return true;
                })
        );
        _app.MapUnknownGrpc();
    }

    private async Task<T> CountCancelled<T>(Func<Task<T>> handler)
    {
        try
        {
            return await handler();
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelledCalls);
            throw;
        }
    }

    private static async Task<Answer> AnswerAsync(GrpcServerCall call, Ask ask)
    {
        await Task.Delay(ask.SleepMs, call.Token);
        return ask.StatusCode > 0
            ? throw new GrpcStatusException((GrpcStatusCode)ask.StatusCode, ask.StatusText)
            : new Answer { Payload = Zeros(ask.AnswerBytes) };
    }

    private static void EchoMetadata(GrpcServerCall call)
    {
        if (call.RequestHeaders.GetText(EchoInitial) is { } text)
            call.ResponseHeaders.Add(EchoInitial, text);

        if (call.RequestHeaders.GetBytes(EchoTrailing) is { } bytes)
            call.ResponseTrailers.Add(EchoTrailing, bytes);
    }

    private static ByteString Zeros(int bytes) => UnsafeByteOperations.UnsafeWrap(new byte[bytes]);
}
