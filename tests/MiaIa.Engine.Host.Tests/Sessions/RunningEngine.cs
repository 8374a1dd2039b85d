using Grpc.Net.Client;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting.Logs;
using MiaIa.Tests.Access;
using MiaIa.V1;
using Serilog;
using Serilog.Core;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>An engine in this process on a free port, with a journal in a folder of its own, and a channel to it.</summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;
    private bool _isDisposed;

    private RunningEngine(EngineServer server, TemporaryFolder? folder)
    {
        Server = server;
        _folder = folder;
        Channel = TestAccess.Channel(server.Address);
        Client = new V1.Engine.EngineClient(Channel);
    }

    internal EngineServer Server { get; }

    internal GrpcChannel Channel { get; }

    internal V1.Engine.EngineClient Client { get; }

    internal static async Task<RunningEngine> StartAsync(
        string? journal = null,
        double coverageFloor = 0.70,
        Func<string, ISegmentFile>? createSegment = null,
        Func<string, ISegmentFile>? openLatch = null,
        FsyncPolicy fsync = FsyncPolicy.Timer,
        TimeProvider? time = null,
        TradingSettings? trading = null,
        ILogEventSink? heard = null,
        Action? turned = null,
        SecretTexts? secrets = null,
        AlertSettings? alerts = null,
        IbkrSettings? ibkr = null,
        int acknowledgeMs = 0
    )
    {
        var folder = journal is null ? new TemporaryFolder() : null;
        var settings = new EngineSettings
        {
            Port = 0,
            CredentialsFolder = TestAccess.Folder,
            CoverageFloor = coverageFloor,
            Trading = trading ?? new TradingSettings(),
            Alerts = alerts ?? new AlertSettings(),
            Ibkr = ibkr ?? new IbkrSettings(),
            // None: a ratio that one test's day leaves behind would be another's of the day before.
            Options = new OptionSettings { HistoryFolder = "" },
            Journal = new JournalSettings
            {
                Directory = journal ?? folder!.FullName,
                Fsync = fsync,
                AcknowledgeMs = acknowledgeMs,
            },
        };
        var log = new LoggerConfiguration().WriteTo.Sink(heard ?? new SaidLines()).CreateLogger();
        return new(await EngineServer.StartAsync(settings, log, time, createSegment, openLatch, secrets, turned), folder);
    }

    internal ScriptedStudy Study() => new(Channel);

    internal async Task<EngineStatus> StateAsync() => await Client.GetStateAsync(new GetStateRequest());

    internal async Task<InstrumentState> InstrumentAsync(string name = "ES") =>
        (await StateAsync()).Instrument.Single(i => i.Instrument == name);

    /// <summary>Waits until the engine's state is as it should be; fails after two minutes.</summary>
    internal async Task<InstrumentState> UntilAsync(Predicate<InstrumentState> isReached, string name = "ES")
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var state = await InstrumentAsync(name);
            if (isReached(state))
                return state;
            Assert.That(limit.IsCancellationRequested, Is.False, $"not reached in two minutes: {state}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Channel.Dispose();
        await Server.DisposeAsync();
        _folder?.Dispose();
    }
}
