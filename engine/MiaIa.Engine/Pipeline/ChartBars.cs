using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// The minute bars of an instrument for whoever draws them: whole ones of up to two days, and behind a gap the last 64 as they are. One object
/// for the life of the core; it belongs to whoever steps it.
/// </summary>
public sealed class ChartBars
{
    private readonly MinuteBars _bars;
    private readonly VwapTrail _vwap;

    internal ChartBars(MinuteBars bars, VwapTrail vwap) => (_bars, _vwap) = (bars, vwap);

    /// <summary>The newest bars, oldest first; the last one is the bar that forms, if there is one.</summary>
    /// <param name="countMax">How many at most.</param>
    public IReadOnlyList<ChartBar> Newest(int countMax)
    {
        var recent = Recent();
        var older = Older(recent.Count > 0 ? recent[0].StartMillis : long.MaxValue, countMax - recent.Count);
        older.AddRange(recent.Count > countMax ? recent.GetRange(recent.Count - countMax, countMax) : recent);
        return older;
    }

    /// <summary>Another number than before: <see cref="SessionVwap"/> has grown, or is another session's.</summary>
    public long SessionVwapVersion => _vwap.Version;

    /// <summary>
    /// The session's VWAP and its deviation as each minute bar left them, with the bar's end in Unix ms: since the regular open, and before that since
    /// the Globex open, oldest first. A long line is thinned to every second, fourth … bar, and keeps its newest.
    /// </summary>
    /// <param name="countMax">How many points at most, at least 2.</param>
    public IEnumerable<(long EndMillis, VwapLevel Level)> SessionVwap(int countMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(countMax, 2);
        foreach (var (start, level) in _vwap.Session(countMax))
            yield return (start + MinuteBars.PeriodMillis, level);
    }

    private List<ChartBar> Recent()
    {
        var kept = (int)Math.Min(_bars.Count, MinuteBars.KeptMax);
        var recent = new List<ChartBar>(kept + 1);
        for (var back = kept - 1; back >= 0; back--)
            recent.Add(From(_bars.Back(back), _vwap));

        if (_bars.IsForming)
            recent.Add(From(_bars.Forming) with { Vwap = _vwap.Now });
        return recent;
    }

    private List<ChartBar> Older(long beforeMillis, int countMax)
    {
        var history = _bars.History;
        var end = history.Count;
        while (end > 0 && history.At(end - 1).StartMillis >= beforeMillis)
            end--;

        var first = Math.Max(0, end - Math.Max(0, countMax));
        var older = new List<ChartBar>(end - first + MinuteBars.KeptMax + 1);
        for (var i = first; i < end; i++)
            older.Add(From(history.At(i), _vwap));
        return older;
    }

    private static ChartBar From(in MinuteBar bar, VwapTrail vwap) => From(bar) with { Vwap = vwap.At(bar.StartMillis) };

    private static ChartBar From(in MinuteBar bar) =>
        new(bar.StartMillis, bar.Open, bar.High, bar.Low, bar.Close, bar.BuyVolume, bar.SellVolume);
}
