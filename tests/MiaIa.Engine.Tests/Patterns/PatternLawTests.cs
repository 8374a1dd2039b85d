using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>The laws of the design on tapes full of patterns: mirror, causality, and feature 4 as the plain sum over what was said.</summary>
public sealed class PatternLawTests
{
    [Test]
    public void Mirrored_markets_say_the_opposite_and_nothing_else() =>
        Law.Holds(seed =>
        {
            var (straight, mirrored) = (new Feed(), new Feed());
            var said = 0L;
            foreach (var e in PatternTape.Session(seed, minutes: 90))
            {
                straight.Play(e);
                mirrored.Play(e.Mirrored(about: 17_000));
                Assert.That(mirrored[FeatureId.SierraPatternStrength].Value, Is.EqualTo(-straight[FeatureId.SierraPatternStrength].Value));
                Assert.That(
                    mirrored[FeatureId.SierraPatternStrength].IsValid,
                    Is.EqualTo(straight[FeatureId.SierraPatternStrength].IsValid)
                );
            }

            foreach (var kind in Enum.GetValues<PatternKind>())
            {
                Assert.That(
                    mirrored.Core.Patterns.Times(kind, Direction.Long),
                    Is.EqualTo(straight.Core.Patterns.Times(kind, Direction.Short)),
                    $"{kind}"
                );
                Assert.That(
                    mirrored.Core.Patterns.Times(kind, Direction.Short),
                    Is.EqualTo(straight.Core.Patterns.Times(kind, Direction.Long)),
                    $"{kind}"
                );
                said += straight.Core.Patterns.Times(kind, Direction.Long);
            }

            Assert.That(said, Is.GreaterThan(5), "the law was held against real patterns");
        });

    [Test]
    public void What_comes_later_changes_nothing_that_was_said_before() =>
        Law.Holds(seed =>
        {
            var tape = PatternTape.Session(seed, minutes: 60);
            var half = tape.Count / 2;
            var other = tape.Take(half).Concat(tape.Skip(half).Select(e => e.Mirrored(about: 17_600))).ToList();
            Assert.That(Values(other).Take(half), Is.EqualTo(Values(tape).Take(half)));
        });

    [Test]
    public void Signs_of_life_between_the_trades_change_nothing_that_is_said() =>
        Law.Holds(seed =>
        {
            var tape = PatternTape.Session(seed, minutes: 60);
            var (plain, lively) = (new Feed(), new Feed());
            for (var i = 0; i < tape.Count; i++)
            {
                plain.Play(tape[i]);
                lively.Play(tape[i]);
                Assert.That(lively[FeatureId.SierraPatternStrength], Is.EqualTo(plain[FeatureId.SierraPatternStrength]), $"event {i}");
                // Whatever is due by the moment before the next trade is said now or with that trade, but it is the same and as old.
                if (i + 1 < tape.Count && tape[i + 1].Millis > tape[i].Millis)
                    lively.Play(new TapeEvent(tape[i + 1].Millis - 1));
            }
        });

    [Test]
    public void Feature_4_is_the_clamped_sum_over_the_newest_of_each_name()
    {
        double[] weights = [0.40, 0.30, 0.25, 0.20, 0.25, 0.20, 0.15, 0.20, 0.20];
        var compared = 0;
        Law.Holds(
            seed =>
            {
                var tape = PatternTape.Session(seed, minutes: 60);
                var trace = PatternTrace.Of(tape);
                var feed = new Feed();
                for (var i = 0; i < tape.Count; i++)
                {
                    feed.Play(tape[i]);
                    var closed = (int)feed.Core.Counters.MinuteBars;
                    var sum = trace.Sum(name =>
                        name.Value.LastOrDefault(said => said.Event <= i) is not { } newest
                            ? 0
                            : weights[(int)name.Key]
                                * newest.Points
                                * newest.Strength
                                * Math.Pow(2, -(closed - newest.Bar) / (name.Key == PatternKind.BattleNavale ? 10.0 : 3.0))
                    );
                    var reading = feed[FeatureId.SierraPatternStrength];
                    Assert.That(reading.IsValid, Is.EqualTo(closed >= 20));
                    if (!reading.IsValid)
                        continue;
                    Assert.That(reading.Value, Is.EqualTo(Math.Clamp(sum, -1, 1)).Within(1e-9), $"event {i}");
                    compared += sum == 0 ? 0 : 1;
                }
            },
            seeds: 6
        );
        Assert.That(compared, Is.GreaterThan(1_000), "the law was held against real values");
    }

    private static List<double> Values(IEnumerable<TapeEvent> tape)
    {
        var feed = new Feed();
        var values = new List<double>();
        foreach (var e in tape)
        {
            feed.Play(e);
            values.Add(feed[FeatureId.SierraPatternStrength].Value);
        }

        return values;
    }
}
