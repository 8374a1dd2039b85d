using System.Diagnostics;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Tests.Access;
using MiaIa.V1;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace MiaIa.Bridge.Tests.EndToEnd;

/// <summary>What becomes of the bridge's call when the engine goes, freezes, does not read or answers with nonsense.</summary>
public sealed class LinkTests : ILogEventSink
{
    private static readonly TimeSpan ReconnectTimeMax = TimeSpan.FromSeconds(1.5);

    private readonly List<string> _lines = [];

    [SetUp]
    public void SetUp() => _lines.Clear();

    public void Emit(LogEvent logEvent)
    {
        lock (_lines)
            _lines.Add(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Category("Timed")]
    [TestCase(0.2, TestName = "An_engine_that_restarts_is_reached_within_1500_ms")]
    [TestCase(8, TestName = "An_engine_that_comes_back_when_every_pause_has_its_full_length_is_reached_within_1500_ms")]
    public async Task Reconnects(double absentSeconds)
    {
        // The shortest of three: on a busy machine one may have waited for the processor, and that is not what is measured.
        var engine = await GrpcEngine.StartAsync();
        using var bridge = Bridge(engine.Address);
        using var study = Attached(bridge);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3 && best > ReconnectTimeMax; i++)
        {
            engine.Dispose();
            Eventually.True(() => !study.EngineConnected, "told that it is away", study);
            await Task.Delay(TimeSpan.FromSeconds(absentSeconds));
            engine = await GrpcEngine.StartAsync(engine.Address.Port, engine);
            var start = Stopwatch.GetTimestamp();
            Eventually.True(() => engine.Attaches > 0, "attached again", study);
            var took = Stopwatch.GetElapsedTime(start);
            TestContext.Out.WriteLine($"absent {absentSeconds} s, attached {took.TotalMilliseconds:0} ms after it was back");
            best = took < best ? took : best;
            Eventually.True(() => study.EngineConnected, "told that it is back", study);
        }

        engine.Dispose();
        Assert.That(best, Is.LessThanOrEqualTo(ReconnectTimeMax));
        Assert.That(Lines(), Has.Some.Contains("the engine cannot be reached").Or.Some.Contains("the engine closed the connection"));
    }

    [Test]
    public async Task Fault_02_A_frozen_engine_is_noticed_by_its_silence_to_pings_and_the_log_says_so()
    {
        using var engine = await GrpcEngine.StartAsync();
        using var proxy = new PausableProxy(engine.Address);
        using var bridge = Bridge(proxy.Address);
        using var study = Attached(bridge);
        proxy.IsFrozen = true;
        Eventually.True(() => !study.EngineConnected, "told that it is away", study);
        Eventually.True(() => Lines().Any(line => line.Contains("did not answer a ping", StringComparison.Ordinal)), "the log says why");
        study.Make(10);
        proxy.IsFrozen = false;
        Eventually.True(() => study.Acknowledged == 10, "nothing was lost", study);
        await bridge.StopAsync();
    }

    [Test]
    public async Task Fault_02_An_engine_that_stands_still_is_noticed_by_its_silence_though_its_connection_lives()
    {
        using var engine = await GrpcEngine.StartAsync();
        engine.ShowsScore = true;
        using var bridge = Bridge(engine.Address);
        using var study = Attached(bridge);
        Eventually.True(() => study.Received.Any(f => f.BodyCase == EngineFrame.BodyOneofCase.State), "it shows the score", study);
        engine.ShowsScore = false;
        var start = Stopwatch.GetTimestamp();
        Eventually.True(() => !study.EngineConnected, "told that it is away", study);
        TestContext.Out.WriteLine($"told after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
        Assert.That(Lines(), Has.Some.Contains("counts as frozen"));
        engine.ShowsScore = true;
        study.Make(10);
        Eventually.True(() => study.Acknowledged == 10, "nothing was lost", study);
        await bridge.StopAsync();
    }

    [Test, Category("Timed")]
    public async Task An_engine_that_stands_still_is_noticed_within_3_seconds_on_a_quiet_machine()
    {
        using var engine = await GrpcEngine.StartAsync();
        engine.ShowsScore = true;
        using var bridge = Bridge(engine.Address);
        using var study = Attached(bridge);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3 && best > TimeSpan.FromSeconds(3); i++)
        {
            engine.ShowsScore = true;
            var states = study.Received.Count;
            Eventually.True(() => study.EngineConnected && study.Received.Count > states + 4, "it shows the score", study);
            engine.ShowsScore = false;
            var start = Stopwatch.GetTimestamp();
            Eventually.True(() => !study.EngineConnected, "told that it is away", study);
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }

        Assert.That(best, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task To_an_engine_that_does_not_read_the_bridge_gives_what_fits_and_the_study_keeps_the_rest()
    {
        using var engine = await GrpcEngine.StartAsync();
        var gate = new TaskCompletionSource();
        engine.Gate = gate.Task;
        using var bridge = Bridge(engine.Address);
        using var study = Attached(bridge);
        for (var i = 0; i < 50 && bridge.Counters.DroppedEngineSlow == 0; i++)
        {
            study.Make(1_000);
            var received = bridge.Counters.FramesReceived;
            Eventually.True(
                () => bridge.Counters.FramesReceived >= received + 1_000 || bridge.Counters.DroppedEngineSlow > 0,
                "received",
                study
            );
        }

        Assert.That(bridge.Counters.DroppedEngineSlow, Is.Positive, "the way to the engine has a bound");
        gate.SetResult();
        Eventually.True(() => study.Acknowledged == study.Newest, "all acknowledged", study);
        Assert.That(engine.OutOfOrder, Is.Zero);
        Assert.That(engine.MessageBytesMax, Is.LessThanOrEqualTo(1024 * 1024));
        Assert.That(engine.FramesInMessageMax, Is.GreaterThan(100), "what gathered meanwhile is one message");
        await bridge.StopAsync();
    }

    private string[] Lines()
    {
        lock (_lines)
            return [.. _lines];
    }

    private static ScriptedStudy Attached(BridgeServer bridge)
    {
        var study = new ScriptedStudy(bridge.Endpoint, epoch: 1);
        study.SayHello();
        Eventually.True(() => study.Role == Role.Publisher && study.EngineConnected, "welcome", study);
        return study;
    }

    private BridgeServer Bridge(Uri engine) =>
        BridgeServer.Start(
            new BridgeSettings
            {
                StudyEndpoint = "tcp://127.0.0.1:*",
                EngineAddress = engine.ToString(),
                CredentialsFolder = TestAccess.Folder,
                StudySilenceMs = 30_000,
            },
            TimeProvider.System,
            new LoggerConfiguration().WriteTo.Sink(this).CreateLogger()
        );
}
