using MiaIa.Engine.Market;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Tests.Screening;

public sealed class GridTapeTests
{
    private static readonly TradeCosts Costs = new(1250, 215);

    // In at the ask of 18,001: stop 17,993, target 18,017.
    [TestCase(18_017, 18_001, 16, -1, TestName = "A target that was only touched is not filled")]
    [TestCase(18_018, 18_001, 16, 16 * 1250 - 430, TestName = "A target is filled at its price once trades went beyond it")]
    [TestCase(18_010, 17_993, -8, -9 * 1250 - 430, TestName = "A stop loses a tick beside its price")]
    [TestCase(18_018, 17_993, -8, -9 * 1250 - 430, TestName = "Where both were met the stop came first")]
    public void A_long_bracket(int high, int low, int ticks, int cents)
    {
        var grid = MadeUpGrid.Flat(10);
        (grid.High[4], grid.Low[4]) = (high, low);
        var isTraded = new GridTape(grid, Costs).TryTrade(1, Direction.Long, 8, 16, out var trade);
        Assert.That(isTraded);
        if (cents == -1)
        {
            // Out at the last price of the day instead.
            Assert.That((trade.Ticks, trade.Cents, trade.ClosedAt), Is.EqualTo((-1, (-2 * 1250L) - 430, grid.At(9))));
            return;
        }

        Assert.That((trade.Ticks, trade.Cents, trade.ClosedAt), Is.EqualTo((ticks, (long)cents, grid.At(4))));
    }

    [Test]
    public void A_short_bracket_is_its_mirror()
    {
        var (up, down) = (MadeUpGrid.Flat(300), MadeUpGrid.Flat(300));
        var price = 0;
        for (var i = 0; i < 300; i++)
        {
            price += (i * 7919 % 13) - 6;
            Set(up, i, 18_000 + price, 18_001 + price, 18_000 + price);
            Set(down, i, 17_999 - price, 18_000 - price, 18_000 - price);
        }

        for (var at = 0; at < 250; at += 7)
        {
            Assert.That(new GridTape(up, Costs).TryTrade(at, Direction.Long, 8, 16, out var one));
            Assert.That(new GridTape(down, Costs).TryTrade(at, Direction.Short, 8, 16, out var other));
            Assert.That((other.Ticks, other.Cents, other.ClosedAt), Is.EqualTo((one.Ticks, one.Cents, one.ClosedAt)));
        }

        static void Set(SecondGrid grid, int i, int bid, int ask, int last) =>
            (grid.Bid[i], grid.Ask[i], grid.Low[i], grid.High[i], grid.Last[i]) = (bid, ask, last, last, last);
    }

    [Test]
    public void Nobody_gets_in_without_a_sound_book()
    {
        var grid = MadeUpGrid.Flat(10);
        grid.Bid[1] = grid.Ask[1] = 0;
        Assert.That(new GridTape(grid, Costs).TryTrade(1, Direction.Long, 8, 16, out _), Is.False);
    }
}
