using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

public sealed class AllocationTests
{
    [Test]
    public void The_step_allocates_nothing_over_100_000_events_signals_included()
    {
        var core = new EngineCore(Feed.BuiltOnly);
        var random = new Random(1);
        var book = new BookSnapshot();
        var nanos = RandomTape.RegularOpenMillis * UnixNanos.PerMilli;
        var price = 17_600;
        var born = 0L;
        var before = 0L;
        for (var i = 0; i < 200_000; i++)
        {
            if (i == 100_000)
            {
                born = core.Counters.SignalsBorn;
                before = AllocatedBytes.OfThisThread();
            }

            nanos += random.Next(60) * UnixNanos.PerMilli;
            // Two and a half minutes up, two and a half down, so that signals are born both ways.
            var isUp = i / 5_000 % 2 == 0;
            price +=
                random.Next(4) != 0 ? 0
                : isUp ? 1
                : -1;
            core.Process(Next(random, book, UnixNanos.Trusted(nanos), price, isUp));
            _ = core.State.Readings;
            _ = core.Gates;
        }

        var allocated = AllocatedBytes.OfThisThread() - before;
        Assert.That(allocated, Is.Zero);
        Assert.That(core.Counters.SignalsBorn, Is.GreaterThan(born), "signals were born while it was measured");
    }

    private static MarketEvent Next(Random random, BookSnapshot book, UnixNanos at, int price, bool isUp)
    {
        if (random.Next(2) == 0)
        {
            return MarketEvent.Trade(
                at,
                at,
                PriceTicks.Trusted(price),
                Contracts.Trusted(random.Next(1, 30)),
                random.Next(4) == 0 != isUp ? Aggressor.Buy : Aggressor.Sell,
                PrintGroup.None,
                default,
                default
            );
        }

        book.Clear();
        for (var i = 0; i < 10; i++)
        {
            book.TryAddBid(new BookLevel(PriceTicks.Trusted(price - 1 - i), Contracts.Trusted(random.Next(1, 200)), 0));
            book.TryAddAsk(new BookLevel(PriceTicks.Trusted(price + 1 + i), Contracts.Trusted(random.Next(1, 200)), 0));
        }

        return MarketEvent.BookChanged(at, at, book);
    }
}
