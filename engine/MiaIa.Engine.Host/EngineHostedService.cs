using System.Diagnostics.Metrics;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Monitoring;
using MiaIa.Engine.Host.Places;
using MiaIa.Engine.Host.Remote;
using MiaIa.Engine.Host.Snapshots;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Projections;
using MiaIa.Reports.Answers;
using MiaIa.Reports.Schedule;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MiaIa.Engine.Host;

/// <summary>The engine as a service of its host: recovered and serving after the start, its journal closed at the stop.</summary>
internal sealed class EngineHostedService(
    EngineSettings settings,
    ProgramLog log,
    IMeterFactory meters,
    IHostApplicationLifetime program,
    TimeProvider time
) : BackgroundService, IAsyncDisposable
{
    private EngineServer? _engine;
    private BackgroundProjection? _projection;
    private PageServer? _page;
    private EngineMonitor? _monitor;
    private MonitorServer? _metrics;
    private BackgroundReports? _reports;
    private SnapshotKeeper? _snapshots;

    /// <summary>Where the engine serves, with the real port; known after the start.</summary>
    internal Uri Address => _engine?.Address ?? throw new InvalidOperationException("the engine was not started");

    /// <summary>Recovers the state and serves: what keeps it from that must be told before anybody says ready.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var watchdog = Watchdog.OfThisProcess(time, new LogMessages(log.Logger).Watchdog);
        _engine = await EngineServer
            .StartAsync(settings, log.Logger, time, secrets: log.Secrets, turned: watchdog is null ? null : watchdog.Beat)
            .ConfigureAwait(false);
        _page = await PageServer.TryStartAsync(settings, _engine, log.Logger, log).ConfigureAwait(false);
        _projection = Project();
        _monitor = MonitorOf(_engine);
        _monitor.Begin();
        _metrics = await MonitorServer.TryStartAsync(settings, _monitor.Health, log.Logger).ConfigureAwait(false);
        (_reports, _snapshots) = (Report(), Keep());
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // What the engine wrote last is in the journal by now, and nobody else may follow it before the engine gives it up.
        _reports?.Dispose();
        _projection?.Dispose();
        if (_metrics is not null)
            await _metrics.DisposeAsync().ConfigureAwait(false);
        if (_snapshots is not null)
            await _snapshots.DisposeAsync().ConfigureAwait(false);
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
        var pressed = engine.Shared.GetRequiredService<StopSwitch>().Pressed;
        if (await Task.WhenAny(asked.Task, engine.StopRequested, _monitor!.Running, pressed).ConfigureAwait(false) == pressed)
            program.StopApplication();
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

        await _monitor.DisposeAsync().ConfigureAwait(false);
    }

    private EngineMonitor MonitorOf(EngineServer engine)
    {
        var beside = new BesideRunner(
            () => engine.Ibkr,
            () => engine.Gate.Refused,
            [.. WrittenPlace.Of(settings).Select(place => (place.Name, place.Folder))]
        )
        {
            HandshakesRefused = () => engine.Shared.GetRequiredService<RefusedHandshakes>().Count,
            AnswersFolder = settings.Projection.PathBeside(settings.Journal.Directory) is { } path ? AnswerFiles.FolderBeside(path) : null,
        };
        return new(engine.Runner, beside, log, new LogMessages(log.Logger), meters, TimeProvider.System);
    }

    private BackgroundReports? Report() =>
        settings.Reports.Performance is { } folder && settings.Projection.PathBeside(settings.Journal.Directory) is { } database
            ? BackgroundReports.Start(
                new(
                    settings.Journal.Directory,
                    database,
                    EngineOptions.From(settings),
                    folder,
                    TimeProvider.System,
                    new LogMessages(log.Logger).Report
                )
            )
            : null;

    private SnapshotKeeper? Keep() =>
        settings.Reports.Snapshots is { } folder
            ? SnapshotKeeper.Start(_engine!.Runner, folder, TimeProvider.System, new LogMessages(log.Logger))
            : null;

    private BackgroundProjection? Project() =>
        settings.Projection.PathBeside(settings.Journal.Directory) is { } path
            ? BackgroundProjection.Start(
                settings.Journal.Directory,
                EngineOptions.From(settings),
                path,
                new LogMessages(log.Logger).Projection
            )
            : null;
}
