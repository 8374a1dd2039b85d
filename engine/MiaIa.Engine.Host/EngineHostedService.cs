using System.Diagnostics.Metrics;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Projections;
using Microsoft.Extensions.Hosting;
using Serilog;

namespace MiaIa.Engine.Host;

/// <summary>The engine as a service of its host: recovered and serving after the start, its journal closed at the stop.</summary>
internal sealed class EngineHostedService(EngineSettings settings, ILogger log, IMeterFactory meters, TimeProvider time)
    : BackgroundService,
        IAsyncDisposable
{
    private EngineServer? _engine;
    private BackgroundProjection? _projection;
    private PageServer? _page;

    /// <summary>Where the engine serves, with the real port; known after the start.</summary>
    internal Uri Address => _engine?.Address ?? throw new InvalidOperationException("the engine was not started");

    /// <summary>Recovers the state and serves: what keeps it from that must be told before anybody says ready.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var watchdog = Watchdog.OfThisProcess(time, new LogMessages(log).Watchdog);
        _engine = await EngineServer.StartAsync(settings, log, time, turned: watchdog is null ? null : watchdog.Beat).ConfigureAwait(false);
        _page = await PageServer.TryStartAsync(settings, _engine, log).ConfigureAwait(false);
        _projection = Project();
        EngineMetrics.Observe(meters, _engine.Runner, () => _engine.Gate.Refused);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // What the engine wrote last is in the journal by now, and nobody else may follow it before the engine gives it up.
        _projection?.Dispose();
        if (_page is not null)
            await _page.DisposeAsync().ConfigureAwait(false);
        if (_engine is not null)
            await _engine.DisposeAsync().ConfigureAwait(false);
        Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var engine = _engine!;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = stoppingToken.Register(asked.SetResult);
        await Task.WhenAny(asked.Task, engine.StopRequested).ConfigureAwait(false);
        try
        {
            // First, so that no browser asks for something that nobody does any more.
            if (_page is not null)
                await _page.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            // Where a fault asked for the stop, it comes out of here, and the exit code says so.
            await engine.StopAsync().ConfigureAwait(false);
        }
    }

    private BackgroundProjection? Project() =>
        settings.Projection.PathBeside(settings.Journal.Directory) is { } path
            ? BackgroundProjection.Start(settings.Journal.Directory, EngineOptions.From(settings), path, new LogMessages(log).Projection)
            : null;
}
