namespace MiaIa.Engine.Market;

/// <summary>
/// Average true range of closed bars in ticks (Wilder 1978): the mean of the first 14 true ranges, then
/// (13 × the average before + the new range) / 14. A true range reaches back to the close before; the first bar's is high − low.
/// </summary>
internal struct AverageTrueRange
{
    internal const int Bars = 14;
    private const double TicksMin = 2;

    private double _mean;
    private int _count;
    private int _close;

    /// <summary>Whether 14 bars have been taken, so that <see cref="Ticks"/> stands.</summary>
    internal readonly bool IsReady => _count >= Bars;

    /// <summary>Ticks, at least 2 (the design's floor).</summary>
    internal readonly double Ticks => Math.Max(_mean, TicksMin);

    /// <summary>Takes a closed bar.</summary>
    internal void Add(in MinuteBar bar)
    {
        var range = _count == 0 ? bar.RangeTicks : Math.Max(bar.High, _close) - Math.Min(bar.Low, _close);
        // While the first 14 come, this is their mean, which seeds the recursion.
        _count = Math.Min(_count + 1, Bars);
        _mean = ((_mean * (_count - 1)) + range) / _count;
        _close = bar.Close;
    }
}
