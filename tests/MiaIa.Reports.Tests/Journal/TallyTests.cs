using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Reports.Journal;

namespace MiaIa.Reports.Tests.Journal;

public sealed class TallyTests
{
    private const long Second = UnixNanos.PerSecond;

    [Test]
    public void The_worst_minute_is_told_by_the_nearest_rank_and_the_mean_over_all()
    {
        var tally = new LatencyTally();
        // A minute of a hundred frames, one of them slow: the 99th is not it. Then one of ten: the 99th percentile is the slowest.
        for (var i = 0; i < 100; i++)
            tally.Add(1_000 * Second, (1_000 * Second) + (i == 50 ? 500_000_000 : 2_000_000));
        for (var i = 0; i < 10; i++)
            tally.Add(1_100 * Second, (1_100 * Second) + (i == 3 ? 40_000_000 : 4_000_000));
        var facts = tally.Facts()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(facts.Count, Is.EqualTo(110));
            Assert.That(facts.MeanMillis, Is.EqualTo((500 + (99 * 2) + 40 + (9 * 4)) / 110.0).Within(1e-9));
            Assert.That((facts.Minutes, facts.MinutesOver), Is.EqualTo((2, 1)));
            Assert.That(facts.WorstMinuteP99Millis, Is.EqualTo(40));
        }
    }

    [Test]
    public void No_frame_is_no_latency() => Assert.That(new LatencyTally().Facts(), Is.Null);

    [Test]
    public void An_episode_counts_once_with_the_tier_it_has_when_it_has_held()
    {
        var tally = new EpisodeTally();
        Look(0, Tier.Weak);
        Look(749, Tier.Premium);
        Assert.That((tally.Held, tally.Good), Is.EqualTo((0L, 0L)), "not held yet");
        Look(750, Tier.Good);
        Look(5_000, Tier.Weak);
        Assert.That((tally.Held, tally.Good), Is.EqualTo((1L, 1L)));
        // It turns: another episode, WEAK when it has held, however good it becomes.
        Look(6_000, Tier.Weak, -1);
        Look(6_750, Tier.Weak, -1);
        Look(7_000, Tier.Premium, -1);
        Assert.That((tally.Held, tally.Good), Is.EqualTo((2L, 1L)));
        // It is lost in between, and without coverage there is none.
        Look(8_000, Tier.Good);
        Look(8_400, Tier.NoTrade);
        Look(8_500, Tier.Good);
        Look(9_000, Tier.Good, hasCoverage: false);
        Look(9_300, Tier.Good);
        Look(10_000, Tier.Good);
        Assert.That((tally.Held, tally.Good), Is.EqualTo((2L, 1L)));

        void Look(long millis, Tier tier, int sign = 1, bool hasCoverage = true) =>
            tally.Look(millis * UnixNanos.PerMilli, tier, sign, hasCoverage);
    }
}
