using MiaIa.Engine.Market;
using MiaIa.SierraFiles;
using BookLevel = MiaIa.Engine.Market.BookLevel;
using PrintGroup = MiaIa.Engine.Market.PrintGroup;

namespace MiaIa.Engine.Tests.Support;

/// <summary>
/// The events of a .scid and a .depth file in the order of time, straight into the core. Local time runs 60 times slower than
/// the market's, as in the demo, so that a pause on the tape is not a silent study.
/// </summary>
internal sealed class SierraReplay(string scidPath, string depthPath)
{
    private const int Speed = 60;

    private readonly BookSnapshot _snapshot = new();

    /// <summary>Each event is made when its turn comes, because the snapshot is reused.</summary>
    public IEnumerable<Func<MarketEvent>> Events()
    {
        using var trades = SierraFormats.Scid.Open(scidPath);
        using var depth = SierraFormats.Depth.Open(depthPath);
        var scale = PriceScale.For(scidPath, trades.Records().First().Close, InstrumentPrices.OfSymbol("ESH24_FUT_CME")!);
        var book = new DepthBook(scale);
        using var records = depth.Records().GetEnumerator();
        var hasDepth = records.MoveNext();
        foreach (var trade in trades.Records())
        {
            for (; hasDepth && records.Current.SierraMicros <= trade.SierraMicros; hasDepth = records.MoveNext())
            {
                var record = records.Current;
                if (book.Apply(record))
                    yield return () => Depth(book, record.SierraMicros);
            }

            yield return () => Trade(trade, scale);
        }

        for (; hasDepth; hasDepth = records.MoveNext())
        {
            var record = records.Current;
            if (book.Apply(record))
                yield return () => Depth(book, record.SierraMicros);
        }
    }

    private static MarketEvent Trade(ScidRecord trade, PriceScale scale)
    {
        Assert.That(scale.TryTicks(trade.Close, out var ticks));
        var (observed, received) = At(trade.SierraMicros);
        return MarketEvent.Trade(
            observed,
            received,
            PriceTicks.Trusted(ticks),
            Contracts.Trusted((int)trade.TotalVolume),
            trade.Side == TradeSide.Buy ? Aggressor.Buy : Aggressor.Sell,
            (PrintGroup)(byte)trade.Group,
            default,
            default
        );
    }

    private static (UnixNanos Observed, UnixNanos Received) At(long sierraMicros)
    {
        var nanos = SierraTime.ToUnixNanos(sierraMicros);
        return (UnixNanos.Trusted(nanos), UnixNanos.Trusted(nanos / Speed));
    }

    private static BookLevel Level(SierraFiles.BookLevel level) =>
        new(PriceTicks.Trusted(level.PriceTicks), Contracts.Trusted((int)level.Lots), level.Orders);

    private MarketEvent Depth(DepthBook book, long sierraMicros)
    {
        Span<SierraFiles.BookLevel> levels = stackalloc SierraFiles.BookLevel[BookSnapshot.LevelsMax];
        _snapshot.Clear();
        foreach (var level in levels[..book.BestBids(levels)])
            Assert.That(_snapshot.TryAddBid(Level(level)));
        foreach (var level in levels[..book.BestAsks(levels)])
            Assert.That(_snapshot.TryAddAsk(Level(level)));
        var (observed, received) = At(sierraMicros);
        return MarketEvent.BookChanged(observed, received, _snapshot);
    }
}
