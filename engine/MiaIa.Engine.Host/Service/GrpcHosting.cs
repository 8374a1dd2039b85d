using System.Net;
using Grpc.HealthCheck;
using MiaIa.Engine.Host.Alerts;
using MiaIa.Engine.Host.Gamma;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Page;
using MiaIa.Engine.Host.Remote;
using MiaIa.Proto;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MiaIa.Engine.Host.Service;

/// <summary>Kestrel for gRPC: HTTP/2, in the clear on loopback only, bounds that fit a stream that lasts all day, health and reflection.</summary>
internal static class GrpcHosting
{
    private const int CallsPerConnectionMax = 100;

    // A bridge, a few screens and scripts hold a handful; a system gives a process a thousand files and more.
    private const int ConnectionsMax = 512;
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan HeadersLimit = TimeSpan.FromSeconds(5);

    // Our own handlers end at once; a watcher of the health service would stay until it is cut off.
    private static readonly TimeSpan StopLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>After the start, <c>WebApplication.Urls</c> holds the real port when 0 was asked for.</summary>
    /// <param name="builder">Of the engine's server.</param>
    /// <param name="listen">Where.</param>
    /// <param name="tls">TLS of the port; null = in the clear.</param>
    /// <exception cref="ArgumentException">In the clear elsewhere than on loopback: a token that travels so is one for everybody.</exception>
    internal static void AddGrpc(this WebApplicationBuilder builder, IPEndPoint listen, TlsPort? tls)
    {
        if (tls is null && !IPAddress.IsLoopback(listen.Address))
            throw new ArgumentException($"gRPC in the clear may listen on a loopback address only, not on {listen}.", nameof(listen));

        var gate = new ConnectionGate();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A stream is silent for as long as the market is; pings, not data rates, tell whether the peer lives.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            // Of a connection without a call, and of the headers of one.
            kestrel.Limits.KeepAliveTimeout = IdleLimit;
            kestrel.Limits.RequestHeadersTimeout = HeadersLimit;
            kestrel.Limits.Http2.KeepAlivePingDelay = PingAfter;
            kestrel.Limits.Http2.KeepAlivePingTimeout = PingLimit;
            kestrel.Limits.Http2.MaxStreamsPerConnection = CallsPerConnectionMax;
            kestrel.Listen(
                listen,
                endpoint =>
                {
                    endpoint.Protocols = HttpProtocols.Http2;
                    endpoint.Use(next => connection => gate.AdmitAsync(connection, next));
                    tls?.Use(endpoint);
                    endpoint.Use(next => connection => ConnectionGate.GreetAsync(connection, next));
                }
            );
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.Services.AddSingleton(own => new RefusedHandshakes(own.GetRequiredService<LogMessages>(), TimeProvider.System));
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<MalformedStreams>();
            grpc.MaxReceiveMessageSize = FrameLimits.TransportBytesMax;
            grpc.MaxSendMessageSize = FrameLimits.TransportBytesMax;
        });
        builder.Services.AddGrpcReflection();
        builder.Services.AddSingleton<HealthServiceImpl>();
    }

    /// <summary>Maps, behind the gate, miaia.v1.Engine, Page, Gamma and Alerts, grpc.health.v1.Health and gRPC's reflection.</summary>
    internal static void MapGrpc(this WebApplication app, AccessGate gate, LogMessages log)
    {
        app.Use(gate.PassAsync);
        app.Use(next => new RequestGate(next, log).InvokeAsync);
        app.MapGrpcService<EngineService>();
        app.MapGrpcService<PageService>();
        app.MapGrpcService<GammaService>();
        app.MapGrpcService<AlertService>();
        app.MapGrpcService<HealthServiceImpl>();
        app.MapGrpcReflectionService();
    }
}
