using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// vwap_trend_signal: where the session VWAP goes and where the price stands to it.
/// Inputs: VWAP and its volume-weighted standard deviation SD in ticks, anchored at the Globex open and anew at the regular
/// open; the last price P. s = 0.6·minmax(VWAP − VWAP ten minutes ago) + 0.4·clamp((P − VWAP)/(2·SD)), within −1 … +1.
/// Until the regular anchor has 30 bars the Globex one serves; from 30 to 60 bars it fades into the regular one.
/// Not ready: a stale study, under 30 bars of either anchor. Source: confluence.md, feature 3.
/// </summary>
internal sealed class VwapTrendSignal(FeatureOptions options)
{
    private const int BarsMin = 30;
    private const int FadeBars = 30;
    private const double SlopeShare = 0.6;
    private const double DistanceShare = 0.4;

    private readonly AnchoredSlope _globex = new(options.SlopeFloorTicks);
    private readonly AnchoredSlope _regular = new(options.SlopeFloorTicks);
    private long _markedSecond;

    /// <summary>Market time has reached a new second: every whole second since the last one gets its mark.</summary>
    internal void Advance(MarketState market, MarketChange change)
    {
        if ((change & MarketChange.Session) != 0)
        {
            _globex.Anchor();
            _regular.Anchor();
            _markedSecond = market.NowSecond - 1;
        }

        while (_markedSecond < market.NowSecond)
        {
            _markedSecond++;
            _globex.Mark(_markedSecond, market.Globex);
            _regular.Mark(_markedSecond, market.Regular);
        }
    }

    internal FeatureReading Read(MarketState market, bool isStudyFresh)
    {
        if (!isStudyFresh)
            return FeatureReading.NotReady(ReadingRemark.StudyStale, market.LastTradeAt);
        if (market.CalendarError.Length != 0)
            return FeatureReading.NotReady(ReadingRemark.UnknownDay, market.LastTradeAt);
        var regularServes = market.Regular.Bars >= BarsMin && _regular.IsReady;
        var globexServes = market.Globex.Bars >= BarsMin && _globex.IsReady;
        if (!regularServes && !globexServes)
            return FeatureReading.NotReady(ReadingRemark.FewBars, market.LastTradeAt);
        if (!regularServes)
            return FeatureReading.Valid(Value(market.Globex, _globex, market), market.LastTradeAt, ReadingRemark.GlobexAnchor);

        var regular = Value(market.Regular, _regular, market);
        var share = RegularShare(market);
        if (share == 1 || !globexServes)
            return FeatureReading.Valid(regular, market.LastTradeAt, ReadingRemark.RegularAnchor);
        var globex = Value(market.Globex, _globex, market);
        return FeatureReading.Valid(((1 - share) * globex) + (share * regular), market.LastTradeAt, ReadingRemark.BothAnchors);
    }

    /// <summary>What a valid reading is made of now: of each anchor that serves, and k while both do.</summary>
    internal void AddFactors(MarketState market, ReadingRemark anchors, List<FeatureFactor> factors)
    {
        if (anchors != ReadingRemark.RegularAnchor)
        {
            factors.Add(new(FeatureId.VwapTrendSignal, "slope, Globex", _globex.Normalised(market.Globex)));
            factors.Add(new(FeatureId.VwapTrendSignal, "distance, Globex", Distance(market.Globex, market)));
        }

        if (anchors == ReadingRemark.GlobexAnchor)
            return;
        factors.Add(new(FeatureId.VwapTrendSignal, "slope, regular", _regular.Normalised(market.Regular)));
        factors.Add(new(FeatureId.VwapTrendSignal, "distance, regular", Distance(market.Regular, market)));
        if (anchors == ReadingRemark.BothAnchors)
            factors.Add(new(FeatureId.VwapTrendSignal, "k", RegularShare(market)));
    }

    private static double RegularShare(MarketState market) => Math.Min(1, (market.Regular.Bars - BarsMin) / (double)FadeBars);

    private static double Value(AnchoredVwap vwap, AnchoredSlope slope, MarketState market) =>
        (SlopeShare * slope.Normalised(vwap)) + (DistanceShare * Distance(vwap, market));

    private static double Distance(AnchoredVwap vwap, MarketState market)
    {
        var deviation = vwap.Deviation();
        // Without deviation every trade had one price, which is also the VWAP.
        return deviation == 0 ? 0 : Math.Clamp(vwap.Distance(market.Bars.LastPrice) / (2 * deviation), -1, 1);
    }
}
