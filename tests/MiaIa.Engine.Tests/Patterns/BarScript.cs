using MiaIa.Engine.Market;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>One trade of a written bar: seconds into it, price in ticks, contracts, at the ask or at the bid.</summary>
internal readonly record struct At(double Second, int Price, int Lots, bool IsBuy);

/// <summary>
/// Minutes written by hand and played through a core. Mirrored, every price is reflected and every side swapped on the way in, and
/// every direction on the way out: the same sentences then prove the other direction.
/// </summary>
internal sealed class BarScript(bool isMirrored)
{
    /// <summary>The middle, the high and the low of a quiet bar.</summary>
    public const int Middle = 17_600,
        High = 17_604,
        Low = 17_596;

    private readonly Feed _feed = new();
    private long _start = RandomTape.RegularOpenMillis;

    public EngineCore Core => _feed.Core;

    /// <summary>Bars of 40 contracts and 8 ticks whose delta is 0: the ATR is 8, the mean traded row 13.33 contracts.</summary>
    public BarScript Quiet(int bars = 20)
    {
        for (var i = 0; i < bars; i++)
            Bar(new(1, Middle, 10, true), new(2, High, 10, false), new(3, Low, 10, true), new(4, Middle, 10, false));
        return this;
    }

    /// <summary>Plays a whole minute and lets market time reach its end.</summary>
    public BarScript Bar(params At[] trades) => Part(trades).Close();

    /// <summary>Plays trades into the minute that forms.</summary>
    public BarScript Part(params At[] trades)
    {
        foreach (var (second, price, lots, isBuy) in trades)
            _feed.Trade(_start + (long)Math.Round(second * 1_000), isMirrored ? (2 * Middle) - price : price, lots, isBuy != isMirrored);
        return this;
    }

    /// <summary>The minute ends.</summary>
    public BarScript Close()
    {
        _start += 60_000;
        return Time(0);
    }

    /// <summary>Market time moves into the minute that forms.</summary>
    public BarScript Time(double second)
    {
        _feed.Play(new TapeEvent(_start + (long)Math.Round(second * 1_000)));
        return this;
    }

    /// <summary>What the options say from now on; the strike in ticks.</summary>
    public BarScript Options(double strike, double reach, double longGamma)
    {
        Core.Detectors.Gamma = new GammaPinInput(isMirrored ? (2 * Middle) - strike : strike, reach, longGamma);
        return this;
    }

    /// <summary>The newest event of a pattern: +1 up, −1 down, 0 none.</summary>
    public int Points(PatternKind kind)
    {
        var points = Core.Patterns[kind].Direction switch
        {
            Direction.Long => 1,
            Direction.Short => -1,
            _ => 0,
        };
        return isMirrored ? -points : points;
    }

    public double Strength(PatternKind kind) => Core.Patterns[kind].Strength;

    /// <summary>How often it fired, whichever way.</summary>
    public long Times(PatternKind kind) => Core.Patterns.Times(kind, Direction.Long) + Core.Patterns.Times(kind, Direction.Short);
}
