using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// Trend and delta of one timeframe over its closed, whole bars:
/// x = 0.6·clamp((EMA9 − EMA21)/ATR) + 0.4·clamp(Δ/(0.3·V) of the last 3 bars), within −1 … +1.
/// The means of the closes, EMA += 2/(n + 1)·(close − EMA), begin at the first bar since the first trade or the last gap, in ticks
/// from that bar's close, so that reflecting every price changes exactly the sign.
/// </summary>
internal sealed class TimeframeTrend(double deltaFull)
{
    internal const int BarsMin = 21;
    private const double FastStep = 2.0 / (9 + 1);
    private const double SlowStep = 2.0 / (21 + 1);
    private const int FlowBars = 3;
    private const double TrendShare = 0.6;
    private const double FlowShare = 0.4;

    private readonly long[] _volume = new long[FlowBars];
    private readonly long[] _delta = new long[FlowBars];
    private long _taken;
    private int _reference;
    private double _fast;
    private double _slow;

    /// <summary>x as of the last closed bar. Only when the timeframe has 21 bars.</summary>
    internal double Value { get; private set; }

    /// <summary>Takes the timeframe's last closed bar, unless it is known.</summary>
    internal void Advance(TimeframeBars bars)
    {
        if (bars.Closes == _taken)
            return;
        _taken = bars.Closes;
        ref readonly var bar = ref bars.Closed;
        if (bars.Whole == 1)
        {
            _reference = bar.Close;
            _fast = _slow = 0;
        }

        double close = bar.Close - _reference;
        _fast += FastStep * (close - _fast);
        _slow += SlowStep * (close - _slow);
        var place = _taken % FlowBars;
        _volume[place] = bar.Volume;
        _delta[place] = bar.Delta;
        if (bars.Whole < BarsMin)
            return;
        double volume = _volume[0] + _volume[1] + _volume[2];
        double delta = _delta[0] + _delta[1] + _delta[2];
        Value =
            (TrendShare * Math.Clamp((_fast - _slow) / bars.AtrTicks, -1, 1))
            + (FlowShare * Math.Clamp(delta / (deltaFull * volume), -1, 1));
    }
}
