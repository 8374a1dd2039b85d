using MiaIa.Evidence.Shards;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>A sweep says the same whoever does its shards; what Kubernetes has to do is written one plan after the other.</summary>
public sealed class SweepShardsTests
{
    private SweepDays _days = null!;

    [OneTimeSetUp]
    public async Task Sweep_in_one_process()
    {
        _days = new SweepDays(3, 40, 12, "features.SlopeFloorTicks: [2, 7]");
        Assert.That((await RunAsync(_days.Line("sweep", "alone", "--workers", "1"))).Code, Is.EqualTo(ExitCodes.Ok));
        Assert.That((await RunAsync(_days.Line("walk-forward", "alone", "--workers", "1"))).Code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(
            _days.Units("alone", "screened"),
            Has.Count.EqualTo(3 * 2 * 3),
            "a block of all sets for each day and each constant: sets, features and unit.json"
        );
    }

    [OneTimeTearDown]
    public void Remove() => _days.Dispose();

    [Test]
    public async Task Worker_processes_and_other_blocks_say_the_same()
    {
        string[] more = ["--workers", "2", "--sets-a-shard", "5"];
        var run = await RunAsync(_days.Line("sweep", "together", more));
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Ok), run.Error);
        Assert.That(run.Output, Does.Contain("screened: 12 shards of a day and a block of sets").And.Contain("winners: "));
        Assert.That(_days.Result("together", "sweep"), Is.EqualTo(_days.Result("alone", "sweep")));

        // The same sets over the same days are there, whoever asked for them first.
        run = await RunAsync(_days.Line("walk-forward", "together", more));
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Ok), run.Error);
        Assert.That(run.Output, Does.Contain("judged: 1 shard of").And.Contain("12 of 12 shards are done."));
        Assert.That(_days.Result("together", "walk-forward"), Is.EqualTo(_days.Result("alone", "walk-forward")));
    }

    [Test]
    public async Task Kubernetes_is_given_one_plan_after_the_other()
    {
        string[] more = ["--on", "kubernetes", "--sets-a-shard", "6"];
        // What another constant touches is made when there is something to be taken over.
        foreach (
            var (plan, file, least) in ((string, string, int)[])
                [("kept", "plan.json", 3), ("kept", "plan-2.json", 3), ("screened", "plan.json", 6), ("winners", "plan.json", 3)]
        )
        {
            var start = await RunAsync(_days.Line("sweep", "pods", more));
            Assert.That(start.Code, Is.EqualTo(ExitCodes.Ok), start.Error);
            var path = Path.Combine(_days.Out("pods"), plan, file);
            var shards = PlanFolder.Open(path).Plan.Shards.Count;
            Assert.That(shards, Is.GreaterThanOrEqualTo(least));
            var job = await File.ReadAllTextAsync(Path.Combine(_days.Out("pods"), plan, "kubernetes", "job.yaml"));
            Assert.That(job, Does.Contain($"completions: {shards}").And.Contain(path));
            Assert.That(File.Exists(Path.Combine(_days.Out("pods"), "sweep.json")), Is.False, "nothing is said before all is done");
            if (plan != "kept")
            {
                Assert.That(
                    job,
                    Does.Contain($"mountPath: \"{Path.Combine(_days.Out("pods"), "kept", "units")}\"").And.Contain("readOnly: true")
                );
                Assert.That(start.Output, Does.Contain("nothing is said before they all are"));
            }

            // As pods do it.
            for (var index = 0; index < shards; index++)
            {
                var shard = await RunAsync("shard", path, $"{index}");
                Assert.That(shard.Code, Is.EqualTo(ExitCodes.Ok), shard.Error);
            }
        }

        Assert.That((await RunAsync(_days.Line("sweep", "pods", more))).Code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(_days.Result("pods", "sweep"), Is.EqualTo(_days.Result("alone", "sweep")));
    }

    private static async Task<Said> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return new(await CommandLine.RunAsync(arguments, output, error), output.ToString(), error.ToString());
    }

    private sealed record Said(int Code, string Output, string Error);
}
