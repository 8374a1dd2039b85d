using System.Net;
using System.Net.Sockets;
using MiaIa.Engine.Host.Alerts;
using MiaIa.Engine.Host.Days;
using MiaIa.Engine.Host.Gamma;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Page;
using MiaIa.Engine.Host.Page.Machine;
using MiaIa.Engine.Host.Remote;
using MiaIa.Engine.Host.Service;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Web;
using MiaIa.Hosting;
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
/// The page's own server, on two ports, for this machine alone unless it is set otherwise: whatever a browser does to it, the engine's port for
/// studies and commands does not notice. A browser has six connections to a port; streams have one of their own, so that a command never waits for
/// one of them. A port that is taken is tried again until it is free.
/// </summary>
internal sealed class PageServer : IAsyncDisposable
{
    // Of both ports: what has shown no key has its own, lower bound on each.
    private const int ConnectionsMax = 512;

    // Above what a request may have, so that RequestGate says what was wrong with it.
    private const int RequestBytesMax = 1 << 20;
    private static readonly TimeSpan HeadersLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(2);

    private readonly EngineSettings _settings;
    private readonly EngineServer _engine;
    private readonly Serilog.ILogger _log;
    private readonly MachineService _machine;
    private readonly PageInvitations _invitations;
    private readonly CancellationTokenSource _stopping = new();
    private readonly PagePorts _listen;
    private readonly IPAddress _address;
    private readonly TlsPort? _tls;
    private WebApplication? _app;
    private Task _retrying = Task.CompletedTask;
    private bool _isDisposed;

    private PageServer(EngineSettings settings, EngineServer engine, Serilog.ILogger log, ProgramLog? program)
    {
        _settings = settings;
        _engine = engine;
        _log = log;
        _listen = new PagePorts(settings.Page.PortBeside(settings.Port), settings.Page.StreamPortBeside(settings.Port));
        _address = settings.Page.AddressBeside(settings.Address);
        _tls = TlsPort.OpenForPage(settings, TimeProvider.System, new LogMessages(log));
        _invitations = engine.Shared.GetRequiredService<PageInvitations>();
        var page = engine.Shared.GetRequiredService<PageService>();
        _machine = new(engine.Runner, page, new MachineSources(settings, program), TimeProvider.System);
    }

    /// <summary>Where a browser finds it; port 0 while it is not served.</summary>
    internal Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>
    /// Serves the page of an engine, now or when its ports are free: an engine trades without it, too. Null when it is off.
    /// </summary>
    /// <exception cref="Hosting.Tls.CertificateException">It is open to other machines, and its certificate cannot be used.</exception>
    internal static async Task<PageServer?> TryStartAsync(
        EngineSettings settings,
        EngineServer engine,
        Serilog.ILogger log,
        ProgramLog? program = null
    )
    {
        if (!settings.Page.Enabled)
            return null;

        var page = new PageServer(settings, engine, log, program);
        if (await page.TryServeAsync().ConfigureAwait(false) is { } why)
        {
            new LogMessages(log).PageNotServed(page._listen.Files, page._listen.Streams, why);
            page._retrying = page.RetryAsync();
        }

        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _retrying.ConfigureAwait(false);
        _invitations.Serve(null);
        if (_app is not null)
        {
            await _app.StopAsync().ConfigureAwait(false);
            await _app.DisposeAsync().ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private async Task RetryAsync()
    {
        try
        {
            do await Task.Delay(RetryEvery, _stopping.Token).ConfigureAwait(false);
            while (await TryServeAsync().ConfigureAwait(false) is not null);
        }
        catch (OperationCanceledException)
        {
            // The engine stops without a page.
        }
    }

    // Null when it is served; else what keeps it from that.
    private async Task<string?> TryServeAsync()
    {
        WebApplication? app = null;
        try
        {
            var address = _address.ToString();
            PortCheck.RefuseTaken(address, _listen.Files);
            PortCheck.RefuseTaken(address, _listen.Streams);
            var ports = _listen;
            var sessions = new PageSessions(_engine.Shared.GetRequiredService<AccessTokens>(), TimeProvider.System);
            app = Assemble(new PageGate(new PageFiles(), sessions, () => ports, ReachOf(_settings)));
            await app.StartAsync().ConfigureAwait(false);
            // In the order in which they were asked for.
            var urls = app.Urls.Select(url => new Uri(url)).ToArray();
            ports = new PagePorts(urls[0].Port, urls[1].Port);
            (_app, Address) = (app, NameOf(urls[0]));
            _invitations.Serve(role => $"{Address}#enter={sessions.Invite(role)}");
            new LogMessages(_log).PageServed(Address);
            return null;
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            if (app is not null)
                await app.DisposeAsync().ConfigureAwait(false);
            return taken.Message;
        }
    }

    private static PageReach ReachOf(EngineSettings settings) =>
        settings.Page.IsElsewhere
            ? PageReach.Elsewhere(settings.Page.Hosts, settings.Tls.CallsPerSecond, TimeProvider.System)
            : PageReach.ThisMachine;

    // Nobody calls 0.0.0.0, and a policy cannot name an address of IPv6.
    private Uri NameOf(Uri url) =>
        _tls is not null ? new UriBuilder(url) { Host = _settings.Page.Hosts[0] }.Uri
        : url.HostNameType == UriHostNameType.IPv6 ? new UriBuilder(url) { Host = "localhost" }.Uri
        : url;

    private WebApplication Assemble(PageGate gate)
    {
        var messages = new LogMessages(_log);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Logging.AddSerilog(_log).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddSingleton(_engine.Shared.GetRequiredService<EngineService>());
        builder.Services.AddSingleton(_engine.Shared.GetRequiredService<PageService>());
        builder.Services.AddSingleton(_engine.Shared.GetRequiredService<RefusedHandshakes>());
        builder.Services.AddSingleton(_machine);
        builder.Services.AddSingleton(_engine.Shared.GetRequiredService<GammaService>());
        builder.Services.AddSingleton(_engine.Shared.GetRequiredService<AlertService>());
        builder.Services.AddSingleton(_engine.Shared.GetRequiredService<DayService>());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBytesMax;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Limits.RequestHeadersTimeout = HeadersLimit;
            // A page that nobody changes is as quiet as the market; PageService looks after who takes nothing.
            kestrel.Limits.MinResponseDataRate = null;
            // A browser elsewhere that is gone without a word holds its place until a ping has no answer.
            kestrel.Limits.Http2.KeepAlivePingDelay = PingAfter;
            kestrel.Limits.Http2.KeepAlivePingTimeout = PingLimit;
            kestrel.Listen(_address, _listen.Files, endpoint => Guard(endpoint, asksForCallers: true));
            // A browser shows no certificate to another port than its page's; who has a key for the streams has entered on the page's.
            kestrel.Listen(_address, _listen.Streams, endpoint => Guard(endpoint, asksForCallers: false));
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.Use(gate.PassAsync);
        app.UseRouting();
        // Before the words of a browser are made gRPC's: what does that holds on to the body as it finds it.
        app.Use(next => new RequestGate(next, messages).InvokeAsync);
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.MapGrpcService<EngineService>();
        app.MapGrpcService<PageService>();
        app.MapGrpcService<MachineService>();
        app.MapGrpcService<GammaService>();
        app.MapGrpcService<AlertService>();
        app.MapGrpcService<DayService>();
        return app;
    }

    // Each port has its own strangers, so that those of one take no place from the other.
    private void Guard(ListenOptions endpoint, bool asksForCallers)
    {
        var connections = new PageConnections();
        // Browsers speak HTTP/2 in TLS alone.
        endpoint.Protocols = _tls is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
        endpoint.Use(next => connection => connections.PassAsync(connection, next));
        _tls?.Use(endpoint, asksForCallers);
    }
}
