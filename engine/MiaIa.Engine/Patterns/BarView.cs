using MiaIa.Engine.Market;

namespace MiaIa.Engine.Patterns;

/// <summary>
/// The bars at a close, looked at from one side. Seen from above they are as they are; seen from below prices are negated and
/// buyers and sellers swap. A detector is written once, for the high, and asked twice, which makes it symmetric by construction.
/// Bar 0 has just closed, 1 is the one before it. Volumes and prices are in contracts and ticks.
/// </summary>
internal readonly ref struct BarView
{
    /// <summary>"The 20 bars before" of the design.</summary>
    internal const int BarsBefore = 20;

    private readonly MinuteBars _bars;
    private readonly BarFootprint _rows;
    private readonly BarTrack _track;

    internal BarView(MinuteBars bars, BarFootprint rows, BarTrack track, long whole, double atrTicks, bool isUp)
    {
        _bars = bars;
        _rows = rows;
        _track = track;
        IsFromAbove = isUp;
        Whole = whole;
        AtrTicks = atrTicks;
    }

    /// <summary>Closed bars without a lost trade up to and with bar 0.</summary>
    internal long Whole { get; }

    /// <summary>Average true range as it was before bar 0; 0 = under 14 bars.</summary>
    internal double AtrTicks { get; }

    /// <summary>Whether bars are as they are; else mirrored.</summary>
    internal bool IsFromAbove { get; }

    /// <summary>Whether the 20 bars before bar 0 are there, and its range has something to be held against.</summary>
    internal bool HasBarsBefore => Whole > BarsBefore && AtrTicks > 0;

    internal int High(int back) => IsFromAbove ? _bars.Back(back).High : -_bars.Back(back).Low;

    internal int Low(int back) => IsFromAbove ? _bars.Back(back).Low : -_bars.Back(back).High;

    internal int Close(int back) => IsFromAbove ? _bars.Back(back).Close : -_bars.Back(back).Close;

    /// <summary>Close − open.</summary>
    internal int Body(int back) => Close(back) - (IsFromAbove ? _bars.Back(back).Open : -_bars.Back(back).Open);

    internal int Range(int back) => _bars.Back(back).RangeTicks;

    internal long Volume(int back) => _bars.Back(back).Volume;

    /// <summary>Contracts of those who drove the price this way.</summary>
    internal long Towards(int back) => IsFromAbove ? _bars.Back(back).BuyVolume : _bars.Back(back).SellVolume;

    /// <summary>Volume this way − volume the other way.</summary>
    internal long Delta(int back) => IsFromAbove ? _bars.Back(back).Delta : -_bars.Back(back).Delta;

    /// <summary>Ticks that bar 0 ran, in the order of its trades, up to its high.</summary>
    internal int Run => IsFromAbove ? _track.RunUp : _track.RunDown;

    /// <summary>Market time of bar 0's last trade at its high, in Unix milliseconds.</summary>
    internal long HighAt => IsFromAbove ? _track.HighAt : _track.LowAt;

    /// <summary>The most adjacent rows of bar 0 in which those who drive the price this way dominate.</summary>
    internal int Stack => DiagonalImbalances.LongestStack(_rows, isBuy: IsFromAbove);

    /// <summary>Contracts of those who drove the price this way in the top two rows of bar 0; 0 when rows of it were refused.</summary>
    internal long TowardsAtTop()
    {
        var rows = _rows.RowCount;
        if (rows != Range(0) + 1)
            return 0;
        if (!IsFromAbove)
            return _rows.SellAt(0) + (rows > 1 ? _rows.SellAt(1) : 0);
        return _rows.BuyAt(rows - 1) + (rows > 1 ? _rows.BuyAt(rows - 2) : 0);
    }

    /// <summary>The highest price of the 20 bars before bar 0.</summary>
    internal int HighBefore()
    {
        var high = High(1);
        for (var i = 2; i <= BarsBefore; i++)
            high = Math.Max(high, High(i));
        return high;
    }

    /// <summary>Contracts of the 20 bars before bar 0.</summary>
    internal long VolumeBefore()
    {
        var volume = 0L;
        for (var i = 1; i <= BarsBefore; i++)
            volume += Volume(i);
        return volume;
    }
}
