using MiaIa.Engine.Market;

namespace MiaIa.Engine.Patterns;

/// <summary>
/// absorption: in the top two rows of a bar the buyers traded at least 1.5 times the mean traded row of the 20 bars before, and for
/// 30 s after the bar's last trade at its high nothing trades more than 2 ticks above that. Points down, against the aggressor;
/// strength = min(1, ratio/3). Mirrored at the low. The 30 s may end in the next bar: then it fires when they have passed, and
/// its age counts from its own bar. Source: confluence.md, pattern detectors.
/// </summary>
internal sealed class Absorption
{
    private const int BarsBefore = BarView.BarsBefore;
    private const double RatioMin = 1.5;
    private const double RatioFull = 3;
    private const int TicksBeyond = 2;
    private const int HoldMillis = 30_000;

    private readonly long[] _volumes = new long[BarsBefore];
    private readonly int[] _rows = new int[BarsBefore];
    private int _bars;
    private int _next;
    private FiringEdge _edge;
    private Extreme _above;
    private Extreme _below;

    /// <summary>The next moment at which an extreme has held long enough, in Unix milliseconds.</summary>
    internal long DecidedAt { get; private set; } = long.MaxValue;

    /// <summary>Bars that had closed when the bar that is being decided had.</summary>
    internal long Bar { get; private set; }

    /// <summary>Whether an extreme is still being watched: only then does a trade matter.</summary>
    internal bool IsWatching => DecidedAt != long.MaxValue;

    /// <summary>A bar has closed: looks at both its ends. The bar before is decided by now.</summary>
    internal void BarClosed(in BarView fromAbove, in BarView fromBelow, BarFootprint rows, long bar)
    {
        var hasBefore = _bars == BarsBefore;
        var (volume, count) = Before();
        _above = hasBefore ? Look(fromAbove, volume, count) : default;
        _below = hasBefore ? Look(fromBelow, volume, count) : default;
        Bar = bar;
        _volumes[_next] = rows.Volume;
        _rows[_next] = rows.TradedRows;
        _next = (_next + 1) % BarsBefore;
        _bars = Math.Min(_bars + 1, BarsBefore);
        Schedule();
        if (!IsWatching)
            _edge.Step(false, false);
    }

    /// <summary>A trade came while an extreme is watched. True when that decides that one of them fires.</summary>
    internal bool TryFireAt(int price, out int points, out double strength)
    {
        if (_above.IsWatched && price > _above.Price + TicksBeyond)
            _above = default;
        if (_below.IsWatched && price < _below.Price - TicksBeyond)
            _below = default;
        return TryDecide(out points, out strength);
    }

    /// <summary>Market time has passed <see cref="DecidedAt"/>. True when that decides that one of the extremes fires.</summary>
    internal bool TryFireBy(long millis, out int points, out double strength)
    {
        _above.IsWatched &= millis <= _above.HoldsUntil;
        _below.IsWatched &= millis <= _below.HoldsUntil;
        return TryDecide(out points, out strength);
    }

    /// <summary>Trades are missing or the day is another: 20 bars are needed anew.</summary>
    internal void Restart()
    {
        _bars = _next = 0;
        _edge = default;
        _above = _below = default;
        DecidedAt = long.MaxValue;
    }

    private static Extreme Look(in BarView bars, long volume, long rows)
    {
        var ratio = bars.TowardsAtTop() / (volume / (double)rows);
        if (ratio < RatioMin)
            return default;
        var price = bars.IsFromAbove ? bars.High(0) : -bars.High(0);
        return new Extreme
        {
            Price = price,
            Strength = Math.Min(1, ratio / RatioFull),
            HoldsUntil = bars.HighAt + HoldMillis,
            IsWatched = true,
        };
    }

    private (long Volume, long Rows) Before()
    {
        var (volume, rows) = (0L, 0L);
        for (var i = 0; i < BarsBefore; i++)
        {
            volume += _volumes[i];
            rows += _rows[i];
        }

        return (volume, rows);
    }

    // Both ends of a bar are decided together, because both at once say nothing.
    private bool TryDecide(out int points, out double strength)
    {
        Schedule();
        (points, strength) = (0, 0);
        if (IsWatching)
            return false;
        var side = _edge.Step(_above.Strength > 0, _below.Strength > 0);
        points = -side;
        strength = side > 0 ? _above.Strength : _below.Strength;
        return side != 0;
    }

    private void Schedule() =>
        DecidedAt = Math.Min(_above.IsWatched ? _above.HoldsUntil : long.MaxValue, _below.IsWatched ? _below.HoldsUntil : long.MaxValue);

    private struct Extreme
    {
        internal int Price;
        internal double Strength;
        internal long HoldsUntil;
        internal bool IsWatched;
    }
}
