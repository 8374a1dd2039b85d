using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;

namespace Golden.Noise;

/// <summary>
/// A regular session (6.5 hours, 400,000 trades) in which nothing means anything, after as much history: a symmetric random walk of
/// the quote, trades on a random side at Poisson times with heavy-tailed sizes, and a book of ten random levels a side. A mirrored
/// session is the same one reflected about its first price, with bid and ask, buy and sell exchanged.
/// </summary>
internal sealed class NoiseSession
{
    public const int Trades = 400_000;
    public const int Seconds = 23_400;

    private const double TradeMeanMillis = Seconds * 1_000.0 / Trades;
    private const double BookMeanMillis = 250;
    private const double SizeExponent = 1.35;
    private const int SizeMax = 1_500;
    private const int LevelLotsMax = 200;

    // About seven ticks between the highest and the lowest trade of a minute.
    private const int MovesOf10000 = 190;

    private readonly NoiseRandom _random;
    private readonly EngineCore _core;
    private readonly bool _isMirrored;
    private readonly BookSnapshot _book = new();
    private readonly int _firstBid;
    private int _bid;
    private (long Minute, int High, int Low) _minute;
    private double _nextTrade;
    private double _nextBook;

    public NoiseSession(ulong seed, EngineCore core, bool isMirrored, int firstBid = 17_600)
    {
        _firstBid = _bid = firstBid;
        _random = new NoiseRandom(seed);
        _core = core;
        _isMirrored = isMirrored;
        _nextTrade = _random.Exponential(TradeMeanMillis);
    }

    /// <summary>The regular open; 2023-06-29 09:30 New York unless another day is asked for.</summary>
    public long LiveFromNanos { get; init; } = 1_688_045_400 * UnixNanos.PerSecond;

    /// <summary>Takes each whole second of the live part and the bid then, before the heartbeat.</summary>
    public Action<UnixNanos, int>? EachSecond { get; init; }

    /// <summary>Sum of the minutes' ranges in ticks, and how many minutes there were, of the live part.</summary>
    public (long Ticks, int Minutes) Range { get; private set; }

    /// <summary>Plays the session; <paramref name="evaluated"/> is called once a second of the live part.</summary>
    public void Play(Action evaluated)
    {
        for (var second = -Seconds; second < Seconds; second++)
        {
            var isHistory = second < 0;
            PlaySecond(second, isHistory);
            if (isHistory)
                continue;
            var at = At((second + 1) * 1_000L);
            EachSecond?.Invoke(at, _bid);
            _core.Process(MarketEvent.Heartbeat(at, at));
            evaluated();
        }
    }

    private UnixNanos At(long millis) => UnixNanos.Trusted(LiveFromNanos + (millis * UnixNanos.PerMilli));

    private void PlaySecond(int second, bool isHistory)
    {
        var start = (second + Seconds) * 1_000.0;
        while (Math.Min(_nextTrade, _nextBook) < start + 1_000)
        {
            var at = At((long)(Math.Min(_nextTrade, _nextBook) - (Seconds * 1_000.0)));
            // History comes all at once, when the study attaches.
            var received = isHistory ? At(0) : at;
            if (_nextTrade <= _nextBook)
                Trade(at, received, isHistory);
            else
                Book(at, received, isHistory);
        }
    }

    private void Trade(UnixNanos at, UnixNanos received, bool isHistory)
    {
        _nextTrade += _random.Exponential(TradeMeanMillis);
        var isBuy = _random.Below(2) == 0;
        var price = isBuy ? _bid + 1 : _bid;
        var lots = _random.Pareto(SizeExponent, SizeMax);
        _core.Process(
            MarketEvent.Trade(
                at,
                received,
                Price(price),
                Contracts.Trusted(lots),
                isBuy != _isMirrored ? Aggressor.Buy : Aggressor.Sell,
                PrintGroup.None,
                Price(_isMirrored ? _bid + 1 : _bid),
                Price(_isMirrored ? _bid : _bid + 1),
                isHistory
            )
        );
        if (!isHistory)
            Count(at, price);
        if (_random.Below(10_000) >= MovesOf10000)
            return;
        _bid += _random.Below(2) == 0 ? 1 : -1;
        Book(at, received, isHistory);
    }

    private void Book(UnixNanos at, UnixNanos received, bool isHistory)
    {
        if (_nextBook <= _nextTrade)
            _nextBook += _random.Exponential(BookMeanMillis);
        Span<int> lots = stackalloc int[2 * BookSnapshot.LevelsMax];
        foreach (ref var level in lots)
            level = 1 + _random.Below(LevelLotsMax);
        _book.Clear();
        for (var i = 0; i < BookSnapshot.LevelsMax; i++)
        {
            var (bid, ask) = (Level(_bid - i, lots[i]), Level(_bid + 1 + i, lots[BookSnapshot.LevelsMax + i]));
            _book.TryAddBid(_isMirrored ? ask : bid);
            _book.TryAddAsk(_isMirrored ? bid : ask);
        }

        _core.Process(MarketEvent.BookChanged(at, received, _book, isHistory));
    }

    private PriceTicks Price(int ticks) => PriceTicks.Trusted(_isMirrored ? (2 * _firstBid) + 1 - ticks : ticks);

    private BookLevel Level(int ticks, int lots) => new(Price(ticks), Contracts.Trusted(lots), 0);

    private void Count(UnixNanos at, int price)
    {
        var minute = at.Value / UnixNanos.PerMinute;
        if (minute == _minute.Minute)
        {
            _minute = (minute, Math.Max(_minute.High, price), Math.Min(_minute.Low, price));
            return;
        }

        if (_minute.Minute != 0)
            Range = (Range.Ticks + _minute.High - _minute.Low, Range.Minutes + 1);
        _minute = (minute, price, price);
    }
}
