using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Tests.Work;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>One shard: done once, and told apart what another try may mend from what it cannot.</summary>
public sealed class ShardRunTests : ShardsFixture
{
    [Test]
    public void Is_made_once_and_not_even_opened_the_second_time()
    {
        var folder = Planned("a", "bc");
        Assert.That(Do(folder, 1), Is.EqualTo(new ShardResult("unit-1", ShardEnding.Made)));
        Assert.That(Do(folder, 1), Is.EqualTo(new ShardResult("unit-1", ShardEnding.AlreadyThere)));
        Assert.That(Product(folder, 1), Is.EqualTo("BCBC"));
        Assert.That(Work.Opened, Is.EqualTo(["unit-1"]));
        Assert.That(folder.Missing(), Is.EqualTo([0]));
    }

    [Test]
    public void An_input_that_changed_is_final()
    {
        var folder = Planned("a");
        File.AppendAllText(folder.Plan.Shards[0].Inputs[0].Path, "more");
        Assert.That(Do(folder, 0).Ending, Is.EqualTo(ShardEnding.Failed));
        Assert.That(folder.FailureOf(folder.Plan.Shards[0]), Does.Contain("another key here than in the plan"));
    }

    [Test]
    public void An_input_that_this_machine_does_not_have_may_be_on_another_one()
    {
        var folder = Planned("a");
        File.Delete(folder.Plan.Shards[0].Inputs[0].Path);
        var result = Do(folder, 0);
        Assert.That(result.Ending, Is.EqualTo(ShardEnding.TryAgain));
        Assert.That(result.Message, Does.Contain("by the same path"));
        Assert.That(folder.FailureOf(folder.Plan.Shards[0]), Is.Null);
    }

    [Test]
    public void A_disk_that_fails_may_not_fail_the_next_time()
    {
        var folder = Planned("a");
        Work.Midway = _ => throw new IOException("no space left");
        Assert.That(Do(folder, 0), Is.EqualTo(new ShardResult("unit-0", ShardEnding.TryAgain, "no space left")));
        Work.Midway = static _ => { };
        Assert.That(Do(folder, 0).Ending, Is.EqualTo(ShardEnding.Made));
    }

    [Test]
    public void What_is_done_makes_an_old_failure_of_other_inputs_unheard()
    {
        var folder = Planned("a");
        Work.Midway = _ => throw new EvidenceException("no trade in it");
        Assert.That(Do(folder, 0).Message, Is.EqualTo("no trade in it"));
        Assert.That(folder.FailureOf(folder.Plan.Shards[0] with { Key = "another" }), Is.Null);
        folder.ForgetFailures();
        Assert.That(folder.FailureOf(folder.Plan.Shards[0]), Is.Null);
    }

    [Test]
    public void A_mistake_of_ours_is_not_swallowed()
    {
        var folder = Planned("a");
        Work.Midway = _ => throw new InvalidOperationException("a bug");
        Assert.Throws<InvalidOperationException>(() => Do(folder, 0));
    }

    [TestCase(-1)]
    [TestCase(2)]
    public void A_number_that_the_plan_does_not_have_is_refused(int index) =>
        Assert.That(
            () => Do(Planned("a", "b"), index),
            Throws.TypeOf<EvidenceException>().With.Message.Contains($"there is no shard {index}")
        );

    [Test]
    public void A_plan_of_work_that_is_not_known_is_refused() =>
        Assert.That(() => new ShardRun(Planned("a"), []), Throws.TypeOf<EvidenceException>().With.Message.Contains("'capitals'"));

    private ShardResult Do(PlanFolder folder, int index) => Run(folder).Run(index, NoProgress.Instance, CancellationToken.None);
}
