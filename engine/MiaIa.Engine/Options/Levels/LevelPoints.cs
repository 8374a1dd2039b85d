using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>A level in ticks of the future: the strikes that share it while a replacement fades in, and their weights.</summary>
internal sealed class LevelPoints
{
    private readonly double[] _ticks = new double[LevelCrossfade.CountMax];
    private readonly double[] _weights = new double[LevelCrossfade.CountMax];
    private int _count;

    /// <summary>The strike that stands or fades in; NaN when there is none.</summary>
    internal double NewestTicks => _count > 0 ? _ticks[_count - 1] : double.NaN;

    internal void Fill(LevelCrossfade blend, UnixNanos now, double basisPoints, double tickSizePoints)
    {
        _count = blend.Count;
        for (var i = 0; i < _count; i++)
        {
            _ticks[i] = (blend.Strike(i) + basisPoints) / tickSizePoints;
            _weights[i] = blend.Weight(i, now);
        }
    }

    /// <summary>Σ weight·max(0, 1 − |P − L|/R): 1 on the level, 0 from R away.</summary>
    internal double Proximity(double price, double radius)
    {
        var sum = 0.0;
        for (var i = 0; i < _count; i++)
            sum += _weights[i] * Math.Max(0, 1 - (Math.Abs(price - _ticks[i]) / radius));
        return sum;
    }

    /// <summary>Σ weight·clamp((P − L)/R)·max(0, 1 − |P − L|/(3R)): which side of the level, fading from it.</summary>
    internal double Side(double price, double radius)
    {
        var sum = 0.0;
        for (var i = 0; i < _count; i++)
        {
            var distance = price - _ticks[i];
            sum += _weights[i] * Math.Clamp(distance / radius, -1, 1) * Math.Max(0, 1 - (Math.Abs(distance) / (3 * radius)));
        }

        return sum;
    }
}
