using MiaIa.Engine.Features;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>Incremental = naive: each feature equals the slow recomputation from all events, at 1e-9.</summary>
public sealed class IncrementalTests
{
    private const int Events = 6_000;
    private const int ComparedEvery = 397;

    [Test]
    public void Volume_confirmation_equals_its_recomputation() => Compare(FeatureId.VolumeConfirmation, NaiveFeatures.Volume);

    [Test]
    public void Vwap_trend_equals_its_recomputation() =>
        Compare(FeatureId.VwapTrendSignal, tape => NaiveFeatures.VwapTrend(tape, RandomTape.RegularOpenMillis));

    [Test]
    public void Order_book_imbalance_equals_its_recomputation() => Compare(FeatureId.OrderBookImbalance, NaiveFeatures.Book);

    [Test]
    public void Mtf_confluence_equals_its_recomputation_with_two_three_and_four_warm_timeframes()
    {
        var warm = new int[5];
        Compare(
            FeatureId.MtfConfluenceScore,
            seed => RandomTape.Day(seed),
            tape =>
            {
                warm[NaiveTimeframes.Warm(tape)]++;
                return NaiveTimeframes.Score(tape);
            }
        );
        Assert.That(warm.Skip(2), Has.All.GreaterThan(2), "all of them were met");
    }

    [Test]
    public void Vwap_bands_equals_its_recomputation_with_and_without_rejections_and_breaks()
    {
        var (rejections, breaks) = (0, 0);
        double? Counted(IReadOnlyList<TapeEvent> tape)
        {
            var parts = NaiveBands.PartsOf(tape);
            rejections += parts is { Rejection: not 0 } ? 1 : 0;
            breaks += parts is not null && Math.Abs(parts.Break) > 0.01 ? 1 : 0;
            return NaiveBands.Score(tape);
        }

        Compare(FeatureId.VwapBandsSignal, seed => RandomTape.Morning(seed, 4_500), Counted, every: 53);
        Compare(FeatureId.VwapBandsSignal, seed => RandomTape.Day(seed, 1_500), Counted, every: 29);
        TestContext.Out.WriteLine($"{rejections} rejections, {breaks} breaks");
        Assert.That(rejections, Is.GreaterThan(5), "rejections were met");
        Assert.That(breaks, Is.GreaterThan(20), "breaks were met");
    }

    private static void Compare(FeatureId feature, Func<IReadOnlyList<TapeEvent>, double?> naive) =>
        Compare(feature, seed => RandomTape.Morning(seed, Events), naive);

    private static void Compare(
        FeatureId feature,
        Func<int, List<TapeEvent>> tapeOf,
        Func<IReadOnlyList<TapeEvent>, double?> naive,
        int every = ComparedEvery
    )
    {
        var compared = 0;
        Law.Holds(
            seed =>
            {
                var tape = tapeOf(seed);
                var feed = new Feed();
                for (var i = 0; i < tape.Count; i++)
                {
                    feed.Play(tape[i]);
                    if (i % every != 0)
                        continue;
                    var expected = naive(tape.GetRange(0, i + 1));
                    var reading = feed[feature];
                    Assert.That(reading.IsValid, Is.EqualTo(expected is not null), $"event {i}: {reading.Reason}");
                    if (expected is { } value)
                        Assert.That(reading.Value, Is.EqualTo(value).Within(1e-9), $"event {i}");
                    compared += reading.IsValid ? 1 : 0;
                }
            },
            seeds: 6
        );
        Assert.That(compared, Is.GreaterThan(30), "the law was held against real values");
    }
}
