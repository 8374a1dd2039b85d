using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>A kill that has not closed what is ours yet: a person resumes, or another study comes.</summary>
public sealed class UnfinishedFlattenTests
{
    [Test]
    public async Task Fault_38_A_resume_waits_for_a_kill_that_has_not_closed_what_is_ours_and_says_so()
    {
        var (ordered, trader, tape) = await SimulatedTrader.OrderedAsync();
        await using var engine = ordered;
        using var study = trader;
        var entry = (await engine.InstrumentAsync("MES")).Order.Single();
        await engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "enough" });
        var resumed = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
        Assert.That(
            resumed,
            Is.EqualTo(
                new SwitchReply { Halted = true, Text = "still halted: MES is being flattened and is not flat, 0 lots of ours, 1 order" }
            )
        );
        Assert.That((await engine.StateAsync()).HaltReason, Is.EqualTo("flatten, cli: enough"));

        var last = tape[^1].Counter;
        await study.SendAsync(
            new StudyFrame
            {
                Epoch = 5,
                Counter = last + 1,
                OrderReport = new OrderReport
                {
                    CommandId = entry.CommandId,
                    Status = OrderStatus.Refused,
                    Role = OrderRole.Entry,
                    Code = "expired",
                    ObservedUnixUs = 1_688_047_200_000_000,
                },
            }
        );
        // Sierra shows no order: what had an event is not judged by that for two seconds.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (var counter = last + 2; SimulatedTrader.HasSomething(engine); counter++)
        {
            await study.SendAsync(SimulatedTrader.Flat(5, counter));
            await study.AckedAsync(counter);
            await Task.Delay(100, limit.Token);
        }

        resumed = await engine.Client.ResumeAsync(new ResumeRequest { By = "cli" });
        Assert.That(resumed.Halted, Is.False, resumed.Text);
        Assert.That(resumed.Text, Does.StartWith("REDUCING; no entry of MES yet: reconciling"));
    }

    [Test]
    public async Task Fault_04_Each_flatten_says_what_is_ours_to_the_study_that_is_there_and_to_one_that_comes_and_knows_nothing()
    {
        var (ordered, trader, tape) = await SimulatedTrader.OrderedAsync();
        await using var engine = ordered;
        using var study = trader;
        var entry = await study.OrderAsync();
        var fill = new FillReport
        {
            FillId = "X1/11",
            CommandId = entry.CommandId,
            SierraOrderId = 11,
            Role = OrderRole.Entry,
            Direction = entry.Direction,
            Lots = entry.QuantityLots,
            PriceTicks = entry.ReferencePriceTicks,
            ObservedUnixUs = 1_688_047_200_000_000,
            Simulated = true,
        };
        await study.SendAsync(
            new StudyFrame
            {
                Epoch = 5,
                Counter = tape[^1].Counter + 1,
                FillReport = fill,
            }
        );
        await study.AckedAsync(tape[^1].Counter + 1);
        var lots = (entry.Direction == Direction.Short ? -1 : 1) * (int)entry.QuantityLots;
        await engine.Client.FlattenAsync(new FlattenRequest { By = "cli", Reason = "enough" });
        var told = await study.NextAsync(frame => frame.Flatten is { By: "cli" }, "the kill");
        var command = await study.NextAsync(frame => frame.Flatten is { By: "engine" }, "its command");
        study.Dispose();
        await engine.UntilAsync(state => !state.StudyAttached, "MES");

        using var other = engine.Study();
        await other.GreetAsync(SimulatedTrader.Hello(6, "SIM1"));
        var welcomed = await other.NextAsync(EngineFrame.BodyOneofCase.Flatten);
        Assert.That(lots, Is.Not.Zero);
        Assert.That(new[] { told, command, welcomed }.Select(frame => frame.Flatten.OwnLots), Is.All.EqualTo(lots));
    }
}
