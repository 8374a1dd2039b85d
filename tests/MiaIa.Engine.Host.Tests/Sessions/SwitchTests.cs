using Grpc.Core;
using Grpc.Health.V1;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace MiaIa.Engine.Host.Tests.Sessions;

public sealed class SwitchTests
{
    [Test]
    public async Task Halt_and_resume_reach_every_attached_study_with_rising_counters()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var es = engine.Study();
        using var nq = engine.Study();
        await es.GreetAsync(SampleFrames.Hello(epoch: 1));
        var hello = SampleFrames.Hello(epoch: 2, instrument: "NQ");
        hello.Hello.TickValueUsd = 5;
        await nq.GreetAsync(hello);

        var halted = await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "lunch" });
        Assert.That(halted, Is.EqualTo(new SwitchReply { Halted = true, Text = "halted, cli: lunch" }));
        foreach (var study in new[] { es, nq })
        {
            var frame = await study.NextAsync(Body.Halt);
            Assert.That(frame.Halt, Is.EqualTo(new Halt { By = "cli", Reason = "lunch" }));
            Assert.That(frame.Counter, Is.EqualTo(1));
        }

        Assert.That((await engine.StateAsync()).HaltReason, Is.EqualTo("cli: lunch"));
        var resumed = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
        Assert.That(resumed.Halted, Is.False);
        Assert.That((await es.NextAsync(Body.Resume)).Counter, Is.EqualTo(2));
        Assert.That((await engine.StateAsync()).Halted, Is.False);
    }

    [Test]
    public async Task Fault_38_Flatten_halts_and_asks_every_study_to_close()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var reply = await engine.Client.FlattenAsync(new FlattenRequest { By = "web", Reason = "enough" });
        Assert.That(reply.Halted, Is.True);
        var flatten = (await study.NextAsync(Body.Flatten)).Flatten;
        Assert.That((flatten.By, flatten.Reason), Is.EqualTo(("web", "enough")));
        Assert.That(flatten.CommandId, Is.Empty, "on paper there is no command");
        Assert.That((await engine.StateAsync()).HaltReason, Is.EqualTo("flatten, web: enough"));
    }

    [Test]
    public async Task Fault_38_A_kill_has_the_name_of_the_cores_own_flatten_and_an_answer_without_a_name_is_no_fault()
    {
        await using var engine = await RunningEngine.StartAsync(trading: new() { Mode = Accounts.TradingMode.Sim });
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        await engine.Client.FlattenAsync(new FlattenRequest { By = "web", Reason = "enough" });
        var first = (await study.NextAsync(Body.Flatten)).Flatten;
        var second = (await study.NextAsync(Body.Flatten)).Flatten;
        Assert.That(first.CommandId, Does.StartWith("MIA-"));
        Assert.That((first.By, second.By, second.CommandId), Is.EqualTo(("web", "engine", first.CommandId)));

        // As a study does that was told by a runner which is stuck, and may not touch anything.
        await study.SendAsync(
            new StudyFrame
            {
                Epoch = 5,
                Counter = 1,
                OrderReport = new OrderReport
                {
                    Status = OrderStatus.Refused,
                    Role = OrderRole.Exit,
                    Code = "replay",
                    ObservedUnixUs = SampleFrames.OpenUnixUs,
                },
            }
        );
        await study.AckedAsync(1);
        var instrument = await engine.InstrumentAsync("MES");
        Assert.That((instrument.Refused.Count, instrument.Order.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_halt_survives_a_restart_and_is_told_to_the_study_that_attaches_then()
    {
        using var folder = new TemporaryFolder();
        await using (var before = await RunningEngine.StartAsync(folder.FullName))
        {
            await before.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "margin call" });
        }

        await using var after = await RunningEngine.StartAsync(folder.FullName);
        Assert.That((await after.StateAsync()).HaltReason, Is.EqualTo("cli: margin call"));
        using var study = after.Study();
        Assert.That((await study.GreetAsync(SampleFrames.Hello())).EngineState, Is.EqualTo("halted, cli: margin call"));
        Assert.That((await study.NextAsync(Body.Halt)).Halt.Reason, Is.EqualTo("cli: margin call"));
    }

    [Test]
    public async Task A_flood_of_commands_costs_the_disk_next_to_nothing_and_the_first_of_a_kind_still_passes()
    {
        using var folder = new TemporaryFolder();
        await using var engine = await RunningEngine.StartAsync(folder.FullName);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var reason = new string('x', 30_000);
        for (var i = 0; i < 60; i++)
        {
            Assert.That((await engine.Client.HaltAsync(new HaltRequest { By = reason, Reason = $"{i} {reason}" })).Halted, Is.True);
            await engine.Client.ResumeAsync(new ResumeRequest { By = reason });
        }

        Assert.That((await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "in earnest" })).Halted, Is.True);
        Assert.That((await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Text, Does.StartWith("still halted: too many"));
        for (var i = 0; i < 60; i++)
            await engine.Client.FlattenAsync(new FlattenRequest { By = reason, Reason = $"{i} {reason}" });
        Assert.That((await study.NextAsync(Body.Flatten)).Flatten.Reason, Has.Length.LessThanOrEqualTo(200));

        var status = await engine.StateAsync();
        Assert.That(status.Halted, Is.True);
        Assert.That(status.Journal.Bytes, Is.LessThan(100_000));
    }

    [Test]
    public async Task WatchState_shows_the_score_of_the_instrument_asked_for()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var call = engine.Client.WatchState(new WatchStateRequest { Instrument = "MES", IntervalMs = 50 });
        for (var i = 0; i < 3; i++)
        {
            Assert.That(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2)), Is.True);
            Assert.That(call.ResponseStream.Current.Instrument, Is.EqualTo("MES"));
            Assert.That(call.ResponseStream.Current.Reading, Has.Count.EqualTo(10));
        }
    }

    [TestCase("CL", TestName = "Watching_an_unknown_instrument_is_NOT_FOUND")]
    public async Task Watching_needs_a_known_instrument(string instrument)
    {
        await using var engine = await RunningEngine.StartAsync();
        using var call = engine.Client.WatchSignals(new WatchSignalsRequest { Instrument = instrument });
        var ended = await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.That(ended.StatusCode, Is.EqualTo(StatusCode.NotFound));
    }

    [Test]
    public async Task Health_says_SERVING()
    {
        await using var engine = await RunningEngine.StartAsync();
        var health = await new Health.HealthClient(engine.Channel).CheckAsync(
            new HealthCheckRequest { Service = V1.Engine.Descriptor.FullName }
        );
        Assert.That(health.Status, Is.EqualTo(ServingStatus.Serving));
    }

    [Test]
    public async Task A_stop_ends_every_stream_with_UNAVAILABLE_and_leaves_an_end_record()
    {
        using var folder = new TemporaryFolder();
        var engine = await RunningEngine.StartAsync(folder.FullName);
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        using var signals = engine.Client.WatchSignals(new WatchSignalsRequest());
        using var states = engine.Client.WatchState(new WatchStateRequest());
        await signals.ResponseHeadersAsync;
        await states.ResponseHeadersAsync;

        var stopping = engine.Server.StopAsync();
        Assert.That((await study.EndAsync()).StatusCode, ScriptedStudy.IsOfAStop);
        Assert.That(await EndOfAsync(signals), ScriptedStudy.IsOfAStop);
        Assert.That(await EndOfAsync(states), ScriptedStudy.IsOfAStop);
        await stopping.WaitAsync(TimeSpan.FromMinutes(2));
        await engine.DisposeAsync();

        Assert.That(ReplayOf.Folder(folder.FullName).Totals.EndsConfirmed, Is.EqualTo(1));
    }

    private static async Task<StatusCode> EndOfAsync<T>(AsyncServerStreamingCall<T> call)
    {
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2)))
                continue;

            return StatusCode.OK;
        }
        catch (RpcException ended)
        {
            return ended.StatusCode;
        }
    }
}
