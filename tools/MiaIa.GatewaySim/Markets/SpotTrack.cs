namespace MiaIa.GatewaySim.Markets;

/// <summary>Where the index stands: a recorded session or one level, moved by what a script asks. For one thread at a time.</summary>
/// <param name="start">The level at the start, in points.</param>
/// <param name="tape">A recorded session; null = the level stands.</param>
/// <param name="marketSpeed">Market seconds a second of the simulator's clock.</param>
internal sealed class SpotTrack(double start, SessionTape? tape, double marketSpeed)
{
    private double _from = 1;
    private double _to = 1;
    private TimeSpan _since;
    private TimeSpan _length;

    /// <summary>The level.</summary>
    public double At(TimeSpan elapsed)
    {
        var level = BaseAt(elapsed) * FactorAt(elapsed);
        return Math.Round(level * 100) / 100;
    }

    /// <summary>Moves to a level, in a straight line from now on.</summary>
    public void MoveTo(double level, TimeSpan now, TimeSpan length)
    {
        _from = FactorAt(now);
        _to = level / BaseAt(now + length);
        (_since, _length) = (now, length);
    }

    private double BaseAt(TimeSpan elapsed) => tape?.PriceAt(elapsed * marketSpeed) is { } price ? start + price - tape.FirstPrice : start;

    private double FactorAt(TimeSpan elapsed)
    {
        if (elapsed >= _since + _length) return _to;
        return _from + ((_to - _from) * ((elapsed - _since) / _length));
    }
}
