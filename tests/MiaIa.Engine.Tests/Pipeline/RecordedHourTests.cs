using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;
using MiaIa.SierraFiles;
using BookLevel = MiaIa.Engine.Market.BookLevel;
using PrintGroup = MiaIa.Engine.Market.PrintGroup;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>The recorded first hour of 2023-12-26 goes through the core: counts, bars and the last book.</summary>
public sealed class RecordedHourTests
{
    private const string Folder = "es-2023-12-25/";

    [Test]
    public void Every_trade_and_every_book_of_the_recorded_hour_is_counted()
    {
        var core = new EngineCore(InstrumentOptions.Es);
        foreach (var e in Hour())
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
        foreach (var e in Hour())
        {
            born += first.Process(e());
            second.Process(e());
        }

        Assert.That(second.DecisionHash, Is.EqualTo(first.DecisionHash));
        Assert.That(born, Is.GreaterThan(0), "the hour makes signals with all weight on the built features");
    }

    // Trades and books in the order of time; a book is made when its turn comes, because its snapshot is reused.
    private static IEnumerable<Func<MarketEvent>> Hour()
    {
        using var trades = SierraFormats.Scid.Open(Recorded.File(Folder + "ESH24_FUT_CME.scid"));
        using var depth = SierraFormats.Depth.Open(Recorded.File(Folder + "ESH24_FUT_CME.2023-12-25.depth"));
        var es = InstrumentPrices.OfSymbol("ESH24_FUT_CME")!;
        var scale = PriceScale.For("ES", trades.Records().First().Close, es);
        var book = new DepthBook(scale);
        var snapshot = new BookSnapshot();
        using var records = depth.Records().GetEnumerator();
        var hasDepth = records.MoveNext();
        foreach (var trade in trades.Records())
        {
            while (hasDepth && records.Current.SierraMicros <= trade.SierraMicros)
            {
                var record = records.Current;
                if (book.Apply(record))
                    yield return () => Depth(book, snapshot, record.SierraMicros);
                hasDepth = records.MoveNext();
            }

            yield return () => Trade(trade, scale);
        }

        for (; hasDepth; hasDepth = records.MoveNext())
        {
            var record = records.Current;
            if (book.Apply(record))
                yield return () => Depth(book, snapshot, record.SierraMicros);
        }
    }

    private static MarketEvent Trade(ScidRecord trade, PriceScale scale)
    {
        Assert.That(scale.TryTicks(trade.Close, out var ticks));
        var at = At(trade.SierraMicros);
        return MarketEvent.Trade(
            at, at, PriceTicks.Trusted(ticks), Contracts.Trusted((int)trade.TotalVolume),
            trade.Side == TradeSide.Buy ? Aggressor.Buy : Aggressor.Sell, (PrintGroup)(byte)trade.Group, default, default);
    }

    private static MarketEvent Depth(DepthBook book, BookSnapshot snapshot, long sierraMicros)
    {
        Span<SierraFiles.BookLevel> levels = stackalloc SierraFiles.BookLevel[BookSnapshot.LevelsMax];
        snapshot.Clear();
        foreach (var level in levels[..book.BestBids(levels)])
            Assert.That(snapshot.TryAddBid(Level(level)));
        foreach (var level in levels[..book.BestAsks(levels)])
            Assert.That(snapshot.TryAddAsk(Level(level)));
        return MarketEvent.BookChanged(At(sierraMicros), At(sierraMicros), snapshot);
    }

    private static BookLevel Level(SierraFiles.BookLevel level)
        => new(PriceTicks.Trusted(level.PriceTicks), Contracts.Trusted((int)level.Lots), level.Orders);

    private static UnixNanos At(long sierraMicros) => UnixNanos.Trusted(SierraTime.ToUnixNanos(sierraMicros));
}
