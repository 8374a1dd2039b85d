using MiaIa.Engine.Market;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

public sealed class GhostsInTheStepTests
{
    [Test]
    public void Every_signal_that_was_born_is_a_ghost_that_ended_is_open_is_lost_or_was_not_opened()
    {
        var core = new EngineCore(Feed.BuiltOnly);
        var random = new Random(1);
        var book = new BookSnapshot();
        var nanos = RandomTape.RegularOpenMillis * UnixNanos.PerMilli;
        var (price, ended) = (17_600, 0);
        for (var i = 0; i < 100_000; i++)
        {
            nanos += random.Next(60) * UnixNanos.PerMilli;
            var isUp = i / 5_000 % 2 == 0;
            price +=
                random.Next(4) != 0 ? 0
                : isUp ? 1
                : -1;
            core.Process(Next(random, book, UnixNanos.Trusted(nanos), price, isUp));
            foreach (ref readonly var ghost in core.Trading.Ghosts.Ended)
                ended += ghost.Trip.Rule == LimitRule.Through ? 1 : 0;
        }

        var ghosts = core.Trading.Ghosts;
        Assert.That(ended, Is.GreaterThan(5), "ghosts ended while their ends could be read");
        Assert.That(ended + ghosts.Open + ghosts.Lost + ghosts.NotOpened, Is.EqualTo(core.Counters.SignalsBorn));
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
