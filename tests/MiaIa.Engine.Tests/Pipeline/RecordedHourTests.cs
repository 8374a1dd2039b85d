using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>The recorded first hour of 2023-12-26 goes through the core: counts, bars and the last book.</summary>
public sealed class RecordedHourTests
{
    private static SierraReplay Hour =>
        new(Recorded.File("es-2023-12-25/ESH24_FUT_CME.scid"), Recorded.File("es-2023-12-25/ESH24_FUT_CME.2023-12-25.depth"));

    [Test]
    public void Every_trade_and_every_book_of_the_recorded_hour_is_counted()
    {
        var core = new EngineCore(InstrumentOptions.Es);
        foreach (var e in Hour.Events())
            core.Process(e());
        var counters = core.Counters;
        Assert.Multiple(() =>
        {
            Assert.That(counters.TradeRecords, Is.EqualTo(6_188));
            Assert.That(counters.Trades, Is.EqualTo(2_973));
            Assert.That(counters.Lots, Is.EqualTo(9_892));
            Assert.That(counters.BuyLots, Is.EqualTo(5_322));
            Assert.That(counters.SellLots, Is.EqualTo(4_570));
            Assert.That(counters.DepthSnapshots, Is.EqualTo(46_973));
            Assert.That(core.Book.BestBid is { Price.Value: 4810 * 4, Lots.Value: 22 });
            Assert.That(core.Book.BestAsk is { Price.Value: (4810 * 4) + 1, Lots.Value: 28 });
            Assert.That(core.Session.Date, Is.EqualTo(new DateOnly(2023, 12, 26)));
        });
    }

    [Test]
    public void The_recorded_hour_decides_the_same_twice()
    {
        var options = Feed.BuiltOnly;
        var (first, second) = (new EngineCore(options), new EngineCore(options));
        var born = 0;
        foreach (var e in Hour.Events())
        {
            born += first.Process(e());
            second.Process(e());
        }

        Assert.That(second.DecisionHash, Is.EqualTo(first.DecisionHash));
        Assert.That(born, Is.GreaterThan(0), "the hour makes signals with all weight on the built features");
    }
}
