using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Market;

public sealed class DiagonalImbalancesTests
{
    // The bid volume one tick below and the ask volume of the row that is asked about.
    [TestCase(10, 30, true, TestName = "Three times the neighbour and thirty contracts: an imbalance")]
    [TestCase(10, 29, false, TestName = "Under thirty contracts: none")]
    [TestCase(11, 32, false, TestName = "Under three times the neighbour: none")]
    [TestCase(0, 30, true, TestName = "A neighbour without volume counts as one contract")]
    public void Of_a_buyers_row(int bidBelow, int ask, bool expected)
    {
        var bar = new BarFootprint();
        bar.Add(101, ask, isBuy: true);
        bar.Add(101, 1_000, isBuy: false);
        bar.Add(100, 1_000, isBuy: true);
        if (bidBelow > 0)
            bar.Add(100, bidBelow, isBuy: false);
        Assert.That(DiagonalImbalances.IsAt(bar, 1, isBuy: true), Is.EqualTo(expected));
    }

    [Test]
    public void The_row_at_the_edge_of_the_bar_has_a_neighbour_that_did_not_trade()
    {
        var bar = new BarFootprint();
        bar.Add(100, 30, isBuy: true);
        bar.Add(100, 30, isBuy: false);
        Assert.That(DiagonalImbalances.IsAt(bar, 0, isBuy: true));
        Assert.That(DiagonalImbalances.IsAt(bar, 0, isBuy: false));
    }

    // One row a pair, from the lowest price: ask volume, bid volume.
    [TestCase(new[] { 90, 5, 90, 5, 90, 5 }, 3, 0, TestName = "Three rows of buyers are a stack of three")]
    [TestCase(new[] { 90, 5, 90, 5, 0, 0, 90, 5, 90, 5 }, 2, 0, TestName = "A row that did not trade ends a stack")]
    [TestCase(new[] { 5, 90, 5, 90, 5, 90 }, 0, 3, TestName = "Three rows of sellers are a stack of three")]
    [TestCase(new[] { 20, 20, 20, 20 }, 0, 0, TestName = "A balanced bar has none")]
    public void Stacks(int[] pairs, int buyers, int sellers)
    {
        var bar = new BarFootprint();
        for (var i = 0; i < pairs.Length; i++)
        {
            if (pairs[i] > 0)
                bar.Add(100 + (i / 2), pairs[i], isBuy: i % 2 == 0);
        }

        Assert.That(DiagonalImbalances.LongestStack(bar, isBuy: true), Is.EqualTo(buyers));
        Assert.That(DiagonalImbalances.LongestStack(bar, isBuy: false), Is.EqualTo(sellers));
    }

    [Test]
    public void Reflected_prices_and_swapped_sides_swap_the_stacks()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var (bar, mirrored) = (new BarFootprint(), new BarFootprint());
            for (var i = 0; i < 40; i++)
            {
                var (price, lots, isBuy) = (random.Next(100, 112), random.Next(1, 60), random.Next(2) == 0);
                bar.Add(price, lots, isBuy);
                mirrored.Add(1_000 - price, lots, !isBuy);
            }

            Assert.That(DiagonalImbalances.LongestStack(mirrored, false), Is.EqualTo(DiagonalImbalances.LongestStack(bar, true)));
            Assert.That(DiagonalImbalances.LongestStack(mirrored, true), Is.EqualTo(DiagonalImbalances.LongestStack(bar, false)));
        }
    }
}
