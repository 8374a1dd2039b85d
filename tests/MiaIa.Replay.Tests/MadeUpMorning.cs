using MiaIa.Engine.Market;

namespace MiaIa.Replay.Tests;

/// <summary>Events of a made-up morning from a seed: bursts of trades, books, a heartbeat a second, some clock ticks.</summary>
internal static class MadeUpMorning
{
    /// <summary>2023-06-29 09:30 New York.</summary>
    public const long StartNanos = 1_688_045_400 * UnixNanos.PerSecond;

    public static IEnumerable<MarketEvent> Events(int seed, int count)
    {
        var random = new Random(seed);
        var nanos = StartNanos;
        var second = nanos / UnixNanos.PerSecond;
        var price = 17_600;
        for (var i = 0; i < count; i++)
        {
            nanos += random.NextInt64(0, 90) * UnixNanos.PerMilli;
            for (; (second + 1) * UnixNanos.PerSecond <= nanos; second++)
            {
                var beat = UnixNanos.Trusted((second + 1) * UnixNanos.PerSecond);
                yield return MarketEvent.Heartbeat(beat, beat);
            }

            var at = UnixNanos.Trusted(nanos);
            yield return random.Next(10) switch
            {
                < 6 => Trade(random, at, price += random.Next(-1, 2)),
                < 9 => Book(random, at, price),
                _ => MarketEvent.Clock(at),
            };
        }
    }

    private static MarketEvent Trade(Random random, UnixNanos at, int price) =>
        MarketEvent.Trade(
            at,
            at,
            PriceTicks.Trusted(price),
            Contracts.Trusted(1 + (random.Next(8) == 0 ? random.Next(200) : random.Next(4))),
            random.Next(2) == 0 ? Aggressor.Buy : Aggressor.Sell,
            PrintGroup.None,
            random.Next(9) == 0 ? default : PriceTicks.Trusted(price - 1),
            PriceTicks.Trusted(price + 1)
        );

    private static MarketEvent Book(Random random, UnixNanos at, int price)
    {
        var book = new BookSnapshot();
        var holes = random.Next(3) == 0 ? 4 : int.MaxValue;
        for (var (i, bid) = (0, price); i < random.Next(1, 11); i++)
        {
            book.TryAddBid(
                new BookLevel(PriceTicks.Trusted(bid -= Step(random, holes)), Contracts.Trusted(random.Next(1, 300)), random.Next(40))
            );
        }

        for (var (i, ask) = (0, price); i < random.Next(1, 11); i++)
            book.TryAddAsk(new BookLevel(PriceTicks.Trusted(ask += Step(random, holes)), Contracts.Trusted(random.Next(1, 300)), 0));
        return MarketEvent.BookChanged(at, at, book);
    }

    // One tick from level to level, and more now and then.
    private static int Step(Random random, int holes) => random.Next(holes) == 0 ? random.Next(1, 4) : 1;
}
