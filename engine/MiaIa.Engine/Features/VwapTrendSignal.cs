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
        var regularBars = market.Regular.Bars;
        var regularServes = regularBars >= BarsMin && _regular.IsReady;
        var globexServes = market.Globex.Bars >= BarsMin && _globex.IsReady;
        if (!regularServes && !globexServes)
            return FeatureReading.NotReady(ReadingRemark.FewBars, market.LastTradeAt);
        if (!regularServes)
            return FeatureReading.Valid(Value(market.Globex, _globex, market), market.LastTradeAt, ReadingRemark.GlobexAnchor);

        var regular = Value(market.Regular, _regular, market);
        var share = Math.Min(1, (regularBars - BarsMin) / (double)FadeBars);
        if (share == 1 || !globexServes)
            return FeatureReading.Valid(regular, market.LastTradeAt, ReadingRemark.RegularAnchor);
        var globex = Value(market.Globex, _globex, market);
        return FeatureReading.Valid(((1 - share) * globex) + (share * regular), market.LastTradeAt, ReadingRemark.BothAnchors);
    }

    private static double Value(AnchoredVwap vwap, AnchoredSlope slope, MarketState market)
    {
        var deviation = vwap.Deviation();
        // Without deviation every trade had one price, which is also the VWAP.
        var distance = deviation == 0 ? 0 : Math.Clamp(vwap.Distance(market.Bars.LastPrice) / (2 * deviation), -1, 1);
        return (SlopeShare * slope.Normalised(vwap)) + (DistanceShare * distance);
    }
}
