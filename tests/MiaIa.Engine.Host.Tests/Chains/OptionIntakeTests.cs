using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Engine.Runtime.Tests.OptionInputs;

namespace MiaIa.Engine.Host.Tests.Chains;

public sealed class OptionIntakeTests
{
    [Test]
    public async Task Every_core_hears_of_what_was_taken_and_a_replay_of_the_journal_hears_the_same()
    {
        using var folder = new TemporaryFolder();
        var engine = await RunningEngine.StartAsync(folder.FullName);
        var runner = engine.Server.Runner;
        Assert.That(runner.Apply(SampleInputs.Listed()), Is.Null);
        Assert.That(runner.Apply(SampleInputs.Update()), Is.Null);
        Assert.That(runner.Apply(SampleInputs.Print()), Is.Null);
        Assert.That(runner.Apply(SampleInputs.Status()), Is.Null);
        Assert.That(runner.Apply(SampleInputs.History()), Is.Null);
        await engine.DisposeAsync();

        var replay = ReplayOf.Folder(folder.FullName, 0.7);

        Assert.That(replay.Totals.EndsConfirmed, Is.EqualTo(1));
        Assert.That(replay.Step.Instruments.Select(l => l.Core.Counters.OptionEvents), Is.All.EqualTo(5));
        Assert.That(replay.Step.Chains.ContractsOf(V1.Underlying.Spx), Is.EqualTo(10));
    }

    [Test]
    public async Task A_refused_input_is_told_counted_and_leaves_no_trace_in_the_journal()
    {
        using var folder = new TemporaryFolder();
        var engine = await RunningEngine.StartAsync(folder.FullName);
        var early = engine.Server.Runner.Apply(SampleInputs.Update());
        Assert.That(early, Does.StartWith("update.listing = 7: must be 0"));
        var state = await engine.StateAsync();
        await engine.DisposeAsync();

        Assert.That(state.Journal.Records, Is.EqualTo(1), "the settings in force");
        Assert.That(state.OptionRefused.Single().Name, Is.EqualTo(RefusalCounts.NameOf(RefusalReason.UnknownContract)));
        Assert.That(state.OptionRefused.Single().Count, Is.EqualTo(1));
        Assert.That(engine.Server.Runner.Apply(SampleInputs.Listed()), Does.Contain("the engine has stopped"));
    }
}
