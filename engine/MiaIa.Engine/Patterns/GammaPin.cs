using MiaIa.Engine.Market;

namespace MiaIa.Engine.Patterns;

/// <summary>
/// gamma_pin: ten bars running close within R/2 of the absolute gamma strike AG while u is above 0.5, each bar by what was known
/// at its close. Points towards AG from the close; strength = u. It fires once until a bar breaks the row; a close exactly at
/// AG has no side and waits for the next. Source: confluence.md, pattern detectors.
/// </summary>
internal sealed class GammaPin
{
    private const int BarsMin = 10;
    private const double LongGammaMin = 0.5;

    private int _bars;
    private bool _hasFired;

    /// <summary>Takes the bar that has closed. True when it fires: then <paramref name="points"/> is +1 up or −1 down.</summary>
    internal bool TryFire(in MinuteBar closed, in GammaPinInput options, out int points)
    {
        var away = options.AbsoluteGammaTicks - closed.Close;
        points =
            away > 0 ? 1
            : away < 0 ? -1
            : 0;
        // Written so that a value that is no number breaks the row.
        var isPinned = options.IsKnown && options.LongGamma > LongGammaMin && Math.Abs(away) <= options.ReachTicks / 2;
        if (!isPinned)
        {
            Restart();
            return false;
        }

        _bars++;
        if (_bars < BarsMin || _hasFired || points == 0)
            return false;
        _hasFired = true;
        return true;
    }

    /// <summary>The row begins anew.</summary>
    internal void Restart()
    {
        _bars = 0;
        _hasFired = false;
    }
}
