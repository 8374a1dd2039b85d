using MiaIa.Evidence.Shards.Slurm;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>What Slurm prints is understood or refused, and never half understood.</summary>
public sealed class SlurmTextTests
{
    [TestCase("17\n", "17")]
    [TestCase("17;cluster-a\n", "17")]
    [TestCase("sbatch: a word of the site's own plugin\n17\n", "17")]
    public void The_number_of_a_job_is_the_last_line(string output, string expected) =>
        Assert.That(SlurmText.JobNumber(output), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("Submitted batch job 17\n")]
    [TestCase("17 18\n")]
    [TestCase("-17\n")]
    public void Another_answer_is_no_number(string output) =>
        Assert.That(() => SlurmText.JobNumber(output), Throws.TypeOf<EvidenceException>().With.Message.StartsWith("sbatch answered"));

    [Test]
    public void A_queue_is_a_task_a_line()
    {
        var tasks = SlurmText.Queue("PENDING|Resources\nRUNNING|None\nPENDING|launch failed requeued held\n");
        Assert.That(
            tasks,
            Is.EqualTo([
                new QueuedTask("PENDING", "Resources"),
                new QueuedTask("RUNNING", "None"),
                new QueuedTask("PENDING", "launch failed requeued held"),
            ])
        );
        Assert.That(tasks.Select(task => task.IsStuck), Is.EqualTo([false, false, true]));
        Assert.That(SlurmText.Queue("\n"), Is.Empty);
    }

    [TestCase("slurm_load_jobs error: Socket timed out on send/recv operation")]
    [TestCase("STATE|REASON|MORE but lower case")]
    [TestCase("JOBID PARTITION NAME")]
    public void A_line_that_is_no_task_is_refused_and_no_empty_queue(string output)
    {
        if (output.StartsWith("STATE", StringComparison.Ordinal))
            Assert.That(SlurmText.Queue(output), Has.Count.EqualTo(1), "a reason may hold anything");
        else
            Assert.That(() => SlurmText.Queue(output), Throws.TypeOf<EvidenceException>().With.Message.StartsWith("squeue answered"));
    }

    [Test]
    public void Accounts_are_summed_and_what_is_none_is_left_out() =>
        Assert.That(
            SlurmText.Endings("COMPLETED|0:0\nNODE_FAIL|1:0\nCANCELLED by 1000|0:15\nNODE_FAIL|1:0\nOUT_OF_ME+|0:125\nnothing\n"),
            Is.EqualTo("1 CANCELLED with 0:15, 2 NODE_FAIL with 1:0, 1 OUT_OF_ME with 0:125")
        );

    [TestCase(new int[0], "")]
    [TestCase(new[] { 3 }, "3")]
    [TestCase(new[] { 0, 1, 2, 3 }, "0-3")]
    [TestCase(new[] { 0, 2, 3, 9, 11, 12, 13 }, "0,2-3,9,11-13")]
    public void Numbers_are_told_as_ranges(int[] numbers, string expected) => Assert.That(SlurmText.Ranges(numbers), Is.EqualTo(expected));
}
