using System.Net;
using System.Net.Sockets;
using MiaIa.Engine.Host.Days;
using MiaIa.Engine.Host.Gamma;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Page;
using MiaIa.Engine.Host.Service;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Web;
using MiaIa.Hosting.Credentials;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;

namespace MiaIa.Engine.Host;

/// <summary>
/// The page's own server, on two ports of this machine: whatever a browser does to it, the engine's port for studies and commands does not
/// notice. A browser has six connections to a port; streams have one of their own, so that a command never waits for one of them.
/// </summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const int ConnectionsMax = 256;
    private const int RequestBytesMax = 65_536;
    private static readonly TimeSpan HeadersLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication _app;
    private readonly PageInvitations _invitations;
    private bool _isDisposed;

    private PageServer(WebApplication app, PageInvitations invitations) => (_app, _invitations) = (app, invitations);

    /// <summary>Where a browser finds it.</summary>
    internal Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Serves the page of an engine. Null when it is off, or cannot be served: an engine trades without it, too.</summary>
    internal static async Task<PageServer?> TryStartAsync(EngineSettings settings, EngineServer engine, Serilog.ILogger log)
    {
        if (!settings.Page.Enabled)
            return null;

        var messages = new LogMessages(log);
        var listen = new PagePorts(settings.Page.PortBeside(settings.Port), settings.Page.StreamPortBeside(settings.Port));
        var ports = listen;
        var sessions = new PageSessions(engine.Shared.GetRequiredService<AccessTokens>(), TimeProvider.System);
        var gate = new PageGate(new PageFiles(), sessions, () => ports);
        var app = Assemble(AddressOf(settings), listen, engine, gate, log);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            messages.PageNotServed(listen.Files, listen.Streams, taken.Message);
            await app.DisposeAsync().ConfigureAwait(false);
            return null;
        }

        // In the order in which they were asked for.
        var urls = app.Urls.Select(url => new Uri(url)).ToArray();
        ports = new PagePorts(urls[0].Port, urls[1].Port);
        var page = new PageServer(app, engine.Shared.GetRequiredService<PageInvitations>()) { Address = NameOf(urls[0]) };
        page._invitations.Serve(role => $"{page.Address}#enter={sessions.Invite(role)}");
        messages.PageServed(page.Address);
        return page;
    }

    // A browser comes to this machine's own address in any case: the page has no TLS.
    private static IPAddress AddressOf(EngineSettings settings)
    {
        var address = IPAddress.Parse(settings.Address);
        return IPAddress.IsLoopback(address) ? address : IPAddress.Loopback;
    }

    // A policy cannot name an address of IPv6.
    private static Uri NameOf(Uri url) => url.HostNameType == UriHostNameType.IPv6 ? new UriBuilder(url) { Host = "localhost" }.Uri : url;

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        _invitations.Serve(null);
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Assemble(IPAddress address, PagePorts listen, EngineServer engine, PageGate gate, Serilog.ILogger log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Logging.AddSerilog(log).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddSingleton(engine.Shared.GetRequiredService<EngineService>());
        builder.Services.AddSingleton(engine.Shared.GetRequiredService<PageService>());
        builder.Services.AddSingleton(engine.Shared.GetRequiredService<GammaService>());
        builder.Services.AddSingleton(engine.Shared.GetRequiredService<DayService>());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBytesMax;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Limits.RequestHeadersTimeout = HeadersLimit;
            // A page that nobody changes is as quiet as the market; PageService looks after who takes nothing.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(address, listen.Files, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.Listen(address, listen.Streams, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.Use(gate.PassAsync);
        app.UseRouting();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.MapGrpcService<EngineService>();
        app.MapGrpcService<PageService>();
        app.MapGrpcService<GammaService>();
        app.MapGrpcService<DayService>();
        return app;
    }
}
