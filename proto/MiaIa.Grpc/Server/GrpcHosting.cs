using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MiaIa.Grpc.Server;

/// <summary>Sets Kestrel up for gRPC.</summary>
public static class GrpcHosting
{
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Listens with HTTP/2 in the clear on a loopback address, and registers what <see cref="GrpcEndpoints"/> and
    /// <see cref="HealthEndpoints"/> need. After the start, <c>WebApplication.Urls</c> holds the real port when 0 was asked for.
    /// </summary>
    /// <param name="builder">The application that is being built.</param>
    /// <param name="listen">Loopback address and port; port 0 = any free one.</param>
    /// <param name="options">Bounds and clocks; null = the defaults.</param>
    /// <exception cref="ArgumentException">The address is not loopback: this layer has no TLS of its own.</exception>
    public static WebApplicationBuilder AddGrpcServer(
        this WebApplicationBuilder builder,
        IPEndPoint listen,
        GrpcServerOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(listen);
        if (!IPAddress.IsLoopback(listen.Address))
            throw new ArgumentException($"gRPC in the clear may listen on a loopback address only, not on {listen}.", nameof(listen));

        var chosen = options ?? new GrpcServerOptions();
        builder.Services.AddSingleton(chosen);
        builder.Services.AddSingleton<GrpcDrain>();
        builder.Services.AddHostedService(services => services.GetRequiredService<GrpcDrain>());
        builder.Services.AddSingleton<GrpcHealth>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = chosen.DrainLimit + StopMargin);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A stream is silent for as long as the market is; pings, not data rates, tell whether the peer lives.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.KeepAlivePingDelay = chosen.KeepAlivePingDelay;
            kestrel.Limits.Http2.KeepAlivePingTimeout = chosen.KeepAlivePingTimeout;
            kestrel.Limits.Http2.MaxStreamsPerConnection = chosen.CallsPerConnectionMax;
            kestrel.Listen(listen, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        return builder;
    }
}
