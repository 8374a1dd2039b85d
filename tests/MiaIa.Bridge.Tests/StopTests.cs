using System.Diagnostics;
using MiaIa.Bridge.Link;
using MiaIa.Bridge.Relay;
using MiaIa.Bridge.Tests.EndToEnd;
using MiaIa.Bridge.Tests.Scripted;
using MiaIa.Tests.Access;
using MiaIa.V1;
using Serilog.Core;

namespace MiaIa.Bridge.Tests;

/// <summary>A stop is bounded, whatever is going on, and the study hears of it.</summary>
public sealed class StopTests
{
    private const int Rounds = 50;

    [Test]
    public async Task In_full_flow_it_stops_fifty_times_in_time_and_its_last_words_arrive()
    {
        using var engine = await GrpcEngine.StartAsync();
        for (var round = 1; round <= Rounds; round++)
        {
            var settings = new BridgeSettings
            {
                StudyEndpoint = "tcp://127.0.0.1:*",
                EngineAddress = engine.Address.ToString(),
                CredentialsFolder = TestAccess.Folder,
            };
            var bridge = BridgeServer.Start(settings, TimeProvider.System, Logger.None);
            using var study = new ScriptedStudy(bridge.Endpoint, (ulong)round);
            study.SayHello();
            Eventually.True(() => study.Role == Role.Publisher, "welcome", study);
            study.Make(500);
            Eventually.True(() => study.Acknowledged > 0, "in flow", study);
            var started = Stopwatch.GetTimestamp();
            var stop = Task.Run(async () =>
            {
                await bridge.StopAsync();
                bridge.Dispose();
            });
            while (!stop.IsCompleted)
            {
                study.Make(20);
                study.Pump();
            }

            await stop;
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(RelayLoop.StopMax * 4), $"round {round}");
            Assert.That(bridge.Ended.IsCompletedSuccessfully, Is.True, "the relay was left behind");
            Eventually.True(() => study.Received.Any(f => f.Heartbeat?.Text == "the bridge is stopping"), "last words", study);
        }
    }

    [Test]
    public void A_relay_that_something_holds_up_is_left_behind()
    {
        using var release = new ManualResetEventSlim();
        var port = new StudyPort("tcp://127.0.0.1:*");
        var endpoint = port.Endpoint;
        var relay = new RelayLoop(
            port,
            TestAccess.Tokens,
            new HoldingLines(release),
            TimeSpan.FromSeconds(30),
            TimeProvider.System,
            Logger.None
        );
        relay.Start();
        using var study = new ScriptedStudy(endpoint, 1);
        study.SayHello();
        Eventually.True(() => relay.Counters.FramesReceived == 1, "hello");
        var started = Stopwatch.GetTimestamp();
        relay.Dispose();
        var taken = Stopwatch.GetElapsedTime(started);
        Assert.That(relay.Ended.IsCompleted, Is.False, "it was not held up");
        // Far above the bound: what is measured is that it comes back at all, on a machine that may be busy.
        Assert.That(taken, Is.InRange(RelayLoop.StopMax, RelayLoop.StopMax * 10));
        release.Set();
        Assert.That(relay.Ended.Wait(Eventually.Limit), Is.True);
    }

    /// <summary>Lines that do not come back from being closed until they are let go.</summary>
    private sealed class HoldingLines(ManualResetEventSlim release) : IEngineLinks, IEngineLink
    {
        public IEngineCall? Call => null;

        public DownstreamQueue Downstream { get; } = new(16);

        public IEngineLink Open(ulong epoch, Action wakeUp) => this;

        public Task CloseAsync(TimeSpan grace)
        {
            release.Wait();
            return Task.CompletedTask;
        }
    }
}
