namespace MiaIa.Engine.Tests.Support;

/// <summary>
/// A made-up morning for the features that read prints and footprints: bursts inside one millisecond, orders of all sizes up to
/// blocks, stretches in which one side presses, prices that gap, pauses, books in between.
/// </summary>
internal static class FlowTape
{
    public static List<TapeEvent> Morning(int seed, int events = 6_000)
    {
        var random = new Random(seed);
        var tape = new List<TapeEvent>(events);
        var now = RandomTape.RegularOpenMillis - (20 * 60_000);
        var price = 17_600;
        var buyers = 5;
        while (tape.Count < events)
        {
            now += random.Next(12) switch
            {
                0 => random.Next(15_000),
                < 5 => random.Next(1_200),
                _ => random.Next(3),
            };
            if (random.Next(40) == 0)
                buyers = random.Next(1, 10);
            if (random.Next(300) == 0)
                price += random.Next(-40, 41);
            switch (random.Next(20))
            {
                case < 13:
                    Burst(random, tape, now, ref price, buyers);
                    break;
                case < 16:
                    tape.Add(new TapeEvent(now, Bids: [new Level(price - 1, 10)], Asks: [new Level(price + 1, 10)]));
                    break;
                default:
                    tape.Add(new TapeEvent(now));
                    break;
            }
        }

        return tape;
    }

    // Most orders are small; one in ten is large, of which some sweep prices and some are met by the other side in between.
    private static void Burst(Random random, List<TapeEvent> tape, long now, ref int price, int buyers)
    {
        var isBuy = random.Next(10) < buyers;
        var isLarge = random.Next(10) == 0;
        var fills = isLarge ? random.Next(1, 9) : random.Next(1, 3);
        for (var i = 0; i < fills; i++)
        {
            price +=
                random.Next(6) == 0 ? (isBuy ? 1 : -1)
                : random.Next(12) == 0 ? random.Next(-1, 2)
                : 0;
            var lots = isLarge ? random.Next(1, 160) : random.Next(1, 9);
            tape.Add(new TapeEvent(now, price, lots, isBuy ^ (isLarge && random.Next(12) == 0)));
        }
    }
}
