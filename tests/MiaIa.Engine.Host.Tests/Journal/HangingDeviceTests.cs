using Grpc.Core;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>Faults 38 and 47: a kill while the device does not answer.</summary>
public sealed class HangingDeviceTests
{
    [Test]
    public async Task Fault_38_Studies_hear_of_a_kill_while_the_latch_waits_for_the_device()
    {
        var latch = new HangingFile();
        await using var engine = await RunningEngine.StartAsync(openLatch: _ => latch);
        using var answers = latch.AnswersAtTheEnd;
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        latch.IsHanging = true;
        using var flatten = engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "out" });
        var told = (await study.NextAsync(Body.Flatten)).Flatten;
        await latch.SomebodyWaits;
        Assert.That((told.By, told.Reason), Is.EqualTo(("cli", "out")));
        Assert.That(flatten.ResponseAsync.IsCompleted, Is.False, "nothing is called latched before it is");

        // Another way to stop does not wait for the first one either.
        using var halt = engine.Client.HaltAsync(new HaltRequest { By = "web", Reason = "stop" });
        Assert.That((await study.NextAsync(Body.Halt)).Halt.By, Is.EqualTo("web"));
        latch.IsHanging = false;
        Assert.That((await flatten).Text, Is.EqualTo("halted, flatten, cli: out"));
        Assert.That((await halt).Halted, Is.True);
    }

    [Test]
    public async Task Fault_38_Studies_hear_of_a_kill_while_the_runner_waits_for_the_journals_device()
    {
        var segment = new HangingFile();
        await using var engine = await RunningEngine.StartAsync(createSegment: _ => segment);
        using var answers = segment.AnswersAtTheEnd;
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        segment.IsHanging = true;
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await segment.SomebodyWaits;
        using var flatten = engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "out" });
        await study.NextAsync(Body.Flatten);
        Assert.That(flatten.ResponseAsync.IsCompleted, Is.False);
        segment.IsHanging = false;
        Assert.That((await flatten).Text, Is.EqualTo("halted, flatten, cli: out"));

        // Done now, it is told once more, and what is shown behind it says so too.
        await study.NextAsync(Body.Flatten);
        var view = (await study.NextAsync(Body.TradingView)).TradingView;
        Assert.That(view.State, Is.EqualTo(TradingState.Halted));
        Assert.That((await engine.StateAsync()).Halted, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Fault_38_A_study_that_comes_while_the_runner_is_stuck_hears_of_a_kill_before_or_after_it(bool isFirst)
    {
        var segment = new HangingFile();
        await using var engine = await RunningEngine.StartAsync(createSegment: _ => segment);
        using var answers = segment.AnswersAtTheEnd;
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        segment.IsHanging = true;
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await segment.SomebodyWaits;
        using var other = engine.Study();
        if (isFirst)
        {
            await other.SendAsync(SampleFrames.Hello(epoch: 9));
            await Task.Delay(600);
        }

        using var flatten = engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "out" });
        await study.NextAsync(Body.Flatten);
        if (!isFirst)
            await other.SendAsync(SampleFrames.Hello(epoch: 9));
        var told = await other.NextAsync(Body.Flatten);
        Assert.That((told.Epoch, told.Counter, told.Flatten.Reason), Is.EqualTo((9UL, 0UL, "out")));
        Assert.That(flatten.ResponseAsync.IsCompleted, Is.False);

        segment.IsHanging = false;
        await flatten;
        await other.NextAsync(Body.Welcome);
        // Whichever of the two the runner takes first, it is told once more.
        await other.NextAsync(frame => frame is { Counter: > 0, BodyCase: Body.Halt or Body.Flatten }, "the kill told again");
    }

    [Test]
    public async Task Fault_58_A_resume_that_a_stuck_runner_did_not_take_is_refused_and_not_done_later()
    {
        var segment = new HangingFile();
        await using var engine = await RunningEngine.StartAsync(createSegment: _ => segment);
        using var answers = segment.AnswersAtTheEnd;
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "lunch" });
        segment.IsHanging = true;
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await segment.SomebodyWaits;
        // Without an answer of its own it would wait for the device for ever.
        var patience = DateTime.UtcNow.AddMinutes(1);
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" }, deadline: patience)
        );
        Assert.That(refused.Status.Detail, Does.Contain("not resumed"));
        segment.IsHanging = false;
        await study.AckedAsync(1);
        Assert.That((await engine.StateAsync()).HaltReason, Does.Contain("lunch"));
    }

    [Test]
    public async Task Fault_38_The_kill_file_and_a_studys_button_do_not_wait_for_a_runner_that_is_stuck()
    {
        using var folder = new TemporaryFolder();
        var segment = new HangingFile();
        await using var engine = await RunningEngine.StartAsync(folder.FullName, createSegment: _ => segment);
        using var answers = segment.AnswersAtTheEnd;
        using var study = engine.Study();
        using var other = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await other.GreetAsync(SampleFrames.Hello(epoch: 9, instrument: "MES"));
        segment.IsHanging = true;
        await study.SendAsync(SampleFrames.Trades(counter: 1));
        await segment.SomebodyWaits;
        await other.SendAsync(
            new StudyFrame
            {
                Epoch = 9,
                Counter = 1,
                StudySwitch = new StudySwitch { Flatten = true, Reason = "button" },
            }
        );
        Assert.That((await study.NextAsync(Body.Flatten)).Flatten.By, Is.EqualTo("study of MES"));
        await File.WriteAllTextAsync(folder.File("KILL"), "the house is on fire");
        Assert.That((await study.NextAsync(Body.Flatten)).Flatten.By, Is.EqualTo("file"));
        segment.IsHanging = false;
        await engine.UntilAsync(state => state.Trading.Reason == "kill, person");
    }

    [Test]
    public async Task Fault_47_An_entry_that_a_slow_device_kept_back_is_denied_here_and_nobody_has_to_be_asked()
    {
        var segment = new HangingFile { HangsOnlyAtSync = true };
        await using var engine = await RunningEngine.StartAsync(
            coverageFloor: 0.30,
            createSegment: _ => segment,
            trading: new() { Mode = Accounts.TradingMode.Sim }
        );
        using var answers = segment.AnswersAtTheEnd;
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        await study.SendAsync(SimulatedTrader.Flat(5, 1), SimulatedTrader.Flat(5, 2));
        await study.AckedAsync(2);
        segment.IsHanging = true;
        foreach (var part in SimulatedTrader.Tape(5).Chunk(200))
        {
            await study.SendAsync([SimulatedTrader.Beat(5), .. part]);
            await study.AckedAsync(part[^1].Counter);
            if ((await engine.InstrumentAsync("MES")).Order.Count > 0)
                break;
        }

        Assert.That((await engine.InstrumentAsync("MES")).Order, Is.Not.Empty, "nothing was ordered, so nothing is kept back");
        // Longer than a command may live.
        await Task.Delay(1_600);
        segment.IsHanging = false;
        // This study answers no question.
        await engine.UntilAsync(state => state.Order.Count == 0, "MES");
        Assert.That(study.Heard, Has.None.Matches<EngineFrame>(frame => frame!.BodyCase == Body.OrderCommand));
    }
}
