using System.Net;
using Google.Protobuf;
using Grpc.Core;
using MiaIa.Interop.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interop.Grpc;

/// <summary>A server of the packages that we use, with every method of interop.proto.</summary>
internal sealed class OurServer : Peer.PeerBase, IAsyncDisposable
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
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = MessageBytesMax);
        builder.Services.AddSingleton(this);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        _app = builder.Build();
        _app.MapGrpcService<OurServer>();
    }

    /// <summary>host:port, as the peers take it.</summary>
    public string Authority => new Uri(_app.Urls.Single()).Authority;

    /// <summary>Calls whose handler learnt that the client gave them up.</summary>
    public int CancelledCalls => Volatile.Read(ref _cancelledCalls);

    public static async Task<OurServer> StartAsync()
    {
        var server = new OurServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public override Task<Nothing> Empty(Nothing request, ServerCallContext context) => Task.FromResult(new Nothing());

    public override async Task<Answer> Unary(Ask request, ServerCallContext context)
    {
        await EchoMetadataAsync(context);
        return await AnswerAsync(request, context);
    }

    public override async Task<Sum> Up(IAsyncStreamReader<Ask> requestStream, ServerCallContext context)
    {
        var sum = new Sum();
        await CountCancelledAsync(
            context,
            async () =>
            {
                await foreach (var ask in requestStream.ReadAllAsync())
                    sum.PayloadBytes += ask.Payload.Length;
            }
        );
        return sum;
    }

    public override async Task Down(AskMany request, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
    {
        foreach (var size in request.AnswerBytes)
            await responseStream.WriteAsync(new Answer { Payload = Zeros(size) });
    }

    public override Task Both(
        IAsyncStreamReader<Ask> requestStream,
        IServerStreamWriter<Answer> responseStream,
        ServerCallContext context
    ) =>
        CountCancelledAsync(
            context,
            async () =>
            {
                await EchoMetadataAsync(context);
                await foreach (var ask in requestStream.ReadAllAsync())
                    await responseStream.WriteAsync(await AnswerAsync(ask, context));
            }
        );

    private async Task CountCancelledAsync(ServerCallContext context, Func<Task> handler)
    {
        try
        {
            await handler();
        }
        catch (Exception gone) when (gone is IOException || (gone is not RpcException && context.CancellationToken.IsCancellationRequested))
        {
            Interlocked.Increment(ref _cancelledCalls);
        }
    }

    private static async Task<Answer> AnswerAsync(Ask ask, ServerCallContext context)
    {
        await Task.Delay(ask.SleepMs, context.CancellationToken);
        return ask.StatusCode > 0
            ? throw new RpcException(new Status((StatusCode)ask.StatusCode, ask.StatusText))
            : new Answer { Payload = Zeros(ask.AnswerBytes) };
    }

    private static async Task EchoMetadataAsync(ServerCallContext context)
    {
        if (context.RequestHeaders.GetValue(EchoInitial) is { } text)
            await context.WriteResponseHeadersAsync(new Metadata { { EchoInitial, text } });

        if (context.RequestHeaders.GetValueBytes(EchoTrailing) is { } bytes)
            context.ResponseTrailers.Add(EchoTrailing, bytes);
    }

    private static ByteString Zeros(int bytes) => UnsafeByteOperations.UnsafeWrap(new byte[bytes]);
}
