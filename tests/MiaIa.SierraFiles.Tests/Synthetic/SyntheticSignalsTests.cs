using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.SierraFiles.Tests.Synthetic;

/// <summary>The made-up session through the real core: the demo has something to show, and the design's floor still holds.</summary>
public sealed class SyntheticSignalsTests
{
    private const double TickPoints = 0.25;

    [TestCase(7UL)]
    [TestCase(1UL)]
    [TestCase(2UL)]
    public void With_a_coverage_floor_of_30_percent_signals_appear_in_both_directions(ulong seed)
    {
        var born = Play(seed, coverageFloor: 0.30).Where(d => d.Event == SignalEvent.Born).ToList();
        Assert.That(born, Has.Count.GreaterThanOrEqualTo(3));
        Assert.That(born.Select(d => d.Direction), Does.Contain(Direction.Long).And.Contain(Direction.Short));
    }

    [Test]
    public void With_the_design_s_floor_of_70_percent_there_is_none() => Assert.That(Play(seed: 7, coverageFloor: 0.70), Is.Empty);

    private static List<Decision> Play(ulong seed, double coverageFloor)
    {
        using var folder = new TemporaryFolder();
        var files = SyntheticSession.Write(Path.GetDirectoryName(folder.File("x"))!, seed);
        using var scid = SierraFormats.Scid.Open(files.ScidPath);
        using var depth = SierraFormats.Depth.Open(files.DepthPath);
        var es = InstrumentOptions.Es;
        var core = new EngineCore(es with { Signals = es.Signals with { CoverageFloor = coverageFloor } });
        var decisions = new List<Decision>();
        core.Process(MarketEvent.StudyAttached(At(scid.Records().First().SierraMicros), isContinuation: false));

        // A batch bears the time of the last trade that caused it, so trades of the same time come first.
        var books = Books(depth, PriceScale.For("f", scid.Records().First().Close, InstrumentPrices.OfSymbol(SyntheticSession.Symbol)!))
            .GetEnumerator();
        var more = books.MoveNext();
        foreach (var trade in scid.Records())
        {
            for (; more && books.Current.SierraMicros < trade.SierraMicros; more = books.MoveNext())
            {
                Step(
                    core,
                    MarketEvent.BookChanged(At(books.Current.SierraMicros), At(books.Current.SierraMicros), books.Current.Book),
                    decisions
                );
            }

            Step(core, Trade(trade), decisions);
        }

        Assert.That(core.Counters.TradeRecords, Is.EqualTo(files.TradeRecords));
        return decisions;
    }

    private static void Step(EngineCore core, in MarketEvent marketEvent, List<Decision> decisions)
    {
        if (core.Process(marketEvent) > 0)
            decisions.AddRange(core.Decisions);
    }

    private static IEnumerable<(long SierraMicros, BookSnapshot Book)> Books(RecordFile<DepthRecord> depth, PriceScale scale)
    {
        var book = new DepthBook(scale);
        var levels = new BookLevel[BookSnapshot.LevelsMax];
        var snapshot = new BookSnapshot();
        foreach (var record in depth.Records())
        {
            if (!book.Apply(record))
                continue;
            snapshot.Clear();
            foreach (var level in levels.AsSpan(0, book.BestBids(levels)).ToArray())
                snapshot.TryAddBid(Level(level));
            foreach (var level in levels.AsSpan(0, book.BestAsks(levels)).ToArray())
                snapshot.TryAddAsk(Level(level));
            yield return (record.SierraMicros, snapshot);
        }
    }

    private static Engine.Market.BookLevel Level(BookLevel level) =>
        new(PriceTicks.Trusted(level.PriceTicks), Contracts.Trusted((int)level.Lots), level.Orders);

    private static MarketEvent Trade(in ScidRecord record) =>
        MarketEvent.Trade(
            At(record.SierraMicros),
            At(record.SierraMicros),
            Ticks(record.Close),
            Contracts.Trusted((int)record.TotalVolume),
            record.Side == TradeSide.Buy ? Aggressor.Buy : Aggressor.Sell,
            (Engine.Market.PrintGroup)record.Group,
            Ticks(record.Low),
            Ticks(record.High)
        );

    private static PriceTicks Ticks(float price) => PriceTicks.Trusted((int)(price / TickPoints));

    private static UnixNanos At(long sierraMicros) => UnixNanos.Trusted(SierraTime.ToUnixNanos(sierraMicros));
}
