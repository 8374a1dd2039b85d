using System.Diagnostics;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Host.Switches;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.GatewaySim;
using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Planning;
using MiaIa.Proto;
using MiaIa.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;

namespace Performance.Sweep;

/// <summary>
/// An engine's runner with its journal, its clock tick and its link to a simulated Gateway of its own, served over gRPC as the product serves
/// it; each drain is timed from entering the runner to leaving it, the wait for its lock with it.
/// </summary>
internal sealed class TimedEngine : Engine.EngineBase, IOptionIngress, IAsyncDisposable
{
    private readonly SimulatedGateway _gateway;
    private readonly EngineJournal _journal;
    private readonly HaltLatch _latch;
    private readonly EngineRunner _runner;
    private readonly EdgeClock _clock;
    private readonly IbkrFeed _feed;
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _heard = new(0);
    private GrpcChannel? _channel;
    private AsyncDuplexStreamingCall<StudyFrames, EngineFrames>? _study;
    private Task _beats = Task.CompletedTask,
        _answers = Task.CompletedTask;
    private ulong _acked;

    private TimedEngine(SimulatedGateway gateway, EngineOptions options, string folder, bool sweeps, TimeProvider time)
    {
        _gateway = gateway;
        Directory.CreateDirectory(folder);
        var log = new LogMessages(new LoggerConfiguration().CreateLogger());
        var outbox = new DecisionOutbox();
        _clock = new EdgeClock(time, 0);
        _journal = new EngineJournal(folder, new JournalHeader(1, 1, _clock.WallUnixNs, options.SettingsHash(), 1, options.EngineVersion));
        _latch = HaltLatch.Open(folder);
        _runner = new EngineRunner(
            new EngineState(options, 1, outbox),
            _journal,
            _latch,
            new KillFile(folder),
            outbox,
            _clock,
            new JournalSettings { AcknowledgeMs = 0 },
            log
        );
        var settings = new IbkrSettings
        {
            Enabled = true,
            Port = gateway.Port,
            CacheFolder = System.IO.Path.Combine(folder, "options"),
            Source = IbkrSource.Synthetic,
            SweepOpenInterest = sweeps,
            QqqBackup = false,
        };
        _feed = new IbkrFeed(settings, this, time, log);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = FrameLimits.TransportBytesMax);
        builder.Services.AddSingleton(this);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        _app = builder.Build();
        _app.MapGrpcService<TimedEngine>();
    }

    /// <summary>How long each drain took, in stopwatch ticks; kept while <see cref="IsKept"/>.</summary>
    public List<long> Drains { get; } = new(1 << 18);

    /// <summary>How long each option input held the runner's lock, waiting included, in stopwatch ticks.</summary>
    public List<long> Inputs { get; } = new(1 << 14);

    /// <summary>Whether times are kept.</summary>
    public bool IsKept { get; set; }

    /// <summary>Contracts whose open interest reached the engine's own chain.</summary>
    public int OpenInterestKnown =>
        _runner.Read(step =>
            step.Instruments[0].Core.Levels.Analytics is { } analytics
                ? analytics.Chain.OpenInterestLots.ToArray().Count(lots => lots >= 0)
                : 0
        );

    /// <summary>What the link says of itself.</summary>
    public IbkrState Link => _feed.State();

    /// <summary>Starts an engine.</summary>
    /// <param name="hello">The study's greeting.</param>
    /// <param name="options">The instruments.</param>
    /// <param name="folder">Of its own, for the journal.</param>
    /// <param name="sweeps">Whether open interest is swept; volatilities stream in any case.</param>
    /// <param name="time">The clock of everything.</param>
    public static async Task<TimedEngine> StartAsync(byte[] hello, EngineOptions options, string folder, bool sweeps, TimeProvider time)
    {
        var gateway = await SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions
            {
                Time = time,
                MarketStart = time.GetUtcNow(),
                SpotPoints = 4_380,
            }
        );
        var engine = new TimedEngine(gateway, options, folder, sweeps, time);
        await engine._app.StartAsync();
        engine._channel = GrpcChannel.ForAddress(engine._app.Urls.First());
        engine._study = new Engine.EngineClient(engine._channel).Attach();
        engine._answers = engine.ReadAsync();
        await engine._study.RequestStream.WriteAsync(MessageOf([hello]));
        await engine._heard.WaitAsync();
        return engine;
    }

    /// <summary>Begins the clock tick, and the link to the Gateway.</summary>
    public void Begin()
    {
        _feed.Start();
        _beats = Task.WhenAll(
            EveryAsync(100, _runner.Tick, _stopping.Token),
            EveryAsync(50, _feed.Step, _stopping.Token),
            EveryAsync(1_000, _runner.SyncJournal, _stopping.Token)
        );
    }

    /// <summary>Sends frames in one piece and waits until the runner has taken the last that is acknowledged.</summary>
    public async Task PlayAsync(IEnumerable<byte[]> frames, ulong lastCounter)
    {
        await _study!.RequestStream.WriteAsync(MessageOf(frames));
        while (Volatile.Read(ref _acked) < lastCounter)
        {
            if (await Task.WhenAny(_heard.WaitAsync(), _answers) == _answers)
                throw new InvalidOperationException("the engine ended the stream", _answers.Exception);
        }
    }

    /// <inheritdoc/>
    public string? Apply(OptionInput input)
    {
        var start = Stopwatch.GetTimestamp();
        var refused = _runner.Apply(input);
        if (IsKept)
            Inputs.Add(Stopwatch.GetTimestamp() - start);
        return refused;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _beats;
        await _feed.DisposeAsync();
        await _study!.RequestStream.CompleteAsync();
        await _answers;
        _study.Dispose();
        _channel!.Dispose();
        _runner.Stop();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _journal.Dispose();
        _latch.Dispose();
        await _gateway.DisposeAsync();
        _heard.Dispose();
        _stopping.Dispose();
    }

    private static async Task EveryAsync(int milliseconds, Action act, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                act();
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    /// <summary>As the engine's service does it, with a clock around what the runner does with a message.</summary>
    public override async Task Attach(
        IAsyncStreamReader<StudyFrames> requestStream,
        IServerStreamWriter<EngineFrames> responseStream,
        ServerCallContext context
    )
    {
        await context.WriteResponseHeadersAsync([]);
        var session = new StudySession(new FrameOutbox(responseStream), _clock, () => { }, context.Peer);
        while (await requestStream.MoveNext(CancellationToken.None))
        {
            var start = Stopwatch.GetTimestamp();
            _runner.Take(session, requestStream.Current);
            if (IsKept)
                Drains.Add(Stopwatch.GetTimestamp() - start);
        }

        _runner.Leave(session);
    }

    private static StudyFrames MessageOf(IEnumerable<byte[]> frames)
    {
        var message = new StudyFrames();
        message.Frame.AddRange(frames.Select(frame => UnsafeByteOperations.UnsafeWrap(frame)));
        return message;
    }

    private async Task ReadAsync()
    {
        while (await _study!.ResponseStream.MoveNext(CancellationToken.None))
        {
            foreach (var frame in _study.ResponseStream.Current.Frame.Select(bytes => EngineFrame.Parser.ParseFrom(bytes)))
            {
                if (frame.BodyCase == EngineFrame.BodyOneofCase.Refused)
                    throw new InvalidOperationException(frame.Refused.Text);
                if (frame.BodyCase == EngineFrame.BodyOneofCase.Ack)
                    Volatile.Write(ref _acked, frame.Ack.Counter);
                if (frame.BodyCase is EngineFrame.BodyOneofCase.Ack or EngineFrame.BodyOneofCase.Welcome)
                    _heard.Release();
            }
        }
    }
}
