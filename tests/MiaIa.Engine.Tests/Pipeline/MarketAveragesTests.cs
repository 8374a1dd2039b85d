using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

public sealed class MarketAveragesTests
{
    private const long Open = RandomTape.RegularOpenMillis;
    private const long Minute = 60_000;

    [Test]
    public void What_is_not_known_is_null_and_becomes_known_in_its_turn()
    {
        var feed = new Feed();
        Assert.That(Known(feed), Is.EqualTo("Globex False, regular False, bars False, ATR False"));
        feed.Trade(Open - (13 * Minute), 17_600, 1);
        Assert.That(Known(feed), Is.EqualTo("Globex True, regular False, bars False, ATR False"));
        for (var minute = -12; minute < 7; minute++)
            feed.Trade(Open + (minute * Minute), 17_600, 1);
        Assert.That(Known(feed), Is.EqualTo("Globex True, regular True, bars False, ATR True"));
        feed.Play(new TapeEvent(Open + (7 * Minute)));
        Assert.That(Known(feed), Is.EqualTo("Globex True, regular True, bars True, ATR True"));
        feed.Process(MarketEvent.GapDeclared(feed.Local, 1));
        Assert.That(Known(feed), Is.EqualTo("Globex True, regular True, bars False, ATR False"));
    }

    // 19 minutes of 40 contracts at 17,600, 190 at 17,620: VWAP 17,604 and SD 8 over the bars; 40 and 190 since the open.
    [Test]
    public void The_figures_are_those_of_a_calculation_by_hand()
    {
        var feed = new Feed();
        for (var minute = -18; minute < 1; minute++)
            feed.Trade(Open + (minute * Minute), 17_600, 40);
        feed.Trade(Open + Minute, 17_620, 190);
        feed.Play(new TapeEvent(Open + (2 * Minute)));
        var averages = feed.Core.Averages;
        var share = 190 / 230.0;
        Assert.Multiple(() =>
        {
            Assert.That(averages.GlobexVwap!.Value.Ticks, Is.EqualTo(17_604).Within(1e-9));
            Assert.That(averages.GlobexVwap!.Value.DeviationTicks, Is.EqualTo(8).Within(1e-9));
            Assert.That(averages.BarVwap!.Value.Ticks, Is.EqualTo(17_604).Within(1e-9));
            Assert.That(averages.BarVwap!.Value.DeviationTicks, Is.EqualTo(8).Within(1e-9));
            Assert.That(averages.RegularVwap!.Value.Ticks, Is.EqualTo(17_600 + (20 * share)).Within(1e-9));
            Assert.That(averages.RegularVwap!.Value.DeviationTicks, Is.EqualTo(20 * Math.Sqrt(share * (1 - share))).Within(1e-9));
            // One true range of 20 ticks after nineteen of 0 makes 20/14, which is below the floor.
            Assert.That(averages.AtrTicks, Is.EqualTo(2));
        });
    }

    private static string Known(Feed feed)
    {
        var averages = feed.Core.Averages;
        return $"Globex {averages.GlobexVwap is not null}, regular {averages.RegularVwap is not null}, bars {averages.BarVwap is not null}, ATR {averages.AtrTicks is not null}";
    }
}
