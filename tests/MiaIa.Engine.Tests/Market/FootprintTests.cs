using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Market;

public sealed class FootprintTests
{
    [Test]
    public void A_bar_holds_the_volume_of_each_price_by_side()
    {
        var footprint = new Footprint();
        footprint.Add(100, 5, isBuy: true);
        footprint.Add(98, 2, isBuy: false);
        footprint.Add(100, 1, isBuy: false);
        var bar = footprint.Forming;
        Assert.That((bar.LowTick, bar.RowCount, bar.TradedRows, bar.Volume), Is.EqualTo((98, 3, 2, 8L)));
        Assert.That(
            Enumerable.Range(0, 3).Select(row => (bar.BuyAt(row), bar.SellAt(row))),
            Is.EqualTo(new[] { (0L, 2L), (0L, 0L), (5L, 1L) })
        );
    }

    [Test]
    public void A_closed_bar_is_kept_and_the_next_begins_empty()
    {
        var footprint = new Footprint();
        footprint.Add(100, 5, isBuy: true);
        footprint.Close();
        Assert.That(footprint.Forming.RowCount, Is.Zero);
        footprint.Add(300, 7, isBuy: false);
        footprint.Close();
        Assert.That((footprint.Back(0).LowTick, footprint.Back(0).SellAt(0)), Is.EqualTo((300, 7L)));
        Assert.That((footprint.Back(1).LowTick, footprint.Back(1).BuyAt(0)), Is.EqualTo((100, 5L)));
    }

    [Test]
    public void A_trade_too_far_from_the_first_of_its_bar_is_left_out_and_counted()
    {
        const int half = BarFootprint.RowsMax / 2;
        var footprint = new Footprint();
        footprint.Add(50_000, 1, isBuy: true);
        footprint.Add(50_000 + half - 1, 2, isBuy: true);
        footprint.Add(50_000 - half, 4, isBuy: true);
        footprint.Add(50_000 + half, 8, isBuy: true);
        footprint.Add(50_000 - half - 1, 16, isBuy: true);
        Assert.That((footprint.Forming.Volume, footprint.Forming.RowCount, footprint.Refused), Is.EqualTo((7L, BarFootprint.RowsMax, 2L)));
    }

    [Test]
    public void Every_kept_bar_equals_its_trades_grouped_by_price() =>
        Law.Holds(seed =>
        {
            var random = new Random(seed);
            var footprint = new Footprint();
            var bars = new List<List<(int Price, int Lots, bool IsBuy)>> { new() };
            var price = 20_000;
            for (var i = 0; i < 6_000; i++)
            {
                // Now and then the price gaps.
                price += random.Next(200) == 0 ? random.Next(-300, 301) : random.Next(-1, 2);
                bars[^1].Add((price, random.Next(1, 50), random.Next(2) == 0));
                footprint.Add(price, bars[^1][^1].Lots, bars[^1][^1].IsBuy);
                if (random.Next(100) != 0)
                    continue;
                footprint.Close();
                bars.Add([]);
            }

            for (var back = 0; back < Math.Min(Footprint.KeptMax, bars.Count - 1); back++)
                AssertEqual(footprint.Back(back), bars[^(back + 2)]);
            AssertEqual(footprint.Forming, bars[^1]);
        });

    private static void AssertEqual(BarFootprint bar, List<(int Price, int Lots, bool IsBuy)> trades)
    {
        var low = trades.Count == 0 ? 0 : trades.Min(trade => trade.Price);
        var rows = trades.Count == 0 ? 0 : trades.Max(trade => trade.Price) - low + 1;
        Assert.That((bar.LowTick, bar.RowCount), Is.EqualTo((low, rows)));
        Assert.That(bar.TradedRows, Is.EqualTo(trades.Select(trade => trade.Price).Distinct().Count()));
        for (var row = 0; row < rows; row++)
        {
            var here = trades.Where(trade => trade.Price == low + row).ToList();
            Assert.That(bar.BuyAt(row), Is.EqualTo(here.Where(trade => trade.IsBuy).Sum(trade => trade.Lots)));
            Assert.That(bar.SellAt(row), Is.EqualTo(here.Where(trade => !trade.IsBuy).Sum(trade => trade.Lots)));
        }
    }
}
