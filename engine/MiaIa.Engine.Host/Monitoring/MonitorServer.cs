using System.Net;
using System.Net.Sockets;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Service;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Serilog;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>
/// <c>/metrics</c> for Prometheus, <c>/healthz</c> and <c>/readyz</c>, on a port of this machine alone and of its own: what scrapes takes no place from a page or a
/// study. There is no account and no key in what it says, so that whoever is on this machine may read it; a page of a browser may not.
/// </summary>
internal sealed class MonitorServer : IAsyncDisposable
{
    private const int ConnectionsMax = 32;
    private const int OtlpEveryMs = 10_000;
    private static readonly TimeSpan HeadersLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication _app;

    private MonitorServer(WebApplication app) => _app = app;

    /// <summary>Where it serves.</summary>
    internal Uri Address { get; private init; } = new("http://127.0.0.1:0");

    /// <summary>Serves. Null when it is off, or cannot be had: an engine trades without it, too.</summary>
    internal static async Task<MonitorServer?> TryStartAsync(EngineSettings settings, EngineHealth health, Serilog.ILogger log)
    {
        if (!settings.Metrics.Enabled)
            return null;

        var messages = new LogMessages(log);
        var port = settings.Metrics.PortBeside(settings.Port);
        var app = Assemble(settings, port, health, log);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            messages.MetricsNotServed(port, taken.Message);
            await app.DisposeAsync().ConfigureAwait(false);
            return null;
        }

        var address = new Uri(app.Urls.Single());
        messages.MetricsServed(address);
        return new MonitorServer(app) { Address = address };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Assemble(EngineSettings settings, int port, EngineHealth health, Serilog.ILogger log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Logging.AddSerilog(log).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Limits.RequestHeadersTimeout = HeadersLimit;
            kestrel.Listen(LoopbackOf(settings.Address), port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("miaia-engine", serviceVersion: EngineOptions.BuildVersion))
            .WithMetrics(metrics => Export(metrics.AddMeter(EngineMonitor.MeterName, "System.Runtime"), settings.Metrics));
        var app = builder.Build();
        app.Use(OfThisMachine);
        app.Map("/healthz", alive => alive.Run(call => AnswerAsync(call, health.IsAlive, health.Explain())));
        app.Map("/readyz", ready => ready.Run(call => AnswerAsync(call, health.IsReady, health.Explain())));
        app.UseOpenTelemetryPrometheusScrapingEndpoint();
        app.Run(call => AnswerAsync(call, StatusCodes.Status404NotFound, "/metrics, /healthz or /readyz\n"));
        return app;
    }

    private static void Export(MeterProviderBuilder metrics, MetricsSettings settings)
    {
        // Names that end as only a histogram's may: promtool objects, and nobody asks for them.
        foreach (var misnamed in (string[])["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count"])
            metrics.AddView(misnamed, MetricStreamConfiguration.Drop);
        metrics.AddPrometheusExporter();
        if (settings.OtlpEndpoint.Length > 0)
        {
            metrics.AddOtlpExporter(
                (otlp, reader) =>
                {
                    otlp.Endpoint = new Uri(settings.OtlpEndpoint);
                    otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = OtlpEveryMs;
                }
            );
        }
    }

    // The engine may be reached from elsewhere one day; this port may not.
    private static IPAddress LoopbackOf(string address) =>
        IPAddress.TryParse(address, out var parsed) && IPAddress.IsLoopback(parsed) ? parsed : IPAddress.Loopback;

    private static Task OfThisMachine(HttpContext call, RequestDelegate next)
    {
        if (!AccessGate.IsThisMachine(call.Request.Host.Host))
            return AnswerAsync(call, StatusCodes.Status403Forbidden, "it answers to the names of this machine only\n");
        if (call.Request.Headers.ContainsKey("Origin"))
            return AnswerAsync(call, StatusCodes.Status403Forbidden, "not for a page in a browser\n");
        return HttpMethods.IsGet(call.Request.Method) ? next(call) : AnswerAsync(call, StatusCodes.Status405MethodNotAllowed, "GET\n");
    }

    private static Task AnswerAsync(HttpContext call, bool isOk, string text) =>
        AnswerAsync(call, isOk ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, text);

    private static Task AnswerAsync(HttpContext call, int status, string text)
    {
        call.Response.StatusCode = status;
        call.Response.ContentType = "text/plain; charset=utf-8";
        call.Response.Headers.CacheControl = "no-store";
        return call.Response.WriteAsync(text, call.RequestAborted);
    }
}
