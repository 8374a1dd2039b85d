using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Signals;

/// <summary>Random score paths, many of them exactly on a limit or a billionth beside it, through both implementations.</summary>
public sealed class SignalLifeAgainstNaiveTests
{
    private static readonly long[] Limits = [0, 0, 180_000_000, 280_000_000, 320_000_000, 380_000_000];

    [Test]
    public void The_life_of_signals_is_the_designs_on_random_paths()
    {
        var seen = new Dictionary<string, int>();
        Law.Holds(
            seed =>
            {
                var random = new Random(seed);
                var isMicro = random.Next(2) == 0;
                var options = new SignalOptions
                {
                    BaseContracts = isMicro ? 10 : 1,
                    CeilingContracts = isMicro ? 20 : 2,
                    HoldMillis = 750,
                };
                var lowest = isMicro ? 2 : 3;
                var life = new SignalLife(options, new TierTable(new TierLimits()), new SignalSizing(options));
                var naive = new NaiveSignalLife(Limits[lowest], lowest, Limits, options);
                foreach (var input in Path(random, Limits[lowest]))
                {
                    var before = life.Alive;
                    var happened = life.Step(input);
                    var text = happened == SignalEvent.None ? "" : Text(happened, life, before);
                    Assert.That(text, Is.EqualTo(naive.Step(input)), $"at {input}");
                    seen[text] = seen.GetValueOrDefault(text) + 1;
                }
            },
            seeds: 300
        );
        foreach (
            var what in new[]
            {
                "Born 2",
                "Born 3",
                "Born 5",
                "Raised 4",
                "Demoted 3",
                "Flipped",
                "Weakened",
                "Expired",
                "Coverage",
                "Stale",
            }
        )
        {
            Assert.That(seen.Keys.Any(text => text.Contains(what, StringComparison.Ordinal)), $"no path made \"{what}\"");
        }
    }

    // After the end of a signal the life no longer tells its direction.
    private static string Text(SignalEvent happened, SignalLife life, Direction before) =>
        happened == SignalEvent.Ended
            ? $"Ended {(int)life.Tier} {before} {life.EndedBecause}"
            : $"{happened} {(int)life.Tier} {life.Alive}";

    private static IEnumerable<SignalInput> Path(Random random, long lowest)
    {
        var now = UnixNanos.PerSecond;
        long[] corners =
        [
            0,
            180_000_000,
            280_000_000,
            300_000_000,
            320_000_000,
            360_000_000,
            375_000_000,
            380_000_000,
            lowest - 30_000_000,
            lowest - 100_000_000,
        ];
        var (score, sign) = (0L, 1);
        for (var i = 0; i < 400; i++)
        {
            now += random.Next(12) switch
            {
                0 => 0,
                1 => 750 * UnixNanos.PerMilli,
                2 => 30 * UnixNanos.PerSecond,
                3 => 60 * UnixNanos.PerSecond,
                < 6 => random.NextInt64(6 * UnixNanos.PerSecond),
                _ => random.NextInt64(400 * UnixNanos.PerMilli),
            };
            if (random.Next(3) != 0)
                score = corners[random.Next(corners.Length)] + random.Next(-1, 2);
            else if (random.Next(2) == 0)
                score = random.NextInt64(450_000_000);
            sign = random.Next(12) == 0 ? -sign : sign;
            yield return new SignalInput(
                UnixNanos.Trusted(now),
                sign * score,
                random.Next(40) != 0,
                random.Next(40) != 0,
                random.Next(25) != 0
            );
        }
    }
}
