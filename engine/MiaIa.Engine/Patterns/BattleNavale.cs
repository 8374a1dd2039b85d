namespace MiaIa.Engine.Patterns;

/// <summary>
/// battle_navale: the longest base of 3 to 15 bars within max(10 ticks, 2·ATR) is left by a bar that closes beyond its high, with
/// body/range ≥ 0.6, volume ≥ 1.5 × the mean of the 20 bars before, and Δ/V ≥ 0.10, all its way. Points that way; strength =
/// 0.4·battle + 0.35 + 0.25·base: battle = mean of the three ratios to twice their limit, each at most 1; base = mean of (n−3)/12,
/// 1 − size/limit and max(0, 1 − sd/mean of its volumes). A close at least a tick back inside within the next 10 bars cancels it.
/// Mirrored at the low. Source: confluence.md, pattern detectors.
/// </summary>
internal sealed class BattleNavale : BarPattern
{
    private const int BaseBarsMin = 3;
    private const int BaseBarsMax = 15;
    private const double BaseTicksMin = 10;
    private const double BaseAtrs = 2;
    private const double BodyMin = 0.6;
    private const double VolumeMin = 1.5;
    private const double DeltaMin = 0.10;
    private const double BattleShare = 0.4;
    private const double FixedShare = 0.35;
    private const double BaseShare = 0.25;
    private const int CancelBars = 10;

    private int _edgeAbove;
    private int _edgeBelow;
    private int _edge;
    private int _barsLeft;
    private bool _isUp;

    internal override PatternKind Kind => PatternKind.BattleNavale;

    /// <summary>The board's number of the newest event.</summary>
    internal long Happened { get; private set; }

    protected override bool IsWithSide => true;

    /// <summary>Remembers the base that was left, to see whether the price comes back into it.</summary>
    internal void Watch(int points, long happened)
    {
        _isUp = points > 0;
        _edge = _isUp ? _edgeAbove : _edgeBelow;
        _barsLeft = CancelBars;
        Happened = happened;
    }

    /// <summary>Whether the bar that has closed cancels the newest event.</summary>
    internal bool IsCancelledBy(in BarView fromAbove, in BarView fromBelow)
    {
        if (_barsLeft == 0)
            return false;
        _barsLeft--;
        var close = _isUp ? fromAbove.Close(0) : fromBelow.Close(0);
        if (close >= _edge)
            return false;
        _barsLeft = 0;
        return true;
    }

    internal override void Restart()
    {
        base.Restart();
        _barsLeft = 0;
    }

    protected override double StrengthAt(in BarView bars)
    {
        if (!bars.HasBarsBefore)
            return 0;
        var limit = Math.Max(BaseTicksMin, BaseAtrs * bars.AtrTicks);
        var (n, high, size) = LongestBase(bars, limit);
        if (n == 0 || bars.Close(0) <= high)
            return 0;
        if (bars.IsFromAbove)
            _edgeAbove = high;
        else
            _edgeBelow = high;
        var body = Ratio(bars.Body(0), bars.Range(0), BodyMin);
        var volume = Ratio((double)bars.Volume(0) * BarView.BarsBefore, bars.VolumeBefore(), VolumeMin);
        var delta = Ratio(bars.Delta(0), bars.Volume(0), DeltaMin);
        if (body == 0 || volume == 0 || delta == 0)
            return 0;
        var battle = (body + volume + delta) / 3;
        var quiet = ((n - BaseBarsMin) / (double)(BaseBarsMax - BaseBarsMin)) + (1 - (size / limit)) + Math.Max(0, 1 - Unevenness(bars, n));
        return (BattleShare * battle) + FixedShare + (BaseShare * quiet / 3);
    }

    // A ratio to twice its limit, at most 1; 0 = the limit is not reached.
    private static double Ratio(double part, double whole, double limit) =>
        part > 0 && part / whole >= limit ? Math.Min(1, part / whole / (2 * limit)) : 0;

    private static (int Bars, int High, int Size) LongestBase(in BarView bars, double limit)
    {
        var (high, low) = (bars.High(1), bars.Low(1));
        var found = (Bars: 0, High: 0, Size: 0);
        for (var n = 1; n <= BaseBarsMax; n++)
        {
            high = Math.Max(high, bars.High(n));
            low = Math.Min(low, bars.Low(n));
            if (high - low > limit)
                break;
            if (n >= BaseBarsMin)
                found = (n, high, high - low);
        }

        return found;
    }

    // Standard deviation over mean of the volumes of the base.
    private static double Unevenness(in BarView bars, int n)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 1; i <= n; i++)
        {
            double volume = bars.Volume(i);
            sum += volume;
            squares += volume * volume;
        }

        return Math.Sqrt(Math.Max(0, (n * squares) - (sum * sum))) / sum;
    }
}
