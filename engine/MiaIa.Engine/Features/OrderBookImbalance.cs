using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// order_book_imbalance: do more contracts rest on the bid side or on the ask side?
/// Inputs: up to five levels a side (those that exist), level i weighted 0.8^i: I_n = (B − A)/(B + A) over n levels.
/// raw = 0.6·I₁ + 0.4·I₅; s = m × min(1, depth of the five levels / its median over the sound states at the whole seconds of the
/// last 300 s), within −1 … +1. m = Σw·raw/Σw over sound time, w = e^(−age/500 ms), age by the clock: unsound time passes without
/// counting, and after more than 5 s of it m is the first new raw.
/// Not ready: a stale book, a crossed, locked or one-sided one, under 30 samples of depth. Source: confluence.md, feature 7.
/// </summary>
internal sealed class OrderBookImbalance
{
    private const double BestShare = 0.6;
    private const double DepthShare = 0.4;
    private const int UnsoundMillisMax = 5_000;

    private readonly double[] _weights;
    private readonly TimeWeightedMean _mean;
    private readonly BookDepthMedian _median = new();
    private long _markedSecond;
    private int _depthLots;
    private double _depthFactor;
    private bool _isSound;

    internal OrderBookImbalance(FeatureOptions options)
    {
        _mean = new TimeWeightedMean(options.BookMeanMillis, UnsoundMillisMax);
        _weights = new double[options.BookDepthLevels];
        var weight = 1.0;
        for (var i = 0; i < _weights.Length; i++, weight *= options.BookLevelDecay)
            _weights[i] = weight;
    }

    /// <summary>Market time moves on while the book before stands. True when the reading may be another.</summary>
    internal bool Advance(MarketState market, MarketChange change, bool isBookFresh)
    {
        var changed = false;
        var stands = _isSound && isBookFresh;
        if ((change & MarketChange.Second) != 0)
        {
            changed = true;
            // After a longer silence only the seconds that are still in the window matter.
            _markedSecond = Math.Max(_markedSecond, market.NowSecond - BookDepthMedian.SecondsKept);
            while (_markedSecond < market.NowSecond)
                _median.Mark(++_markedSecond, stands ? _depthLots : null);
            _depthFactor = DepthFactor();
        }

        if (stands)
            return _mean.Advance(market.NowMillis) || changed;
        _mean.Skip(market.NowMillis);
        return changed;
    }

    /// <summary>Another book stands from now on.</summary>
    internal void Apply(BookSnapshot book)
    {
        _isSound = book.IsSound;
        if (!_isSound)
            return;
        var (best, deep, depth) = Shares(book);
        _depthLots = depth;
        _depthFactor = DepthFactor();
        _mean.Set((BestShare * best) + (DepthShare * deep));
    }

    /// <summary>Nobody says what the book is: it does not count until the next one comes.</summary>
    internal void Lose() => _isSound = false;

    internal FeatureReading Read(MarketState market, bool isBookFresh)
    {
        if (market.LastBookAt.Value == 0)
            return FeatureReading.NotReady(ReadingRemark.NoBook);
        if (!isBookFresh)
            return FeatureReading.NotReady(ReadingRemark.BookStale, market.LastBookAt);
        if (!_isSound)
            return FeatureReading.NotReady(ReadingRemark.BookUnsound, market.LastBookAt);
        if (!_median.IsReady)
            return FeatureReading.NotReady(ReadingRemark.FewDepthSeconds, market.LastBookAt);
        return FeatureReading.Valid(_mean.Mean * _depthFactor, market.LastBookAt);
    }

    /// <summary>What a valid reading is made of now: both imbalances of the book that stands, the mean of raw, and the depth beside its median.</summary>
    internal void AddFactors(MarketState market, List<FeatureFactor> factors)
    {
        var (best, deep, _) = Shares(market.Book);
        factors.Add(new(FeatureId.OrderBookImbalance, "I1", best));
        factors.Add(new(FeatureId.OrderBookImbalance, "I5", deep));
        factors.Add(new(FeatureId.OrderBookImbalance, "mean", _mean.Mean));
        factors.Add(new(FeatureId.OrderBookImbalance, "depth", _depthFactor));
    }

    // Kept, because the reading changes with every millisecond and this with a book or a second.
    private double DepthFactor() => Math.Min(1, _depthLots / _median.Lots);

    /// <summary>I of the best level, I of all levels that are weighed, and their contracts; of a sound book.</summary>
    private (double Best, double Deep, int DepthLots) Shares(BookSnapshot book)
    {
        var bids = book.Bids.Lots;
        var asks = book.Asks.Lots;
        // Side by side as far as both go: the two sums do not wait for each other.
        var (bid, ask, depth) = (0.0, 0.0, 0);
        var i = 0;
        for (; i < _weights.Length && i < bids.Length && i < asks.Length; i++)
        {
            var weight = _weights[i];
            bid += weight * bids[i];
            ask += weight * asks[i];
            depth += bids[i] + asks[i];
        }

        Add(bids, i, ref bid, ref depth);
        Add(asks, i, ref ask, ref depth);
        return (Share(bids[0], asks[0]), Share(bid, ask), depth);
    }

    private void Add(ReadOnlySpan<int> lots, int from, ref double sum, ref int depth)
    {
        for (var i = from; i < _weights.Length && i < lots.Length; i++)
        {
            sum += _weights[i] * lots[i];
            depth += lots[i];
        }
    }

    private static double Share(double bid, double ask) => (bid - ask) / (bid + ask);
}
