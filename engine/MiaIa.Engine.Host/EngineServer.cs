using System.Net;
using Grpc.HealthCheck;
using MiaIa.Engine.Host.Alerts;
using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Days;
using MiaIa.Engine.Host.Gamma;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Page;
using MiaIa.Engine.Host.Places;
using MiaIa.Engine.Host.Remote;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Service;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Host.Vendors;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Logs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace MiaIa.Engine.Host;

/// <summary>A running engine: the journal's lock, the recovered state, the server and the clock.</summary>
internal sealed partial class EngineServer : IAsyncDisposable
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AlertsEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TablesEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HistoryEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IbkrEvery = TimeSpan.FromMilliseconds(50);

    private readonly WebApplication _app;
    private readonly JournalLock _lock;
    private readonly EngineJournal _journal;
    private readonly HaltLatch _latch;
    private readonly CancellationTokenSource _stopping = new();
    private readonly LogMessages _log;
    private readonly IbkrFeed? _ibkr;
    private readonly AlertWatch _alerts;
    private Task _timers = Task.CompletedTask;
    private bool _isStopped;

    private EngineServer(
        WebApplication app,
        JournalLock taken,
        EngineJournal journal,
        HaltLatch latch,
        EngineRunner runner,
        AccessGate gate,
        IbkrFeed? ibkr,
        AlertWatch alerts,
        LogMessages log
    )
    {
        (_alerts, _latch, _ibkr) = (alerts, latch, ibkr);
        _app = app;
        _lock = taken;
        _journal = journal;
        Runner = runner;
        Gate = gate;
        _log = log;
    }

    /// <summary>Where the engine serves, with the real port.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>The owner of the cores.</summary>
    public EngineRunner Runner { get; }

    /// <summary>Before every service.</summary>
    public AccessGate Gate { get; }

    /// <summary>The link to IBKR; null when no Gateway is asked.</summary>
    public V1.IbkrState? Ibkr => _ibkr?.State();

    /// <summary>What the page's server, which lives within this one, shares with it.</summary>
    public IServiceProvider Shared => _app.Services;

    /// <summary>Completes when a fault inside asks for the stop; <see cref="StopAsync"/> then throws it.</summary>
    public Task StopRequested
    {
        get
        {
            var requested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _app.Lifetime.ApplicationStopping.Register(requested.SetResult);
            return requested.Task;
        }
    }

    /// <summary>Recovers the state and serves.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="log">The log.</param>
    /// <param name="time">Clocks and timers; null = the system's.</param>
    /// <param name="createSegment">Makes the journal's files; null = on disk.</param>
    /// <param name="openLatch">Opens the latch's file; null = on disk.</param>
    /// <param name="secrets">Takes what the log must not hold; null = it is nobody's.</param>
    /// <param name="turned">Called whenever the runner has made a turn.</param>
    /// <exception cref="CredentialsException">The token files cannot be used.</exception>
    /// <exception cref="Hosting.Tls.CertificateException">The files of TLS cannot be used.</exception>
    /// <exception cref="SecondInstanceException">Another engine has the journal.</exception>
    /// <exception cref="JournalCorruptException">The journal cannot be trusted.</exception>
    /// <exception cref="TradingModeException">What is open in the journal is of another mode than the settings'.</exception>
    /// <exception cref="IOException">The port is in use, or the journal cannot be written.</exception>
    public static async Task<EngineServer> StartAsync(
        EngineSettings settings,
        Serilog.ILogger log,
        TimeProvider? time = null,
        Func<string, ISegmentFile>? createSegment = null,
        Func<string, ISegmentFile>? openLatch = null,
        SecretTexts? secrets = null,
        Action? turned = null
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        var taken = PlaceLocks.TakeJournal(settings);

        EngineServer? server = null;
        try
        {
            PortCheck.RefuseTaken(settings.Address, settings.Port);
            server = Assemble(settings, log, time ?? TimeProvider.System, createSegment, openLatch, taken, secrets);
            await server.ServeAsync(settings, time ?? TimeProvider.System, turned).ConfigureAwait(false);
            return server;
        }
        catch when (server is not null)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Stops in order: NOT_SERVING, streams ended, journal closed.</summary>
    public async Task StopAsync()
    {
        if (_isStopped)
            return;

        _isStopped = true;
        _log.Stopping();
        SetHealth(ServingStatus.NotServing);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _timers.ConfigureAwait(false);
        if (_ibkr is not null)
            await _ibkr.DisposeAsync().ConfigureAwait(false);
        await _alerts.DisposeAsync().ConfigureAwait(false);

        Runner.Stop();
        await _app.StopAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _journal.Dispose();
        _latch.Dispose();
        _lock.Dispose();
        _stopping.Dispose();
    }

    private static EngineServer Assemble(
        EngineSettings settings,
        Serilog.ILogger log,
        TimeProvider time,
        Func<string, ISegmentFile>? createSegment,
        Func<string, ISegmentFile>? openLatch,
        JournalLock taken,
        SecretTexts? secrets
    )
    {
        var messages = new LogMessages(log, secrets);
        // What refuses a start comes before the journal has a segment of it.
        var tls = TlsPort.Open(settings.Tls, time, messages);
        var tokens = AccessTokens.OpenOrCreate(settings.CredentialsFolder);
        tokens.HideFrom(secrets);
        var channels = AlertChannels.Open(settings.Alerts, settings.CredentialsFolder, time, secrets);
        var intents = new IntentComparison();
        var outbox = new DecisionOutbox { IsMuted = true, Replayed = intents };
        var began = time.GetTimestamp();
        var recovery = JournalRecovery.Read(
            settings.Journal.Directory,
            EngineOptions.From(settings),
            outbox,
            EdgeClock.UnixNsOf(time),
            intents
        );
        secrets?.Hide(recovery.Step.TradedAccount);
        foreach (var note in recovery.Notes)
            messages.JournalNote(note);
        if (settings.Trading is { Mode: Engine.Accounts.TradingMode.Live, LiveOnPlayedTape: true })
            messages.PlayedTapeAllowed();
        messages.Recovered(recovery.Totals.Records, time.GetElapsedTime(began), SegmentName.From(recovery.Next), recovery.Step.StateHash());
        var clock = new EdgeClock(time, recovery.Step.NewestUnixNs);
        var journal = recovery.BeginSegment(settings.Journal.Directory, createSegment);
        var latch = HaltLatch.Open(settings.Journal.Directory, openLatch);
        var runner = new EngineRunner(
            recovery.Step,
            journal,
            latch,
            new KillFile(settings.Journal.Directory),
            outbox,
            clock,
            settings.Journal,
            messages
        );
        runner.Begin(latch.Reason ?? "");

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        // What keeps the host from starting (a port in use) reaches Program as an exception and is said there, in one line.
        builder.Logging.AddSerilog(log).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        var ibkr = settings.Ibkr.Enabled
            ? new IbkrFeed(settings.Ibkr, runner, TapeClock.From(settings.Ibkr, () => runner.Read(NewestMarketMicros), time), messages)
            : null;
        var disks = new WrittenDisks(WrittenPlace.Of(settings));
        var alerts = new AlertWatch(runner, ibkr, channels, disks, settings.Journal.Directory, settings.Alerts.Chart, time, messages);
        builder.Services.AddSingleton(tokens).AddSingleton<PageInvitations>().AddSingleton(new AlertService(alerts));
        builder.Services.AddSingleton<StopSwitch>().AddSingleton(messages).AddSingleton<StopCalls>();
        builder.Services.AddSingleton(own => new EngineService(runner, clock, time, StopsOf(own), settings, StoppingOf(own), ibkr));
        AddViews(builder.Services, settings, runner, ibkr, time, messages);
        var listen = new IPEndPoint(IPAddress.Parse(settings.Address), settings.Port);
        alerts.CertificateEnds = tls?.Ends;
        builder.AddGrpc(listen, tls);
        var app = builder.Build();
        var gate = new AccessGate(tokens, messages, tls?.CallersTo(listen.Address, time));
        app.MapGrpc(gate, messages);
        return new EngineServer(app, taken, journal, latch, runner, gate, ibkr, alerts, messages);
    }

    // What the page shows, on whichever port it is asked for.
    private static void AddViews(
        IServiceCollection services,
        EngineSettings settings,
        EngineRunner runner,
        IbkrFeed? ibkr,
        TimeProvider time,
        LogMessages messages
    )
    {
        services.AddSingleton(own => new PageFeed(runner, () => ibkr?.State(), time, StoppingOf(own)));
        services.AddSingleton(own => new PageService(own.GetRequiredService<PageFeed>(), own.GetRequiredService<PageInvitations>(), time));
        services.AddSingleton(new DayBook(settings.Projection.PathBeside(settings.Journal.Directory), EngineOptions.From(settings)));
        services.AddSingleton<DayService>();
        services.AddSingleton(new GammaService(new GammaFeed(runner, new VendorBoard(settings.Vendors, time, messages))));
    }

    private static StopCalls StopsOf(IServiceProvider services) => services.GetRequiredService<StopCalls>();

    private static CancellationToken StoppingOf(IServiceProvider services) =>
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    private async Task ServeAsync(EngineSettings settings, TimeProvider time, Action? turned)
    {
        await _app.StartAsync().ConfigureAwait(false);
        Address = new Uri(_app.Urls.Single());
        SetHealth(ServingStatus.Serving);
        var sync =
            settings.Journal.Fsync == FsyncPolicy.Timer
                ? EveryAsync(TimeSpan.FromMilliseconds(settings.Journal.FsyncMs), time, Runner.SyncJournal)
                : Task.CompletedTask;
        _timers = Task.WhenAll(
            EveryAsync(TickEvery, time, () => Turn(turned)),
            EveryAsync(TickEvery, time, Runner.LookForKillFile),
            sync,
            OptionFilesAsync(settings.Options, time),
            IbkrAsync(),
            EveryAsync(AlertsEvery, time, _alerts.Look),
            CommandsAsync()
        );
        _log.Serving(Address, EngineOptions.BuildVersion, settings.Journal.Directory);
    }

    // The tick takes its turn among the drains: a runner that is stuck in one never gets here.
    private void Turn(Action? turned)
    {
        Runner.Tick();
        turned?.Invoke();
    }

    private void SetHealth(ServingStatus status)
    {
        var health = _app.Services.GetRequiredService<HealthServiceImpl>();
        health.SetStatus("", status);
        health.SetStatus(V1.Engine.Descriptor.FullName, status);
    }
}
