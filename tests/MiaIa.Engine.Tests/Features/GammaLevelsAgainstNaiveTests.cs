using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Options;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

/// <summary>gamma_levels_proximity equals its slow recomputation from all events, at 1e-9.</summary>
public sealed class GammaLevelsAgainstNaiveTests
{
    private const double Spot = MadeUpChain.Spot;

    // A crossing is known to 1e-7 of the spot.
    private const double ZeroGammaTicksApart = 3e-3;

    [Test]
    public void It_equals_its_recomputation_while_volatilities_change_and_walls_fade()
    {
        var compared = 0;
        var values = new HashSet<double>();
        Law.Holds(
            seed =>
            {
                var contracts = new MadeUpChain(seed) { MissingShare = 0.1 }.Contracts();
                var feed = new OptionFeed();
                feed.List(contracts);
                compared += Compare(feed, new NaiveGamma(), OptionMorning.Tape(seed, Start, 45 * 60, Spot, contracts), every: 67, values);
            },
            seeds: 6
        );
        Assert.That(compared, Is.GreaterThan(100), "the law was held against real values");
        Assert.That(values, Has.Count.GreaterThan(50), "and they were not one");
    }

    private static long Start => MadeUpChain.Now.Value / 1_000_000;

    internal static int Compare(OptionFeed feed, NaiveGamma naive, List<OptionTapeEvent> tape, int every, HashSet<double> values)
    {
        var compared = 0;
        for (var i = 0; i < tape.Count; i++)
        {
            naive.Take(tape[i]);
            feed.Play(tape[i]);
            var reading = feed[FeatureId.GammaLevelsProximity];
            if (i % every != 0 || !reading.IsValid)
                continue;
            var zero = feed.Core.Levels.TicksOf(DrawnLevel.ZeroGamma);
            Assert.That(zero, Is.EqualTo(naive.ZeroGammaTicks).Within(ZeroGammaTicksApart), $"event {i}: zero gamma of this minute");
            Assert.That(reading.Value, Is.EqualTo(naive.Score(zero)).Within(1e-9), $"event {i}");
            values.Add(Math.Round(reading.Value, 6));
            compared++;
        }

        return compared;
    }
}
