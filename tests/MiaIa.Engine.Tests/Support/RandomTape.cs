namespace MiaIa.Engine.Tests.Support;

/// <summary>A made-up morning from a seed: two hours across the regular open, bursts and pauses, now and then an unsound book.</summary>
internal static class RandomTape
{
    /// <summary>2023-06-29 09:30 New York, in Unix milliseconds.</summary>
    public const long RegularOpenMillis = 1_688_045_400_000;

    public static List<TapeEvent> Morning(int seed, int events = 6_000, long startBeforeOpenMillis = 45 * 60_000)
    {
        var random = new Random(seed);
        var tape = new List<TapeEvent>(events);
        var now = RegularOpenMillis - startBeforeOpenMillis;
        var price = 17_600;
        for (var i = 0; i < events; i++)
        {
            // Most events share a burst; a few follow a pause, on average 1.2 s.
            now += random.Next(10) switch
            {
                0 => random.Next(12_000),
                < 5 => random.Next(1_500),
                _ => random.Next(3),
            };
            tape.Add(
                random.Next(10) switch
                {
                    < 6 => Trade(random, now, ref price),
                    < 9 => Book(random, now, price),
                    _ => new TapeEvent(now),
                }
            );
        }

        return tape;
    }

    /// <summary>
    /// Thirty hours across a daily pause, thin: a trade or a heartbeat every half minute on average, minutes without trades, and now
    /// and then a pause of up to three hours, so that every timeframe has its 21 bars and misses some.
    /// </summary>
    public static List<TapeEvent> Day(int seed, int events = 3_000)
    {
        var random = new Random(seed);
        var tape = new List<TapeEvent>(events);
        var now = RegularOpenMillis - (45 * 60_000);
        var price = 17_600;
        var drift = 0;
        for (var i = 0; i < events; i++)
        {
            now += random.Next(400) switch
            {
                0 => random.Next(3 * 3_600_000),
                < 200 => random.Next(120_000),
                _ => random.Next(1_000),
            };
            if (i % 100 == 0)
                drift = random.Next(-1, 2);
            price += drift;
            tape.Add(random.Next(8) == 0 ? new TapeEvent(now) : Trade(random, now, ref price));
        }

        return tape;
    }

    private static TapeEvent Trade(Random random, long now, ref int price)
    {
        price += random.Next(-1, 2);
        return new TapeEvent(now, price, 1 + (random.Next(8) == 0 ? random.Next(90) : random.Next(4)), random.Next(2) == 0);
    }

    private static TapeEvent Book(Random random, long now, int price)
    {
        var bid = price - random.Next(1, 3);
        var ask = random.Next(25) == 0 ? bid - random.Next(2) : price + random.Next(1, 3);
        var sides = random.Next(40) == 0 ? 0 : random.Next(1, 11);
        return new TapeEvent(
            now,
            Bids: [.. Enumerable.Range(0, sides).Select(i => new Level(bid - i, random.Next(1, 300)))],
            Asks: [.. Enumerable.Range(0, random.Next(1, 11)).Select(i => new Level(ask + i, random.Next(1, 300)))]
        );
    }
}
