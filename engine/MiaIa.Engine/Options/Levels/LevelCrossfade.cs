using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// The strikes that share one level while a replacement fades in. Weights sum to 1; a reader takes Σ weight·f(strike), which moves
/// continuously when the level changes.
/// </summary>
public sealed class LevelCrossfade
{
    /// <summary>Strikes that can share a level; a fifth drops the one that weighs least.</summary>
    public const int CountMax = 4;

    private readonly double[] _strikes = new double[CountMax];
    private readonly double[] _settled = new double[CountMax];
    private long _fadesFrom,
        _fadeNanos;

    /// <summary>Strikes in the blend; the newest stands last. 0 = there is no level.</summary>
    public int Count { get; private set; }

    /// <summary>A strike of the blend, in index points.</summary>
    public double Strike(int index) => _strikes[index];

    /// <summary>The weight of a strike at a moment, 0 … 1.</summary>
    public double Weight(int index, UnixNanos now)
    {
        var arrived = Count < 2 ? 1 : Math.Clamp((now.Value - _fadesFrom) / (double)_fadeNanos, 0, 1);
        return index == Count - 1 ? arrived : (1 - arrived) * _settled[index];
    }

    /// <summary>There is no level any more.</summary>
    internal void Clear() => Count = 0;

    /// <summary>One strike, at once.</summary>
    internal void Set(double strike)
    {
        _strikes[0] = strike;
        Count = 1;
    }

    /// <summary>A strike takes over little by little; those before keep their shares of what it leaves.</summary>
    internal void FadeTo(double strike, UnixNanos now, long fadeNanos)
    {
        for (var i = 0; i < Count; i++)
            _settled[i] = Weight(i, now);
        for (var i = Count - 1; i >= 0; i--)
        {
            if (_settled[i] == 0)
                Remove(i);
        }

        if (Count == CountMax)
            Remove(Lightest());
        var left = 0.0;
        for (var i = 0; i < Count; i++)
            left += _settled[i];
        for (var i = 0; i < Count; i++)
            _settled[i] /= left;
        _strikes[Count++] = strike;
        (_fadesFrom, _fadeNanos) = (now.Value, fadeNanos);
    }

    private int Lightest()
    {
        var lightest = 0;
        for (var i = 1; i < Count; i++)
        {
            if (_settled[i] < _settled[lightest])
                lightest = i;
        }

        return lightest;
    }

    private void Remove(int index)
    {
        for (var i = index + 1; i < Count; i++)
            (_strikes[i - 1], _settled[i - 1]) = (_strikes[i], _settled[i]);
        Count--;
    }
}
