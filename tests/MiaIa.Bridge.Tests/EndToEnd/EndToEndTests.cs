using System.Net;
using System.Net.Sockets;
using MiaIa.Bridge.Tests.Relay;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Tests.Access;
using MiaIa.V1;
using Serilog.Core;

namespace MiaIa.Bridge.Tests.EndToEnd;

/// <summary>Study, real ZeroMQ, the whole bridge, real gRPC, an engine, and back, in one process.</summary>
public sealed class EndToEndTests
{
    [Test]
    public async Task Every_frame_arrives_with_its_bytes_and_the_trace_comes_back()
    {
        using var engine = await GrpcEngine.StartAsync();
        using var bridge = Bridge(engine.Address);
        using var study = Attached(bridge);
        // In parts that fit the way to the engine even when that does not get the processor: nothing may have to be sent twice.
        for (var made = 500; made <= 5_000; made += 500)
        {
            study.Make(500);
            Eventually.True(() => study.Acknowledged == (ulong)made, "all acknowledged", study);
        }

        AssertSameBytes(engine, study);
        Assert.That(engine.FramesInMessageMax, Is.GreaterThan(1), "what is there at one moment is one message");
        var ack = study.Received.Last(f => f.BodyCase == EngineFrame.BodyOneofCase.Ack);
        Assert.That(ack.StudySeenUnixNs, Is.EqualTo(1_700_000_000_000_000_000 + 5_000), "of the newest frame");
        Assert.That(ack.BridgeReceivedUnixNs, Is.LessThanOrEqualTo(ack.BridgeSentUnixNs));
        Assert.That(ack.BridgeSentUnixNs, Is.LessThan(ack.BridgeReturnedUnixNs));
        await bridge.StopAsync();
        Assert.That(bridge.Counters.RefusedTotal, Is.Zero);
        // On a busy machine the engine may not read for a while, and its frames are dropped and sent again; and a heartbeat of the study's may
        // come twice before a frame of the 5,000 that it names, which looks like a missing tail. Nothing else may disturb the order.
        if (bridge.Counters.DroppedEngineSlow == 0)
            Assert.That(bridge.Counters.OutOfOrder, Is.Zero);
        if (bridge.Counters.ResendsRequested == 0)
            Assert.That(bridge.Counters.Duplicates, Is.Zero);
    }

    [Test]
    public async Task An_engine_that_starts_after_the_study_gets_everything()
    {
        var port = FreePort();
        using var bridge = Bridge(new Uri($"http://127.0.0.1:{port}"));
        using var study = new ScriptedStudy(bridge.Endpoint, epoch: 1);
        study.SayHello();
        study.Make(300);
        Eventually.True(() => study.Received.Any(f => f.Heartbeat is { EngineConnected: false }), "told that it is away", study);
        using var engine = await GrpcEngine.StartAsync(port);
        Eventually.True(() => study.Acknowledged == 300, "all acknowledged", study);
        AssertSameBytes(engine, study);
        await bridge.StopAsync();
    }

    [Test]
    public async Task An_engine_killed_in_mid_stream_and_started_again_misses_nothing()
    {
        var engine = await GrpcEngine.StartAsync();
        using var bridge = Bridge(engine.Address);
        using var study = Attached(bridge);
        for (var round = 1; round <= 3; round++)
        {
            study.Make(1_000);
            Eventually.True(() => study.Acknowledged > (ulong)((round - 1) * 2_000), "under way", study);
            engine.Dispose();
            study.Make(1_000);
            Eventually.True(() => !study.EngineConnected, "told that it is away", study);
            engine = await GrpcEngine.StartAsync(engine.Address.Port, engine);
            Eventually.True(() => study.Acknowledged == study.Newest, "all acknowledged", study);
            Assert.That(engine.OutOfOrder, Is.Zero);
        }

        AssertSameBytes(engine, study);
        await bridge.StopAsync();
        engine.Dispose();
    }

    [Test]
    public async Task Fault_49_A_study_that_does_not_read_is_reset_and_loses_no_signal_afterwards()
    {
        using var engine = await GrpcEngine.StartAsync();
        engine.SignalsAfterWelcome = 20_000;
        using var bridge = Bridge(engine.Address, downstreamFrames: 16);
        using var study = new ScriptedStudy(bridge.Endpoint, epoch: 1);
        study.SayHello();
        // Nothing is read: the study's queue, ZeroMQ's and the kernel's fill up, then the bridge's sixteen places.
        Eventually.True(() => engine.Attaches > 1, "the call is started anew");
        engine.SignalsAfterWelcome = 500;
        Eventually.True(() => WholeRun(study) >= 500, "every signal of the new call in order", study);
        Eventually.True(() => study.Role == Role.Publisher, "still the publisher", study);
        study.Make(10);
        Eventually.True(() => study.Acknowledged == 10, "frames flow again", study);
        await bridge.StopAsync();
        Assert.That(bridge.Counters.Lost, Is.GreaterThan(0));
    }

    // How many signals came after the last Welcome; they must be 1, 2, 3, ... without a hole.
    private static int WholeRun(ScriptedStudy study)
    {
        var start = study.Received.FindLastIndex(f => f.BodyCase == EngineFrame.BodyOneofCase.Welcome);
        var signals = study.Received.Skip(start + 1).Where(f => f.Signal is not null).Select(f => f.Counter).ToArray();
        Assert.That(signals, Is.EqualTo(Enumerable.Range(1, signals.Length).Select(n => (ulong)n)));
        return signals.Length;
    }

    private static void AssertSameBytes(GrpcEngine engine, ScriptedStudy study)
    {
        var journal = engine.JournalOf(study.Epoch);
        Assert.That(journal, Has.Count.EqualTo(study.Made.Count));
        for (var i = 0; i < journal.Count; i++)
            RelayFixture.AssertRelayed(study.Made[(ulong)i + 1], journal[i]);
    }

    private static ScriptedStudy Attached(BridgeServer bridge)
    {
        var study = new ScriptedStudy(bridge.Endpoint, epoch: 1);
        study.SayHello();
        Eventually.True(() => study.Role == Role.Publisher, "welcome", study);
        return study;
    }

    private static BridgeServer Bridge(Uri engine, int downstreamFrames = 1_024)
    {
        var settings = new BridgeSettings
        {
            StudyEndpoint = "tcp://127.0.0.1:*",
            EngineAddress = engine.ToString(),
            CredentialsFolder = TestAccess.Folder,
            DownstreamFrames = downstreamFrames,
            // A test's thread may be kept from running for seconds on a busy machine; that is not what is tested here.
            StudySilenceMs = 60_000,
        };
        return BridgeServer.Start(settings, TimeProvider.System, Logger.None);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
