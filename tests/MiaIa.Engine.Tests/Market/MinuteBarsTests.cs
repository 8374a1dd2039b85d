using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Market;

public sealed class MinuteBarsTests
{
    [Test]
    public void A_bar_holds_the_trades_from_its_start_up_to_its_end()
    {
        var bars = new MinuteBars();
        bars.Add(60_000, 100, 1, isBuy: true);
        bars.Add(90_000, 104, 2, isBuy: false);
        bars.Add(119_999, 98, 3, isBuy: true);
        Assert.That(bars.TryClose(119_999), Is.False);
        Assert.That(bars.TryClose(120_000), Is.True);
        var bar = bars.Closed;
        Assert.That((bar.StartMillis, bar.Open, bar.High, bar.Low, bar.Close), Is.EqualTo((60_000L, 100, 104, 98, 98)));
        Assert.That((bar.BuyVolume, bar.SellVolume), Is.EqualTo((4L, 2L)));
    }

    [Test]
    public void A_minute_without_trades_makes_no_bar()
    {
        var bars = new MinuteBars();
        bars.Add(0, 100, 1, isBuy: true);
        Assert.That(bars.TryClose(600_000), Is.True);
        Assert.That(bars.TryClose(660_000), Is.False);
        Assert.That(bars.Count, Is.EqualTo(1));
    }

    [Test]
    public void The_last_closed_bars_are_kept_newest_first()
    {
        var bars = new MinuteBars();
        for (var i = 0; i < 100; i++)
            Bar(bars, i, low: 1_000 + i, high: 1_010 + i, close: 1_005 + i);
        for (var back = 0; back < MinuteBars.KeptMax; back++)
            Assert.That((bars.Back(back).StartMillis, bars.Back(back).Low), Is.EqualTo(((99 - back) * 60_000L, 1_099 - back)));
    }

    // Wilder's own arithmetic on ranges 1 … 14 is their mean, 7.5; then one step of (13·7.5 + 22)/14.
    [Test]
    public void The_true_range_is_averaged_as_Wilder_does()
    {
        var bars = new MinuteBars();
        for (var i = 1; i <= 14; i++)
            Bar(bars, i, low: 1_000, high: 1_000 + i, close: 1_000);
        Assert.That(bars.HasAtr);
        Assert.That(bars.AtrTicks, Is.EqualTo(7.5).Within(1e-12));
        Bar(bars, 15, low: 1_018, high: 1_022, close: 1_020);
        Assert.That(bars.AtrTicks, Is.EqualTo(((13 * 7.5) + 22) / 14).Within(1e-12), "the range reaches back to the close before");
    }

    [Test]
    public void The_average_true_range_is_at_least_two_ticks()
    {
        var bars = new MinuteBars();
        for (var i = 0; i < 20; i++)
            Bar(bars, i, low: 1_000, high: 1_000, close: 1_000);
        Assert.That(bars.AtrTicks, Is.EqualTo(2));
    }

    private static void Bar(MinuteBars bars, int minute, int low, int high, int close)
    {
        foreach (var price in new[] { low, high, close })
            bars.Add(minute * 60_000L, price, 1, isBuy: true);
        Assert.That(bars.TryClose((minute + 1) * 60_000L));
    }
}
