using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Features;

public sealed class OrderFlowImbalanceTests
{
    // From bid 100×10, ask 101×10 to the row's book; the paper's four terms worked by hand.
    [TestCase(100, 15, 101, 10, 5, TestName = "Contracts added to the bid press up")]
    [TestCase(100, 10, 101, 4, 6, TestName = "Contracts taken from the ask press up")]
    [TestCase(101, 7, 102, 9, 17, TestName = "Both prices rise: the new bid and the old ask")]
    [TestCase(99, 7, 100, 9, -19, TestName = "Both prices fall: the old bid and the new ask")]
    [TestCase(100, 10, 101, 10, 0, TestName = "The same book again is no flow")]
    public void Flow(int bid, int bidLots, int ask, int askLots, int expected)
    {
        var flow = new OrderFlowImbalance();
        flow.Advance(1_000_000);
        flow.Apply(Book(100, 10, 101, 10));
        flow.Apply(Book(bid, bidLots, ask, askLots));
        Assert.That(flow.Lots, Is.EqualTo(expected));
        flow.Advance(1_009_999);
        Assert.That(flow.Lots, Is.EqualTo(expected), "ten seconds less a millisecond");
        flow.Advance(1_010_000);
        Assert.That(flow.Lots, Is.Zero, "what is ten seconds old has left");
    }

    [Test]
    public void An_unsound_book_breaks_the_chain()
    {
        var flow = new OrderFlowImbalance();
        flow.Advance(1_000_000);
        flow.Apply(Book(100, 10, 101, 10));
        flow.Apply(Book(101, 10, 101, 10));
        flow.Apply(Book(105, 90, 106, 10));
        Assert.That(flow.Lots, Is.Zero);
    }

    // The two flows cancel, so that only the places they lie in can tell that they were forgotten.
    [Test]
    public void A_long_pause_forgets_flows_that_cancelled_each_other()
    {
        var flow = new OrderFlowImbalance();
        flow.Advance(1_000_000);
        flow.Apply(Book(100, 10, 101, 10));
        flow.Apply(Book(100, 15, 101, 10));
        flow.Advance(1_000_001);
        flow.Apply(Book(100, 10, 101, 10));
        flow.Apply(Book(101, 10, 101, 10));
        flow.Advance(1_015_000);
        flow.Advance(1_020_001);
        Assert.That(flow.Lots, Is.Zero);
        flow.Advance(1_024_999);
        Assert.That(flow.Lots, Is.Zero);
    }

    [Test]
    public void It_is_reported_with_the_score_and_changes_its_sign_with_the_market() =>
        Law.Holds(
            seed =>
            {
                var (straight, mirrored) = (new Feed(), new Feed());
                var seen = 0;
                foreach (var e in RandomTape.Morning(seed, 2_000))
                {
                    straight.Play(e);
                    mirrored.Play(e.Mirrored(about: 17_000));
                    Assert.That(mirrored.Core.State.OrderFlowLots, Is.EqualTo(-straight.Core.State.OrderFlowLots));
                    seen += straight.Core.State.OrderFlowLots != 0 ? 1 : 0;
                }

                Assert.That(seen, Is.GreaterThan(500), "the law was held against real values");
            },
            seeds: 5
        );

    private static BookSnapshot Book(int bid, int bidLots, int ask, int askLots)
    {
        var book = new BookSnapshot();
        book.TryAddBid(new BookLevel(PriceTicks.Trusted(bid), Contracts.Trusted(bidLots), 0));
        book.TryAddAsk(new BookLevel(PriceTicks.Trusted(ask), Contracts.Trusted(askLots), 0));
        return book;
    }
}
