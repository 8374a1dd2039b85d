using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// vwap_bands_signal: is the price turned back at the outer band, did it break through the inner one, on which side does it close?
/// Inputs: volume-weighted VWAP and SD of the last 20 closed minute bars on (H + L + C)/3, in ticks; z of a close = (close − VWAP)/SD
/// against the bands of its own 20 bars; the last trade and Δ of the last 60 s in contracts.
/// Rejection: z* = the z of the last three closes with the largest |z|, the newest of equals. |z*| ≥ 2, the last trade on z*'s side of
/// the VWAP and inside the 2 SD band of the last closed bar, and Δ against it: −sign(z*)·min(1, (|z*| − 1)/2), else 0.
/// Break, the newest: |z| went from below 1 to 1 or more at a close, that bar's V/V̄ ≥ 1.2 (V̄ = mean of the 20 bars before) and its Δ
/// with z: sign(z)·min(1, (V/V̄ − 0.2)/2)·2^(−age/3), age in closed bars. Trend: (closes above − closes below their VWAP)/20.
/// s = clamp(0.4·rejection + 0.3·break + 0.3·trend), −1 … +1.
/// Not ready: a stale study, under 39 bars since the first trade or the last gap (the 20 closes' own 20 bars).
/// Source: confluence.md, feature 9; docs/decisions/0015.
/// </summary>
internal sealed class VwapBandsSignal(FeatureOptions options)
{
    private const double RejectionShare = 0.4;
    private const double BreakShare = 0.3;
    private const double TrendShare = 0.3;
    private const double BreakVolumeMin = 1.2;
    private const double BreakVolumeOffset = 0.2;
    private const int RejectionCloses = 3;
    private const int BreakHalfLifeBars = 3;

    // 2^(−n/3): with an exact halving after each third, a fade without the power function of the C library.
    private static readonly double[] Fading = [1, 0.79370052598409974, 0.62996052494743658];

    private readonly int _bars = options.VwapBandBars;
    private readonly int[] _sides = new int[options.VwapBandBars];
    private readonly double[] _scores = new double[RejectionCloses];
    private double _break;
    private double _half;
    private int _breakAge;
    private double _closed;
    private double _rejection;
    private int _rejectedSide;

    /// <summary>The bands of the last closed bar. Only while <see cref="HasBands"/>.</summary>
    internal BarVwap Bands { get; private set; }

    /// <summary>Whether a rejection is possible, so that the last trade and the delta matter.</summary>
    internal bool IsArmed => _rejectedSide != 0;

    /// <summary>Whether enough bars closed since the first trade or the last gap for one VWAP.</summary>
    internal bool HasBands(MarketState market) => market.Bars.Whole >= _bars;

    /// <summary>A minute bar closed.</summary>
    internal void Advance(MarketState market)
    {
        var bars = market.Bars;
        if (bars.Whole < _bars)
        {
            _break = 0;
            return;
        }

        var before = _scores[(bars.Whole - 1) % RejectionCloses];
        Bands = BarVwap.From(bars, _bars);
        var score = Bands.CloseScore;
        _scores[bars.Whole % RejectionCloses] = score;
        _sides[bars.Whole % _bars] = Bands.CloseSide;
        // The first bands have none before them that could have been crossed.
        FadeBreak();
        if (bars.Whole > _bars && Math.Abs(before) < options.VwapBandInner && Math.Abs(score) >= options.VwapBandInner)
            FindBreak(bars, Math.Sign(score));
        _closed = (BreakShare * _break * _half * Fading[_breakAge]) + (TrendShare * Sides() / _bars);
        FindRejection(bars.Whole);
    }

    internal FeatureReading Read(MarketState market, bool isStudyFresh)
    {
        if (!isStudyFresh)
            return FeatureReading.NotReady(ReadingRemark.StudyStale, market.LastTradeAt);
        if (market.Bars.Whole < (2 * _bars) - 1)
            return FeatureReading.NotReady(ReadingRemark.FewBandBars, market.LastTradeAt);
        var value = IsRejected(market) ? _closed + (RejectionShare * _rejection) : _closed;
        return FeatureReading.Valid(Math.Clamp(value, -1, 1), market.LastTradeAt);
    }

    /// <summary>What a valid reading is made of now.</summary>
    internal void AddFactors(MarketState market, List<FeatureFactor> factors)
    {
        factors.Add(new(FeatureId.VwapBandsSignal, "rejection", IsRejected(market) ? _rejection : 0));
        factors.Add(new(FeatureId.VwapBandsSignal, "break", _break * _half * Fading[_breakAge]));
        factors.Add(new(FeatureId.VwapBandsSignal, "trend", (double)Sides() / _bars));
    }

    private bool IsRejected(MarketState market) =>
        IsArmed
        && Math.Sign(market.Tape.Delta) == -_rejectedSide
        && Bands.IsWithin(market.Bars.LastPrice, _rejectedSide, options.VwapBandOuter);

    private int Sides()
    {
        var sides = 0;
        foreach (var side in _sides)
            sides += side;
        return sides;
    }

    private void FadeBreak()
    {
        _breakAge = (_breakAge + 1) % BreakHalfLifeBars;
        if (_breakAge == 0)
            _half /= 2;
    }

    private void FindBreak(MinuteBars bars, int side)
    {
        double earlier = 0;
        for (var i = 1; i <= _bars; i++)
            earlier += bars.Back(i).Volume;
        var ratio = (double)bars.Closed.Volume * _bars / earlier;
        if (ratio < BreakVolumeMin || Math.Sign(bars.Closed.Delta) != side)
            return;
        _break = side * Math.Min(1, (ratio - BreakVolumeOffset) / 2);
        _half = 1;
        _breakAge = 0;
    }

    private void FindRejection(long closes)
    {
        var largest = 0.0;
        for (var i = 0; i < RejectionCloses; i++)
        {
            var score = _scores[(closes - i) % RejectionCloses];
            if (Math.Abs(score) > Math.Abs(largest))
                largest = score;
        }

        _rejectedSide = Math.Abs(largest) >= options.VwapBandOuter ? Math.Sign(largest) : 0;
        _rejection = -_rejectedSide * Math.Min(1, (Math.Abs(largest) - 1) / 2);
    }
}
