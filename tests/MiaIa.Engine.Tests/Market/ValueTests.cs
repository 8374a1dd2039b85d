using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Market;

public sealed class ValueTests
{
    [TestCase(0, false)]
    [TestCase(long.MinValue, false)]
    [TestCase(1, true)]
    [TestCase(UnixNanos.MaxValue, true)]
    [TestCase(long.MaxValue, false)]
    public void A_moment_is_within_its_range(long nanos, bool accepted) =>
        Assert.That(UnixNanos.TryCreate(nanos, out _), Is.EqualTo(accepted));

    [Test]
    public void A_book_takes_levels_only_in_order_and_at_most_ten()
    {
        var book = new BookSnapshot();
        Assert.That(book.TryAddBid(Level(100, 5)) && book.TryAddBid(Level(99, 5)), Is.True);
        Assert.That(book.TryAddBid(Level(99, 5)), Is.False, "the same price again");
        Assert.That(book.TryAddBid(Level(98, 0)), Is.False, "nothing rests there");
        Assert.That(book.TryAddAsk(Level(101, 5)), Is.True);
        Assert.That(book.TryAddAsk(Level(100, 5)), Is.False, "falling asks");
        for (var price = 102; price <= 110; price++)
            Assert.That(book.TryAddAsk(Level(price, 1)), Is.True);
        Assert.That(book.TryAddAsk(Level(111, 1)), Is.False, "the eleventh level");
        Assert.That((book.BidCount, book.AskCount, book.IsSound), Is.EqualTo((2, 10, true)));
    }

    [TestCase(101, 100, TestName = "A crossed book is not sound")]
    [TestCase(100, 100, TestName = "A locked book is not sound")]
    [TestCase(100, 0, TestName = "A one-sided book is not sound")]
    public void Unsound(int bid, int ask)
    {
        var book = new BookSnapshot();
        book.TryAddBid(Level(bid, 1));
        book.TryAddAsk(Level(ask, 1));
        Assert.That(book.IsSound, Is.False);
    }

    private static BookLevel Level(int price, int lots) => new(PriceTicks.Trusted(price), Contracts.Trusted(lots), 0);
}
