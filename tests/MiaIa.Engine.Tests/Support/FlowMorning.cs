using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Support;

/// <summary>A made-up hour of option trades: every few seconds some contracts have traded more, and their quotes have moved.</summary>
internal static class FlowMorning
{
    public static IEnumerable<(long Millis, List<NaiveContract> Changed)> Updates(
        int seed,
        IReadOnlyList<NaiveContract> contracts,
        long startMillis,
        int seconds
    )
    {
        var random = new Random(seed);
        var now = contracts.Select(c => c with { Volume = random.Next(0, 50), Bid = Rounded(random, 20), Ask = 0 }).ToList();
        for (var i = 0; i < now.Count; i++)
            now[i] = now[i] with { Ask = now[i].Bid + 0.1 };
        yield return (startMillis, [.. now]);
        for (var millis = startMillis + 1_000; millis < startMillis + (seconds * 1_000L); millis += random.Next(200, 9_000))
        {
            var changed = new List<NaiveContract>();
            // Each contract once: within an update quotes come before what traded.
            foreach (var at in Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(now.Count)).Distinct().ToList())
            {
                var bid = random.Next(10) == 0 ? 0 : Rounded(random, 20);
                now[at] = now[at] with
                {
                    // Now and then a volume is taken back: a new beginning, no trade.
                    Volume = random.Next(40) == 0 ? Math.Floor(now[at].Volume / 2) : now[at].Volume + random.Next(0, 30),
                    Bid = bid,
                    Ask = random.Next(15) == 0 ? 0 : bid + 0.05 + Rounded(random, 2),
                };
                changed.Add(now[at]);
            }

            yield return (millis, changed);
        }
    }

    private static double Rounded(Random random, int below) => Math.Round(random.NextDouble() * below * 20) / 20;
}
