using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>Mirror, causality and batches for the features that read prints and footprints, each after every single event.</summary>
public sealed class FlowLawTests
{
    private static readonly FeatureId[] Features = [FeatureId.SmartMoneyStrength, FeatureId.VolumeImbalanceSignal];

    [Test]
    public void A_mirrored_market_changes_exactly_the_sign() =>
        Law.Holds(seed =>
        {
            var (straight, mirrored) = (new Feed(), new Feed());
            var moved = 0;
            foreach (var e in FlowTape.Morning(seed))
            {
                straight.Play(e);
                mirrored.Play(e.Mirrored(about: 17_333));
                foreach (var feature in Features)
                {
                    var (one, other) = (straight[feature], mirrored[feature]);
                    Assert.That(other.IsValid, Is.EqualTo(one.IsValid));
                    Assert.That(other.Value, Is.EqualTo(-one.Value), $"{feature}: not a bit more");
                    moved += one.Value != 0 ? 1 : 0;
                }
            }

            Assert.That(moved, Is.GreaterThan(1_000), "the law was held against real values");
        });

    [Test]
    public void What_comes_later_changes_nothing_that_was_said_before() =>
        Law.Holds(seed =>
        {
            var tape = FlowTape.Morning(seed, 4_000);
            var other = tape.Take(3_000)
                .Concat(FlowTape.Morning(unchecked(seed + 1), 500).Select(e => e with { Millis = e.Millis + 86_400_000 }));
            Assert.That(Trace(other, clockTicks: null).Take(3_000), Is.EqualTo(Trace(tape, clockTicks: null).Take(3_000)));
        });

    [Test]
    public void Ticks_of_the_local_clock_between_the_events_change_nothing() =>
        Law.Holds(seed =>
        {
            var tape = FlowTape.Morning(seed, 4_000);
            Assert.That(Trace(tape, new Random(seed)), Is.EqualTo(Trace(tape, clockTicks: null)));
        });

    private static List<(FeatureReading SmartMoney, FeatureReading Imbalance)> Trace(IEnumerable<TapeEvent> tape, Random? clockTicks)
    {
        var feed = new Feed();
        var readings = new List<(FeatureReading SmartMoney, FeatureReading Imbalance)>();
        foreach (var e in tape)
        {
            while (clockTicks is not null && clockTicks.Next(3) == 0)
                feed.Process(MarketEvent.Clock(feed.Local));
            feed.Play(e);
            readings.Add((feed[FeatureId.SmartMoneyStrength], feed[FeatureId.VolumeImbalanceSignal]));
        }

        return readings;
    }
}
