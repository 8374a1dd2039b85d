using System.Net;
using MiaIa.Grpc.Client;
using MiaIa.Grpc.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace MiaIa.Grpc.Tests.Calls;

/// <summary>A server of ours on a free loopback port, and channels to it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<GrpcChannel> _channels = [];

    private RunningServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningServer> StartAsync(Action<IEndpointRouteBuilder> map, GrpcServerOptions? options = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddGrpcServer(new IPEndPoint(IPAddress.Loopback, port), options);
        var app = builder.Build();
        map(app);
        app.MapGrpcHealth();
        app.MapUnknownGrpc();
        await app.StartAsync();
        return new RunningServer(app);
    }

    public GrpcChannel Channel(GrpcChannelOptions? options = null)
    {
        var channel = new GrpcChannel(Address, options);
        _channels.Add(channel);
        return channel;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            channel.Dispose();

        await _app.DisposeAsync();
    }
}
