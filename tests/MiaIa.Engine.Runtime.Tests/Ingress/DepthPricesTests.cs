using Google.Protobuf;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Ingress;

/// <summary>Books whose prices end early: each level that was left out lies one tick behind the one before.</summary>
public sealed class DepthPricesTests
{
    [Test]
    public void A_book_is_the_same_however_many_of_its_prices_are_left_out([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 100; i++)
        {
            var whole = new DepthSnapshot { ObservedUnixUs = SampleFrames.OpenUnixUs };
            Fill(random, whole.BidPriceTicks, whole.BidLots, whole.BidOrders, -1);
            Fill(random, whole.AskPriceTicks, whole.AskLots, whole.AskOrders, +1);
            var cut = whole.Clone();
            Cut(random, cut.BidPriceTicks, -1);
            Cut(random, cut.AskPriceTicks, +1);

            var (wholeBids, wholeAsks) = Received(whole, out _);
            Assert.That(wholeBids, Has.Length.EqualTo(whole.BidLots.Count));
            var (bids, asks) = Received(cut, out var refusal);
            Assert.That(refusal, Is.Null);
            Assert.That(bids, Is.EqualTo(wholeBids));
            Assert.That(asks, Is.EqualTo(wholeAsks));
        }
    }

    [Test]
    public void Lots_without_any_price_are_refused()
    {
        var depth = SampleFrames.Depth().Depth;
        depth.AskPriceTicks.Clear();
        Received(depth, out var refusal);
        Assert.That(
            (refusal?.Reason, refusal?.Field, refusal?.Value),
            Is.EqualTo((RefusalReason.UnequalColumns, "depth.ask_lots.length", "10"))
        );
    }

    [Test]
    public void Prices_that_would_go_on_below_one_tick_are_refused_where_they_do()
    {
        var depth = SampleFrames.Depth().Depth;
        depth.BidPriceTicks.Clear();
        depth.BidPriceTicks.Add(7);
        Received(depth, out var refusal);
        Assert.That(
            (refusal?.Reason, refusal?.Field, refusal?.Value),
            Is.EqualTo((RefusalReason.BadPrice, "depth.bid_price_ticks[7]", "0"))
        );
    }

    [TestCase(int.MinValue, "bid")]
    [TestCase(int.MaxValue, "ask")]
    public void A_price_at_the_end_of_all_numbers_is_refused(int price, string side)
    {
        var depth = SampleFrames.Depth().Depth;
        var prices = side == "bid" ? depth.BidPriceTicks : depth.AskPriceTicks;
        prices.Clear();
        prices.Add(price);
        Received(depth, out var refusal);
        Assert.That((refusal?.Reason, refusal?.Field), Is.EqualTo((RefusalReason.BadPrice, $"depth.{side}_price_ticks[0]")));
    }

    [Test]
    public void A_side_of_too_many_levels_is_refused_and_not_spelled_out()
    {
        var depth = SampleFrames.Depth().Depth;
        depth.BidLots.AddRange(Enumerable.Repeat(1u, 1_000_000));
        depth.BidPriceTicks.RemoveAt(9);
        Received(depth, out var refusal);
        Assert.That(
            (refusal?.Reason, refusal?.Field, refusal?.Value),
            Is.EqualTo((RefusalReason.BadCount, "depth.bid_price_ticks.length", "11"))
        );
    }

    private static (BookLevel[] Bids, BookLevel[] Asks) Received(DepthSnapshot depth, out Refusal? refusal)
    {
        var reader = new FrameReader();
        var frame = new StudyFrame
        {
            Epoch = 7,
            Counter = 1,
            Depth = depth,
        };
        Assert.That(reader.TryRead(frame.ToByteArray()), Is.True);
        refusal = reader.Refusal;
        return (reader.Depth.Book.Bids.ToArray(), reader.Depth.Book.Asks.ToArray());
    }

    private static void Fill(Random random, IList<int> prices, IList<uint> lots, IList<uint> orders, int sign)
    {
        var price = random.Next(100, 20_000);
        for (var i = random.Next(0, 11); i > 0; i--)
        {
            prices.Add(price += sign * (random.Next(5) == 0 ? random.Next(2, 5) : 1));
            lots.Add((uint)random.Next(1, 300));
            orders.Add((uint)random.Next(0, 40));
        }
    }

    // Any number of those at the end that follow from the one before, at least one price stays.
    private static void Cut(Random random, IList<int> prices, int sign)
    {
        while (prices.Count > 1 && prices[^1] - prices[^2] == sign && random.Next(6) != 0)
            prices.RemoveAt(prices.Count - 1);
    }
}
