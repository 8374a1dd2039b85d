using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Local;
using MiaIa.Evidence.Shards.Slurm;
using MiaIa.Evidence.Work;
using Microsoft.Extensions.Time.Testing;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>Slurm is given what is missing, in arrays it can take, until it is there or nothing more can be done; the real one has tests of its own.</summary>
public sealed class SlurmCarrierTests : ShardsFixture
{
    private static readonly ProgramLine Program = new("/opt/it's here/miaia", ["first"]);

    [Test]
    public async Task Does_all_and_gathers_nothing_but_what_is_there()
    {
        var folder = Planned("a", "b", "c");
        var slurm = new FakeSlurm(folder, Work);
        var progress = new KeptProgress();
        var result = await Carrier(folder, slurm).CarryAsync(folder, progress, CancellationToken.None);
        Assert.That(result.IsWhole, Is.True);
        Assert.That(slurm.Arrays, Is.EqualTo(["0-2+0"]));
        Assert.That(Product(folder, 2), Is.EqualTo("CC"));
        Assert.That(progress.Told.Select(told => told.Note), Has.Some.EqualTo("3 pending (Resources)"));
        Assert.That(progress.Told[^1].Done, Is.EqualTo(3));
    }

    [Test]
    public async Task The_script_quotes_and_the_arguments_ask_for_another_node_when_one_is_lost()
    {
        var folder = Planned("a");
        var slurm = new FakeSlurm(folder, Work);
        await Carrier(folder, slurm, arguments: ["--partition=long"]).CarryAsync(folder, new KeptProgress(), CancellationToken.None);
        Assert.That(slurm.Submitted[0], Does.Contain("--requeue").And.Contain("--partition=long").And.Contain("--parsable"));
        var script = File.ReadAllText(slurm.Submitted[0][^1]);
        Assert.That(script, Does.StartWith("#!/bin/sh\n"));
        Assert.That(
            script,
            Does.Contain($"exec '/opt/it'\\''s here/miaia' 'first' 'shard' '{folder.PlanPath}' '--index-from' 'SLURM_ARRAY_TASK_ID'")
        );
    }

    [Test]
    public async Task Only_what_a_lost_node_left_is_put_before_it_again()
    {
        var folder = Planned("a", "b", "c", "d");
        var lost = new HashSet<int> { 1, 3 };
        var slurm = new FakeSlurm(folder, Work) { IsLost = lost.Remove };
        Assert.That((await Carrier(folder, slurm).CarryAsync(folder, new KeptProgress(), CancellationToken.None)).IsWhole, Is.True);
        Assert.That(slurm.Arrays, Is.EqualTo(["0-3+0", "1,3+0"]));
    }

    [Test]
    public async Task What_cannot_be_done_is_not_put_before_it_again_and_what_does_not_pass_only_a_few_times()
    {
        var folder = Planned("a", "b", "c");
        Work.Midway = unit =>
        {
            if (unit == "unit-0")
                throw new EvidenceException("no trade in it");
            if (unit == "unit-2")
                throw new IOException("broken disk");
        };
        var slurm = new FakeSlurm(folder, Work);
        var result = await Carrier(folder, slurm).CarryAsync(folder, new KeptProgress(), CancellationToken.None);
        Assert.That(slurm.Arrays, Is.EqualTo(["0-2+0", "2+0", "2+0"]));
        Assert.That(
            result.NotDone.Select(one => (one.Unit, one.Ending)),
            Is.EqualTo([("unit-0", ShardEnding.Failed), ("unit-2", ShardEnding.TryAgain)])
        );
        Assert.That(result.NotDone[0].Message, Is.EqualTo("no trade in it"));
        Assert.That(result.NotDone[1].Message, Does.Contain(Path.Combine("out", "slurm")));
    }

    [Test]
    public async Task Arrays_have_a_thousand_tasks_at_most()
    {
        var folder = Planned([.. Enumerable.Range(0, 2_500).Select(index => $"{index}")]);
        var slurm = new FakeSlurm(folder, Work);
        var queue = new SlurmQueue(folder, Program, Options(), slurm);
        var tasks = Enumerable.Range(0, 2_500).Where(task => task != 1_700).ToList();
        Assert.That(await queue.SubmitAsync(tasks, 1, CancellationToken.None), Is.Empty);
        Assert.That(slurm.Arrays, Is.EqualTo(["0-999+0", "0-699,701-999+1000", "0-499+2000"]));
        Assert.That(tasks, Is.Empty);
    }

    [Test]
    public async Task What_it_does_not_take_for_now_is_put_before_it_when_the_queue_is_shorter()
    {
        var folder = Planned([.. Enumerable.Range(0, 1_002).Select(index => $"{index}")]);
        foreach (var index in Enumerable.Range(2, 998))
            Run(folder).Run(index, Tests.Work.NoProgress.Instance, CancellationToken.None);
        var slurm = new FakeSlurm(folder, Work) { Refuses = call => call == 1 ? "Job violates accounting/QOS policy" : null };
        var progress = new KeptProgress();
        Assert.That((await Carrier(folder, slurm).CarryAsync(folder, progress, CancellationToken.None)).IsWhole, Is.True);
        Assert.That(slurm.Arrays, Is.EqualTo(["0-1+0", "0-1+1000"]));
        Assert.That(progress.Told.Select(told => told.Note), Has.Some.Contains("takes no more for now: Job violates"));
    }

    [Test]
    public void A_Slurm_that_takes_nothing_is_said_so()
    {
        var folder = Planned("a");
        var slurm = new FakeSlurm(folder, Work) { Refuses = _ => "invalid partition specified: long" };
        Assert.That(
            async () => await Carrier(folder, slurm).CarryAsync(folder, new KeptProgress(), CancellationToken.None),
            Throws.TypeOf<EvidenceException>().With.Message.EqualTo("Slurm takes no task: invalid partition specified: long")
        );
    }

    [Test]
    public async Task A_controller_that_is_away_for_a_while_is_waited_for()
    {
        var folder = Planned("a", "b");
        var silent = new CommandAnswer(1, "", "slurm_load_jobs error: Unable to contact slurm controller");
        var slurm = new FakeSlurm(folder, Work) { Looks = call => call is > 1 and < 30 ? silent : null };
        var progress = new KeptProgress();
        Assert.That((await Carrier(folder, slurm).CarryAsync(folder, progress, CancellationToken.None)).IsWhole, Is.True);
        Assert.That(
            progress.Told.Select(told => told.Note),
            Has.Some.EqualTo("Slurm does not answer: slurm_load_jobs error: Unable to contact slurm controller")
        );
    }

    [Test]
    public void One_that_is_away_for_good_ends_the_waiting_and_not_the_jobs()
    {
        var folder = Planned("a");
        var slurm = new FakeSlurm(folder, Work) { Looks = call => call > 0 ? new CommandAnswer(1, "", "Unable to contact") : null };
        Assert.That(
            async () => await Carrier(folder, slurm).CarryAsync(folder, new KeptProgress(), CancellationToken.None),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("its jobs stay")
        );
    }

    [Test]
    public void One_that_never_answered_ends_the_waiting_soon_and_in_its_own_words()
    {
        var folder = Planned("a");
        var looks = 0;
        var slurm = new FakeSlurm(folder, Work)
        {
            Looks = call =>
            {
                looks = call + 1;
                return new CommandAnswer(1, "", "squeue: fatal: Could not establish a configuration source");
            },
        };
        var progress = new KeptProgress();
        Assert.That(
            async () => await Carrier(folder, slurm).CarryAsync(folder, progress, CancellationToken.None),
            Throws
                .TypeOf<EvidenceException>()
                .With.Message.Contains("fatal: Could not establish a configuration source")
                .And.Message.Contains("is it set up on this machine?")
        );
        Assert.That(looks, Is.LessThan(10));
        Assert.That(progress.Told.Select(told => told.Note), Has.All.Contains("Could not establish a configuration source"));
    }

    [Test]
    public async Task Tasks_that_wait_for_a_person_are_not_waited_for()
    {
        var folder = Planned("a");
        var held = new CommandAnswer(0, "PENDING|launch failed requeued held\n", "");
        var slurm = new FakeSlurm(folder, Work) { Looks = call => call > 0 ? held : null };
        var result = await Carrier(folder, slurm).CarryAsync(folder, new KeptProgress(), CancellationToken.None);
        Assert.That(result.IsWhole, Is.False);
        Assert.That(
            result.Notes,
            Has.One.Contains("Slurm holds all 1 tasks (launch failed requeued held)").And.One.Contains(folder.JobName)
        );
    }

    [Test]
    public async Task Jobs_of_an_earlier_start_are_waited_for_before_anything_is_begun()
    {
        var folder = Planned("a", "b", "c");
        var slurm = new FakeSlurm(folder, Work);
        for (var task = 0; task < 3; task++)
            slurm.Enqueue(task, 1);
        Assert.That((await Carrier(folder, slurm).CarryAsync(folder, new KeptProgress(), CancellationToken.None)).IsWhole, Is.True);
        Assert.That(slurm.Arrays, Is.Empty);
    }

    [TestCase(5.0, 60, 5, "0-1+0")]
    [TestCase(5.0, 299, 2, "0-4+0")]
    [TestCase(5.0, 301, 1, "1-9+0")]
    [TestCase(5.0, 1, 10, "0+0")]
    public async Task Shards_are_put_together_by_what_the_first_one_took(double minutes, int seconds, int group, string array)
    {
        var folder = Planned([.. Enumerable.Range(0, 10).Select(index => $"{index}")]);
        var time = new FakeTimeProvider();
        var isFirst = true;
        Work.Midway = _ =>
        {
            if (isFirst)
                time.Advance(TimeSpan.FromSeconds(seconds));
            isFirst = false;
        };
        var slurm = new FakeSlurm(folder, Work);
        var carrier = new SlurmCarrier(
            Program,
            () => new WorkerHere(Run(folder)),
            new SlurmOptions(minutes, TimeSpan.Zero, []),
            slurm,
            time
        );
        Assert.That((await carrier.CarryAsync(folder, new KeptProgress(), CancellationToken.None)).IsWhole, Is.True);
        Assert.That(slurm.Arrays, Is.EqualTo([array]));
        Assert.That(File.ReadAllText(slurm.Submitted[0][^1]), Does.Contain($"'--group' '{group}'"));
    }

    [Test]
    public void A_first_shard_that_fails_here_begins_nothing_on_a_cluster()
    {
        var folder = Planned("a", "b");
        Work.Midway = _ => throw new IOException("no space left");
        var slurm = new FakeSlurm(folder, Work);
        Assert.That(
            async () => await Carrier(folder, slurm, minutes: 5).CarryAsync(folder, new KeptProgress(), CancellationToken.None),
            Throws.TypeOf<EvidenceException>().With.Message.EqualTo("unit-0 failed on this machine, so no more was begun: no space left")
        );
        Assert.That(slurm.Submitted, Is.Empty);
    }

    private SlurmCarrier Carrier(PlanFolder folder, FakeSlurm slurm, double minutes = 0, params string[] arguments) =>
        new(Program, () => new WorkerHere(Run(folder)), Options(minutes, arguments), slurm, TimeProvider.System);

    private static SlurmOptions Options(double minutes = 0, params string[] arguments) =>
        new(minutes, TimeSpan.FromMilliseconds(1), arguments);
}
