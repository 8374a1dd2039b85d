using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Replay.Tallies;

namespace MiaIa.Replay.Tests;

/// <summary>Made-up columns: each fault is named, and only it.</summary>
public sealed class LivenessTests
{
    private static readonly Random Random = new(7);

    [Test]
    public void A_column_is_judged_by_what_it_says()
    {
        Assert.Multiple(() =>
        {
            Judged(_ => double.NaN, Liveness.NeverReady);
            Judged(_ => 0.25, Liveness.Constant);
            Judged(_ => 0, Liveness.Constant);
            Judged(i => i % 3 == 0 ? 0.2 : 1, Liveness.Saturated);
            Judged(i => Math.Sin(i), Liveness.Alive);
            Judged(i => i < 300 ? double.NaN : Math.Sin(i), Liveness.Alive);
        });
    }

    [Test]
    public void A_column_that_runs_against_all_others_is_named()
    {
        var (right, flipped) = (new FeatureTally(FeatureId.VwapTrendSignal), new FeatureTally(FeatureId.VwapTrendSignal));
        for (var i = 0; i < 1_000; i++)
        {
            var trend = Math.Sin(i / 50.0);
            var rest = (0.3 * trend) + (0.05 * (Random.NextDouble() - 0.5));
            right.Add(Scored(trend), rest + (0.13 * trend));
            flipped.Add(Scored(-trend), rest - (0.13 * trend));
        }

        Assert.That((right.Liveness, flipped.Liveness), Is.EqualTo((Liveness.Alive, Liveness.SignFlipped)));
        Assert.That(flipped.CorrelationWithRest, Is.LessThan(-0.9));
    }

    private static void Judged(Func<int, double> value, Liveness expected)
    {
        var tally = new FeatureTally(FeatureId.VwapTrendSignal);
        for (var i = 0; i < 600; i++)
        {
            var scored = Scored(value(i));
            tally.Add(scored, scored.Contribution + (0.1 * Random.NextDouble()));
        }

        Assert.That(tally.Liveness, Is.EqualTo(expected));
        Assert.That(tally.MainReason, expected == Liveness.NeverReady ? Is.Not.Empty : Is.Not.Null);
    }

    private static ScoredReading Scored(double value)
    {
        var reading = double.IsNaN(value) ? FeatureReading.NotReady(ReadingRemark.FewBars) : FeatureReading.Valid(value, default);
        return new ScoredReading(FeatureId.VwapTrendSignal, reading, 0.13, double.IsNaN(value) ? 0 : 0.13 * value);
    }
}
