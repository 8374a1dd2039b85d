using MiaIa.Engine.Accounts;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Sessions;

public sealed class LossLimitTests
{
    // 18:00 in New York on the Monday whose limit was reached.
    private const string Said =
        "daily_loss: the limit of trade date 2026-06-22 was reached; a Resume lifts it once the next one has begun at 2026-06-22 22:00 UTC";

    [Test]
    public async Task Fault_34_A_loss_limit_that_was_reached_is_held_by_a_start_whose_limit_was_not()
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await RunningEngine.StartAsync(folder.FullName))
        {
            // Reached under the limit of then: nothing that a replay reads makes the limit of the next start be reached.
            Reach(engine, new DateOnly(2026, 6, 22));
        }

        for (var start = 0; start < 2; start++)
        {
            await using var after = await RunningEngine.StartAsync(folder.FullName);
            await after.Client.ResumeAsync(new ResumeRequest { By = "cli" });
            var account = after.Server.Runner.Read(state => (state.Account.Breaches, state.Account.LossDate));
            Assert.That(account, Is.EqualTo((TradingBreach.DailyLoss, new DateOnly(2026, 6, 22))));
        }
    }

    [Test]
    public async Task Fault_34_A_limit_that_is_reached_halts_the_studies_and_a_resume_that_leaves_it_says_until_when()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        Assert.That((await study.GreetAsync(SampleFrames.Hello())).EngineState, Is.EqualTo("running"));
        Reach(engine, new DateOnly(2026, 6, 22));
        Assert.That((await study.NextAsync(Body.Halt)).Halt, Is.EqualTo(new Halt { By = "engine", Reason = Said }));

        var resumed = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
        Assert.That(resumed, Is.EqualTo(new SwitchReply { Halted = true, Text = $"still halted: {Said}" }));
        await study.NextAsync(Body.Resume);
        Assert.That((await study.NextAsync(Body.Halt)).Halt.Reason, Is.EqualTo(Said), "behind the Resume");
        var state = await engine.StateAsync();
        Assert.That((state.Halted, state.HaltReason), Is.EqualTo((true, Said)));

        using var other = engine.Study();
        var nq = SampleFrames.Hello(epoch: 2, instrument: "NQ");
        nq.Hello.TickValueUsd = 5;
        Assert.That((await other.GreetAsync(nq)).EngineState, Is.EqualTo($"halted, {Said}"));
        Assert.That((await other.NextAsync(Body.Halt)).Halt.Reason, Is.EqualTo(Said));

        var halted = await engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = "lunch" });
        Assert.That(halted.Text, Is.EqualTo("halted, cli: lunch"));
        Assert.That((await engine.StateAsync()).HaltReason, Is.EqualTo($"cli: lunch; {Said}"));
    }

    // The session of Friday, a holiday, belongs to Monday's trade date: Thursday's limit holds until Thursday evening, and Monday's over the weekend.
    [TestCase("2026-06-18", "2026-06-18 22:00")]
    [TestCase("2026-11-25", "2026-11-25 23:00")]
    [TestCase("2026-11-27", "2026-11-29 23:00")]
    public async Task Fault_34_The_limit_is_lifted_when_the_next_trade_date_opens(string reached, string lifts)
    {
        await using var engine = await RunningEngine.StartAsync();
        Reach(engine, DateOnly.Parse(reached, null));
        var text = (await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Text;
        Assert.That(text, Does.EndWith($"once the next one has begun at {lifts} UTC"));
    }

    [Test]
    public async Task Fault_36_A_runaway_halts_the_studies_and_a_resume_lifts_it()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        engine.Server.Runner.Read(state =>
        {
            state.Account.Trip(TradingBreach.Runaway);
            return true;
        });
        engine.Server.Runner.Tick();
        Assert.That((await study.NextAsync(Body.Halt)).Halt.Reason, Does.StartWith("runaway: "));
        Assert.That((await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" })).Halted, Is.False);
        await study.NextAsync(Body.Resume);
        Assert.That((await engine.StateAsync()).Halted, Is.False);
    }

    [Test]
    public async Task A_resume_says_whether_entries_pass_and_what_they_wait_for()
    {
        await using var engine = await RunningEngine.StartAsync(trading: new() { Mode = Accounts.TradingMode.Sim });
        var nobody = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
        Assert.That(
            (nobody.Halted, nobody.Reducing, nobody.Text),
            Is.EqualTo((false, true, "REDUCING; no entry yet: no study is attached"))
        );
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        var waiting = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
        const string text = "REDUCING; no entry of MES yet: stale_feed, reconciling";
        Assert.That((waiting.Halted, waiting.Reducing, waiting.Text), Is.EqualTo((false, true, text)));
    }

    [Test]
    public async Task A_resume_is_running_with_an_instrument_whose_entries_pass_and_names_the_one_whose_study_is_gone()
    {
        await using var engine = await RunningEngine.StartAsync();
        using (var gone = engine.Study())
        {
            await gone.GreetAsync(SampleFrames.Hello(9));
            await gone.CompleteAsync();
            await engine.UntilAsync(state => !state.StudyAttached);
        }

        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var frames = TrendTape.Frames(5);
        for (var sent = 0; ; sent += 2)
        {
            await study.SendAsync(frames[sent], frames[sent + 1]);
            await study.AckedAsync(frames[sent + 1].Counter);
            var reply = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
            if (reply.Text.StartsWith("running", StringComparison.Ordinal))
            {
                Assert.That((reply.Halted, reply.Reducing), Is.EqualTo((false, false)), reply.Text);
                Assert.That(reply.Text, Does.StartWith("running; no entry of ES yet: its study is not attached, stale_feed"));
                return;
            }

            Assert.That(limit.IsCancellationRequested, Is.False, reply.Text);
            await Task.Delay(100);
        }
    }

    private static void Reach(RunningEngine engine, DateOnly tradeDate)
    {
        engine.Server.Runner.Read(state =>
        {
            state.Account.HoldLossLimit(tradeDate);
            return true;
        });
        engine.Server.Runner.Tick();
    }
}
