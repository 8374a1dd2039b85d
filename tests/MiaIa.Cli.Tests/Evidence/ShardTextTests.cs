using MiaIa.Cli.Evidence;
using MiaIa.Evidence.Shards;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>How far a plan is: days, events a second and the time left, on one line.</summary>
public sealed class ShardTextTests
{
    private static IEnumerable<TestCaseData> Lines()
    {
        yield return new(new CarryProgress(20, 0, 0, 0, 0, 0, TimeSpan.Zero), "0 of 20 done");
        // Four of twenty in a minute: the other sixteen take four.
        yield return new(
            new CarryProgress(20, 0, 4, 0, 0, 150_000_000, TimeSpan.FromSeconds(60)),
            "4 of 20 done, 2.50 million events/s, 4 min 00 s left"
        );
        // What was there before says nothing of the pace.
        yield return new(new CarryProgress(20, 10, 5, 0, 0, 0, TimeSpan.FromSeconds(50)), "15 of 20 done, 50 s left");
        yield return new(
            new CarryProgress(200, 0, 1, 1, 0, 0, TimeSpan.FromMinutes(2), "node n2 is gone"),
            "1 of 200 done, 1 cannot be done, 3 h 18 min left; node n2 is gone"
        );
        yield return new(new CarryProgress(2, 0, 2, 0, 0, 0, TimeSpan.FromSeconds(5)), "2 of 2 done");
        yield return new TestCaseData(
            new CarryProgress(2, 0, 2, 0, 0, 0, TimeSpan.FromSeconds(5), "sbatch: error: QOS limit\r\nsbatch: error:\t\u001b[2Jfailed\n"),
            "2 of 2 done; sbatch: error: QOS limit | sbatch: error:\\u0009\\u001b[2Jfailed"
        ).SetName("What_a_scheduler_says_on_lines_is_told_on_one");
    }

    [TestCaseSource(nameof(Lines))]
    public void Progress_is_told_on_one_line(CarryProgress progress, string line) => Assert.That(ShardText.Of(progress), Is.EqualTo(line));
}
