using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>
/// The laws once more with the weights of the design over a thin day and its daily pause, long enough that bars of every length
/// count; the coverage floor is lowered, because a thin tape has no book.
/// </summary>
public sealed class DayLawTests
{
    private const int Seeds = 6;

    private static readonly InstrumentOptions Options = InstrumentOptions.Es with { Signals = new SignalOptions { CoverageFloor = 0.10 } };

    [Test]
    public void Features_and_score_change_their_sign_when_the_market_is_mirrored() =>
        Law.Holds(
            seed =>
            {
                var (straight, mirrored) = (new Feed(Options), new Feed(Options));
                var valid = new int[FeatureNames.Count];
                foreach (var e in RandomTape.Day(seed))
                {
                    straight.Play(e);
                    mirrored.Play(e.Mirrored(about: 17_000));
                    for (var i = 0; i < FeatureNames.Count; i++)
                    {
                        var (one, other) = (straight[(FeatureId)i], mirrored[(FeatureId)i]);
                        Assert.That((other.IsValid, other.Remark, other.InputAt), Is.EqualTo((one.IsValid, one.Remark, one.InputAt)));
                        Assert.That(other.Value, Is.EqualTo(-one.Value).Within(1e-12), FeatureNames.Of((FeatureId)i));
                        valid[i] += one.IsValid ? 1 : 0;
                    }

                    Assert.That(mirrored.Core.State.ScoreNano, Is.EqualTo(-straight.Core.State.ScoreNano));
                }

                Assert.That(mirrored.Decisions, Has.Count.EqualTo(straight.Decisions.Count));
                Assert.That(valid[(int)FeatureId.MtfConfluenceScore], Is.GreaterThan(1_000), "held against real values");
                Assert.That(valid[(int)FeatureId.VwapBandsSignal], Is.GreaterThan(1_000), "held against real values");
            },
            Seeds
        );

    [Test]
    public void What_comes_later_changes_nothing_that_was_said_before() =>
        Law.Holds(
            seed =>
            {
                var tape = RandomTape.Day(seed);
                var other = tape.Take(2_000)
                    .Concat(RandomTape.Day(unchecked(seed + 1), 500).Select(e => e with { Millis = e.Millis + (5 * 86_400_000L) }));
                Assert.That(Trace(other).Take(2_000), Is.EqualTo(Trace(tape).Take(2_000)));
            },
            Seeds
        );

    // Heartbeats carry market time: bars close earlier than the next trade would close them, and nothing else may change.
    [Test]
    public void Ticks_of_the_clock_and_heartbeats_before_each_event_change_nothing() =>
        Law.Holds(
            seed =>
            {
                var cuts = new Random(seed);
                var (whole, cut) = (new Feed(Options), new Feed(Options));
                foreach (var e in RandomTape.Day(seed))
                {
                    whole.Play(e);
                    while (cuts.Next(3) == 0)
                        cut.Process(MarketEvent.Clock(cut.Local));
                    var span = e.Millis - (cut.Core.Now.Value / UnixNanos.PerMilli);
                    if (cuts.Next(3) == 0 && cut.Core.Now.Value != 0)
                        cut.Play(new TapeEvent(e.Millis - cuts.NextInt64(span + 1)));
                    cut.Play(e);
                    Assert.That(cut[FeatureId.MtfConfluenceScore], Is.EqualTo(whole[FeatureId.MtfConfluenceScore]));
                    Assert.That(cut[FeatureId.VwapBandsSignal], Is.EqualTo(whole[FeatureId.VwapBandsSignal]));
                }
            },
            Seeds
        );

    [Test]
    public void The_same_day_decides_the_same_twice_and_stays_within_its_range() =>
        Law.Holds(
            seed =>
            {
                var (first, second) = (new Feed(Options), new Feed(Options));
                foreach (var e in RandomTape.Day(seed))
                {
                    first.Play(e);
                    second.Play(e);
                    foreach (var scored in first.Core.State.Readings)
                        Assert.That(scored.Reading.Value, Is.InRange(-1.0, 1.0), scored.Name);
                }

                Assert.That(second.Core.DecisionHash, Is.EqualTo(first.Core.DecisionHash));
            },
            Seeds
        );

    private static List<(long ScoreNano, FeatureReading Timeframes, FeatureReading Bands)> Trace(IEnumerable<TapeEvent> tape)
    {
        var feed = new Feed(Options);
        var said = new List<(long, FeatureReading, FeatureReading)>();
        foreach (var e in tape)
        {
            feed.Play(e);
            said.Add((feed.Core.State.ScoreNano, feed[FeatureId.MtfConfluenceScore], feed[FeatureId.VwapBandsSignal]));
        }

        return said;
    }
}
