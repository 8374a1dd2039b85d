using System.Numerics;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// volume_imbalance_signal: do one-sided prices near the market say who was in a hurry?
/// Inputs: the footprint of the last 19 closed 1-minute bars and the forming one together, rows of one tick, ask and bid
/// volume in contracts; the last price P in ticks. i = (ask − bid)/(ask + bid); a row counts with volume of at least 100 and
/// |i| of at least 0.5; e = e^(−|row − P|/8), v̄ = mean volume of the rows that traded.
/// s = Σ e·volume·i / (Σ e·volume + 2·v̄) within −1 … +1; no row that counts: a valid 0.
/// Not ready: a stale study, under 19 closed bars. Source: confluence.md, feature 10; 20 bars, 100 and 0.5 are the seed's.
/// </summary>
/// <remarks>
/// The rows that count are marked in a set of bits by price, and only they are visited, nearest first on either side: so that a
/// mirrored market adds the same numbers in the same order. A trade changes one row: the sums around the prices that P visits are kept
/// until a bar closes, and that row's change goes into them. Rows beyond 256 ticks weigh less than 2e-14 of their volume and are left out.
/// </remarks>
internal sealed class VolumeImbalanceSignal
{
    private const int ReachTicks = 256;
    private const double FadeTicks = 8;
    private const double MeanRows = 2;
    private const int WordBits = 64;

    // As many bits as the window has places, so that a price has one place in both.
    private const int Places = FootprintWindow.Places;

    private readonly ulong[] _counts = new ulong[Places / WordBits];
    private readonly double[] _weights = new double[ReachTicks + 1];
    private readonly int _rowLotsMin;
    private readonly double _imbalanceMin;
    private readonly NearbySums _sums;
    private bool _isKnown;
    private double _delta;
    private double _volume;

    internal VolumeImbalanceSignal(FeatureOptions options)
    {
        _rowLotsMin = options.FootprintRowLotsMin;
        _imbalanceMin = options.FootprintRowImbalanceMin;
        var step = ExponentialSeries.OfMinus(1 / FadeTicks);
        var weight = 1.0;
        for (var i = 0; i < _weights.Length; i++, weight *= step)
            _weights[i] = weight;
        _sums = new NearbySums(_weights);
    }

    internal FeatureReading Read(MarketState market, MarketChange change, bool isStudyFresh)
    {
        // Bars whose every price the footprint had to refuse leave it empty.
        var bars = Math.Min(market.Bars.Whole, market.Footprint.Closed);
        var isReady = bars >= Footprint.WindowBars - 1 && market.Footprint.Window.TradedRows != 0;
        if (!isStudyFresh || !isReady)
        {
            _isKnown = false;
            return FeatureReading.NotReady(isStudyFresh ? ReadingRemark.FewFootprintBars : ReadingRemark.StudyStale, market.LastTradeAt);
        }

        var window = market.Footprint.Window;
        var price = market.Bars.LastPrice;
        if (!_isKnown || (change & MarketChange.Bar) != 0)
            MarkAll(market.Footprint);
        else if ((change & MarketChange.Trade) != 0)
            Traded(market, price);
        if (!_sums.TryGet(price, out _delta, out _volume))
            SumAround(window, price);
        _isKnown = true;

        var (buy, sell) = Counts(price) ? window.At(price) : default;
        return FeatureReading.Valid((_delta + (buy - sell)) / (_volume + (buy + sell) + Ballast(window)), market.LastTradeAt);
    }

    /// <summary>What a valid reading is made of now: the mean i of the rows that count, and what is left of it beside 2·v̄; nothing without one.</summary>
    internal void AddFactors(MarketState market, List<FeatureFactor> factors)
    {
        var window = market.Footprint.Window;
        var price = market.Bars.LastPrice;
        var (buy, sell) = Counts(price) ? window.At(price) : default;
        var volume = _volume + (buy + sell);
        if (volume == 0)
            return;
        factors.Add(new(FeatureId.VolumeImbalanceSignal, "mean i", (_delta + (buy - sell)) / volume));
        factors.Add(new(FeatureId.VolumeImbalanceSignal, "weight", volume / (volume + Ballast(window))));
    }

    private static double Ballast(FootprintWindow window) => MeanRows * ((double)window.Volume / window.TradedRows);

    private static int Place(int price) => price & (Places - 1);

    private bool Counts(int price) => (_counts[Place(price) / WordBits] >> Place(price) & 1) != 0;

    private void MarkAll(Footprint footprint)
    {
        _sums.Clear();
        Array.Clear(_counts);
        MarkRows(footprint.Forming, footprint.Window);
        for (var back = 0; back < Footprint.WindowBars - 1; back++)
            MarkRows(footprint.Back(back), footprint.Window);
    }

    private void MarkRows(BarFootprint bar, FootprintWindow window)
    {
        for (var row = 0; row < bar.RowCount; row++)
            Mark(window, bar.LowTick + row);
    }

    // What counts of the newest trade's row, before it and after it. A trade that the footprint had to refuse changes nothing.
    private void Traded(MarketState market, int price)
    {
        var (buy, sell) = market.Footprint.Window.At(price);
        if (buy + sell == 0)
            return;
        var counted = Counts(price);
        Mark(market.Footprint.Window, price);
        var counts = Counts(price);
        if (!counted && !counts)
            return;
        var lots = market.Prints.Lots - market.Prints.LotsBefore;
        var (deltaBefore, volumeBefore) = counted ? (buy - sell - (market.Prints.IsBuy ? lots : -lots), buy + sell - lots) : (0, 0);
        var (delta, volume) = counts ? (buy - sell, buy + sell) : (0, 0);
        _sums.Changed(price, delta - deltaBefore, volume - volumeBefore);
    }

    private void Mark(FootprintWindow window, int price)
    {
        var (buy, sell) = window.At(price);
        var volume = buy + sell;
        if (volume == 0)
            return;
        var counts = volume >= _rowLotsMin && Math.Abs(buy - sell) >= _imbalanceMin * volume;
        var bit = 1UL << Place(price);
        ref var word = ref _counts[Place(price) / WordBits];
        word = counts ? word | bit : word & ~bit;
    }

    private void SumAround(FootprintWindow window, int price)
    {
        var (belowDelta, belowVolume) = (0.0, 0.0);
        var (aboveDelta, aboveVolume) = (0.0, 0.0);
        var low = Math.Max(window.LowTick, price - ReachTicks);
        for (var row = Below(price, low); row >= low; row = Below(row, low))
            Add(window, row, price - row, ref belowDelta, ref belowVolume);
        var high = Math.Min(window.HighTick, price + ReachTicks);
        for (var row = Above(price, high); row <= high; row = Above(row, high))
            Add(window, row, row - price, ref aboveDelta, ref aboveVolume);
        _delta = belowDelta + aboveDelta;
        _volume = belowVolume + aboveVolume;
        _sums.Keep(price, _delta, _volume);
    }

    private void Add(FootprintWindow window, int row, int distance, ref double delta, ref double volume)
    {
        var (buy, sell) = window.At(row);
        var weight = _weights[distance];
        delta += weight * (buy - sell);
        volume += weight * (buy + sell);
    }

    // The next row below that counts; any price under the limit when there is none.
    private int Below(int price, int low)
    {
        for (var row = price - 1; row >= low; row = (row & ~(WordBits - 1)) - 1)
        {
            var word = _counts[Place(row) / WordBits] << (WordBits - 1 - (row & (WordBits - 1)));
            if (word != 0)
                return row - BitOperations.LeadingZeroCount(word);
        }

        return low - 1;
    }

    // The next row above that counts; any price over the limit when there is none.
    private int Above(int price, int high)
    {
        for (var row = price + 1; row <= high; row = (row | (WordBits - 1)) + 1)
        {
            var word = _counts[Place(row) / WordBits] >> row;
            if (word != 0)
                return row + BitOperations.TrailingZeroCount(word);
        }

        return high + 1;
    }
}
