using MiaIa.Engine.Features;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>Incremental = naive for the features that read prints and footprints, at 1e-9, on a tape of bursts, blocks and gaps.</summary>
public sealed class FlowIncrementalTests
{
    private const int ComparedEvery = 83;

    [Test]
    public void Smart_money_equals_its_recomputation() => Compare(FeatureId.SmartMoneyStrength, NaivePrints.SmartMoney);

    [Test]
    public void Volume_imbalance_equals_its_recomputation() => Compare(FeatureId.VolumeImbalanceSignal, NaiveFootprint.VolumeImbalance);

    private static void Compare(FeatureId feature, Func<IReadOnlyList<TapeEvent>, double?> naive)
    {
        var values = new HashSet<double>();
        Law.Holds(
            seed =>
            {
                var tape = FlowTape.Morning(seed);
                var feed = new Feed();
                for (var i = 0; i < tape.Count; i++)
                {
                    feed.Play(tape[i]);
                    if (i % ComparedEvery != 0)
                        continue;
                    var expected = naive(tape.GetRange(0, i + 1));
                    var reading = feed[feature];
                    Assert.That(reading.IsValid, Is.EqualTo(expected is not null), $"event {i}: {reading.Reason}");
                    if (expected is not { } value)
                        continue;
                    Assert.That(reading.Value, Is.EqualTo(value).Within(1e-9), $"event {i}");
                    values.Add(value);
                }
            },
            seeds: 12
        );
        Assert.That(values, Has.Count.GreaterThan(200), "the law was held against many values");
        Assert.That(values.Max(), Is.GreaterThan(0.2));
        Assert.That(values.Min(), Is.LessThan(-0.2));
    }
}
