using MiaIa.Engine.Market;

namespace Performance.Step;

/// <summary>
/// A made-up morning of ES, the same for the same seed: trades in bursts that share a millisecond, a book of ten levels a side
/// now and then, a heartbeat a second, a clock tick every 100 ms, and a live option chain beside them, so that all ten features
/// speak after its first half hour. Both forms hold the same events in the same order.
/// </summary>
internal sealed class EventMix
{
    // 2023-06-29 09:30 New York: both VWAP anchors come into play.
    private const long StartNanos = 1_688_045_400_000_000_000;
    private const int BooksKept = 64;

    private readonly Random _random = new(20_230_629);
    private readonly BookSnapshot[] _books = new BookSnapshot[BooksKept];
    private long _nanos = StartNanos;
    private long _nextClock = StartNanos;
    private int _price = 17_600;
    private readonly OptionMix _options;
    private int _made;

    public EventMix(int count)
    {
        Full = new MarketEvent[count];
        Bare = new BareEvent[count];
        var start = UnixNanos.Trusted(StartNanos);
        _options = new OptionMix(start, _price);
        // The chain needs a market time to stand at.
        Trade();
        AddOptions(_options.Start(start));
        OptionsAtStart = Options;
        for (var i = 0; i < BooksKept; i++)
            _books[i] = Book(_price + (i % 8) - 4);
        while (_made < count)
            Next(count);
    }

    public MarketEvent[] Full { get; }

    public BareEvent[] Bare { get; }

    public int Trades { get; private set; }

    public int Books { get; private set; }

    public int Options { get; private set; }

    /// <summary>Of these: the listing and its values, right after the first event.</summary>
    public int OptionsAtStart { get; }

    /// <summary>One more update of the chain, as a sweep of open interest makes it; no part of the mix itself.</summary>
    public MarketEvent Sweep(UnixNanos now) => _options.Sweep(now);

    private void Next(int count)
    {
        _nanos += _random.NextInt64(0, 24_000_000);
        while (_nextClock <= _nanos && _made < count)
        {
            var at = UnixNanos.Trusted(_nextClock);
            var isBeat = _nextClock % UnixNanos.PerSecond == 0;
            Add(isBeat ? MarketEvent.Heartbeat(at, at) : MarketEvent.Clock(at), new BareEvent(_nextClock, _price, 0, 0, 0, false));
            if (isBeat)
                AddOptions(_options.Second(at, _price).Take(count - _made));
            _nextClock += 100_000_000;
        }

        var burst = _random.Next(6) == 0 ? _random.Next(2, 12) : 1;
        for (var i = 0; i < burst && _made < count; i++)
            Trade();
        for (var i = 0; i < 2 && _made < count; i++)
            Depth();
    }

    private void Trade()
    {
        _nanos += 1_000;
        _price += _random.Next(-8, 9) / 8;
        var lots = _random.Next(9) == 0 ? _random.Next(1, 80) : _random.Next(1, 4);
        var isBuy = _random.Next(2) == 0;
        var at = UnixNanos.Trusted(_nanos);
        Trades++;
        Add(
            MarketEvent.Trade(
                at,
                at,
                PriceTicks.Trusted(_price),
                Contracts.Trusted(lots),
                isBuy ? Aggressor.Buy : Aggressor.Sell,
                PrintGroup.None,
                PriceTicks.Trusted(_price - 1),
                PriceTicks.Trusted(_price + 1)
            ),
            new BareEvent(_nanos, _price, lots, 0, 0, isBuy)
        );
    }

    private void Depth()
    {
        _nanos += _random.NextInt64(0, 10_000_000);
        var book = _books[_random.Next(BooksKept)];
        var at = UnixNanos.Trusted(_nanos);
        Books++;
        Add(
            MarketEvent.BookChanged(at, at, book),
            new BareEvent(_nanos, book.BestBid.Price.Value, 0, book.BestBid.Lots.Value, book.BestAsk.Lots.Value, false)
        );
    }

    private BookSnapshot Book(int price)
    {
        var book = new BookSnapshot();
        for (var i = 0; i < BookSnapshot.LevelsMax; i++)
        {
            book.TryAddBid(new BookLevel(PriceTicks.Trusted(price - 1 - i), Contracts.Trusted(_random.Next(1, 200)), 0));
            book.TryAddAsk(new BookLevel(PriceTicks.Trusted(price + 1 + i), Contracts.Trusted(_random.Next(1, 200)), 0));
        }

        return book;
    }

    private void AddOptions(IEnumerable<MarketEvent> events)
    {
        foreach (var e in events)
        {
            Options++;
            Add(e, new BareEvent(_nanos, _price, 0, 0, 0, false));
        }
    }

    private void Add(in MarketEvent full, in BareEvent bare)
    {
        Full[_made] = full;
        Bare[_made] = bare;
        _made++;
    }
}
