using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// How far an anchored VWAP has moved in ten minutes, against its own recent moves: x = VWAP − VWAP ten minutes ago, scaled by
/// the largest |x| at the past 60 minute marks of the anchor (at least 20 of them, a floor in ticks).
/// "Ten minutes ago" is the whole second 600 s before the one that market time is in, with the trades before it: the VWAP is
/// kept once a second, so that the memory does not grow with the rate (docs/decisions/0011).
/// </summary>
internal sealed class AnchoredSlope(double floorTicks)
{
    private const int BackSeconds = 600;
    private const int SecondsKept = 1_024;
    private const int MarksMax = 60;
    private const int MarksMin = 20;

    private readonly double[] _bySecond = NewSeconds();
    private readonly double[] _marks = new double[MarksMax];
    private int _markCount;
    private int _nextMark;
    private double _scale;
    private double _back = double.NaN;

    /// <summary>Whether enough marks are past and the VWAP ten minutes ago is known.</summary>
    internal bool IsReady => _markCount >= MarksMin && !double.IsNaN(_back);

    /// <summary>The move now, as a share of the scale, −1 … +1. Only when ready.</summary>
    internal double Normalised(AnchoredVwap vwap) => Math.Clamp((vwap.FromReference - _back) / _scale, -1, 1);

    /// <summary>Writes down the VWAP at a whole second that market time has reached, before any trade of that second.</summary>
    internal void Mark(long second, AnchoredVwap vwap)
    {
        var now = vwap.HasTraded ? vwap.FromReference : double.NaN;
        _bySecond[second % SecondsKept] = now;
        _back = _bySecond[(second - BackSeconds) % SecondsKept];
        if (second % 60 == 0 && !double.IsNaN(_back))
            AddMinuteMark(Math.Abs(now - _back));
    }

    /// <summary>Begins anew with its anchor.</summary>
    internal void Anchor()
    {
        Array.Fill(_bySecond, double.NaN);
        _markCount = _nextMark = 0;
        _back = double.NaN;
    }

    private static double[] NewSeconds()
    {
        var seconds = new double[SecondsKept];
        Array.Fill(seconds, double.NaN);
        return seconds;
    }

    private void AddMinuteMark(double move)
    {
        _marks[_nextMark] = move;
        _nextMark = (_nextMark + 1) % MarksMax;
        _markCount = Math.Min(_markCount + 1, MarksMax);
        _scale = floorTicks;
        for (var i = 0; i < _markCount; i++)
            _scale = Math.Max(_scale, _marks[i]);
    }
}
