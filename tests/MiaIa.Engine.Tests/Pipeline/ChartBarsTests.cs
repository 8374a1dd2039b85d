using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>The bars that a chart is given, whichever of the two stores they lie in.</summary>
public sealed class ChartBarsTests
{
    private const int Minutes = 150;
    private MinuteBars _bars = null!;
    private AnchoredVwap _globex = null!;
    private AnchoredVwap _regular = null!;
    private VwapTrail _vwap = null!;

    [SetUp]
    public void TradeEachMinute()
    {
        (_bars, _globex, _regular) = (new(), new(), new());
        _vwap = new(_globex, _regular);
        for (var minute = 0; minute < Minutes; minute++)
            Trade(minute);
    }

    [Test]
    public void They_are_every_bar_once_in_order_and_the_one_that_forms_last()
    {
        var bars = new ChartBars(_bars, _vwap).Newest(1000);
        Assert.That(bars.Select(bar => bar.StartMillis / MinuteBars.PeriodMillis), Is.EqualTo(Enumerable.Range(0, Minutes)));
        Assert.That(bars[^1], Is.EqualTo(new ChartBar(149 * MinuteBars.PeriodMillis, 249, 250, 249, 250, 3, 2)));
    }

    [TestCase(1)]
    [TestCase(65)]
    [TestCase(66)]
    [TestCase(149)]
    public void Of_too_many_the_newest_are_given(int countMax)
    {
        var bars = new ChartBars(_bars, _vwap).Newest(countMax);
        Assert.That(
            bars.Select(bar => bar.StartMillis / MinuteBars.PeriodMillis),
            Is.EqualTo(Enumerable.Range(Minutes - countMax, countMax))
        );
    }

    [Test]
    public void Behind_a_gap_the_last_64_closed_ones_are_left_as_they_are()
    {
        _bars.Break();
        Trade(Minutes);
        Trade(Minutes + 1);
        var bars = new ChartBars(_bars, _vwap).Newest(1000);
        Assert.That(bars.Select(bar => bar.StartMillis / MinuteBars.PeriodMillis), Is.EqualTo(Enumerable.Range(Minutes - 63, 65)));
    }

    [Test]
    public void Before_the_first_trade_there_are_none() => Assert.That(new ChartBars(new MinuteBars(), _vwap).Newest(10), Is.Empty);

    private void Trade(int minute)
    {
        var millis = (long)minute * MinuteBars.PeriodMillis;
        _bars.TryClose(millis);
        _bars.Add(millis, 100 + minute, 3, isBuy: true);
        _bars.Add(millis + 500, 101 + minute, 2, isBuy: false);
    }
}
