using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Market;

public sealed class PrintTapeTests
{
    [Test]
    public void Neighbours_of_one_side_in_one_millisecond_are_one_print()
    {
        var prints = new PrintTape();
        prints.Add(10, 100, 3, isBuy: true);
        Assert.That(prints.IsExtended, Is.False);
        prints.Add(10, 101, 4, isBuy: true);
        Assert.That(prints.IsExtended);
        Assert.That((prints.Count, prints.Lots, prints.LotsBefore, prints.Prices, prints.IsBuy), Is.EqualTo((1L, 7L, 3L, 2, true)));
    }

    [TestCase(11, true, TestName = "Another millisecond begins another print")]
    [TestCase(10, false, TestName = "The other side begins another print")]
    public void Ends(long millis, bool isBuy)
    {
        var prints = new PrintTape();
        prints.Add(10, 100, 3, isBuy: true);
        prints.Add(millis, 100, 4, isBuy);
        Assert.That((prints.Count, prints.Lots, prints.LotsBefore, prints.StartMillis), Is.EqualTo((2L, 4L, 0L, millis)));
    }

    [Test]
    public void A_side_that_comes_back_after_the_other_begins_a_print_of_its_own()
    {
        var prints = new PrintTape();
        prints.Add(10, 100, 60, isBuy: true);
        prints.Add(10, 99, 1, isBuy: false);
        prints.Add(10, 100, 60, isBuy: true);
        Assert.That((prints.Count, prints.Lots), Is.EqualTo((3L, 60L)));
    }

    [Test]
    public void Trades_on_both_sides_of_a_gap_are_not_neighbours()
    {
        var prints = new PrintTape();
        prints.Add(10, 100, 60, isBuy: true);
        prints.Break();
        prints.Add(10, 100, 60, isBuy: true);
        Assert.That((prints.Count, prints.Lots, prints.Prices), Is.EqualTo((2L, 60L, 1)));
    }

    [Test]
    public void A_price_that_was_left_and_comes_back_counts_once()
    {
        var prints = new PrintTape();
        foreach (var price in new[] { 100, 102, 101, 100, 102, 99 })
            prints.Add(10, price, 1, isBuy: false);
        Assert.That(prints.Prices, Is.EqualTo(4));
    }

    [Test]
    public void Prints_equal_those_grouped_by_hand_from_the_whole_tape() =>
        Law.Holds(seed =>
        {
            var random = new Random(seed);
            var prints = new PrintTape();
            var tape = new List<(long Millis, int Price, int Lots, bool IsBuy)>();
            for (var i = 0; i < 400; i++)
            {
                var millis = (tape.Count == 0 ? 0 : tape[^1].Millis) + (random.Next(6) == 0 ? 1 : 0);
                tape.Add((millis, random.Next(100, 110), random.Next(1, 9), random.Next(5) != 0));
                var (at, price, lots, isBuy) = tape[^1];
                prints.Add(at, price, lots, isBuy);
                var others = tape.FindLastIndex(trade => trade.Millis != at || trade.IsBuy != isBuy);
                var print = tape.Skip(others + 1).ToList();
                Assert.That(
                    (prints.Lots, prints.Prices, prints.IsExtended),
                    Is.EqualTo(
                        ((long)print.Sum(trade => trade.Lots), print.Select(trade => trade.Price).Distinct().Count(), print.Count > 1)
                    )
                );
            }
        });
}
