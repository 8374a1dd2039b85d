namespace MiaIa.GatewaySim.Markets;

/// <summary>Where the index stands: a recorded session or one level, moved by what a script asks. For one thread at a time.</summary>
/// <param name="start">The level at the start, in points.</param>
/// <param name="tape">A recorded session; null = the level stands.</param>
internal sealed class SpotTrack(double start, SessionTape? tape)
{
    private readonly List<(TimeSpan Since, TimeSpan Length, double From, double To)> _moves = [];

    /// <summary>The level.</summary>
    public double At(TimeSpan elapsed)
    {
        var level = BaseAt(elapsed) * FactorAt(elapsed);
        return Math.Round(level * 100) / 100;
    }

    /// <summary>Moves to a level, in a straight line from now on.</summary>
    public void MoveTo(double level, TimeSpan now, TimeSpan length)
    {
        _moves.Add((now, length, FactorAt(now), level / BaseAt(now + length)));
    }

    private double BaseAt(TimeSpan elapsed) => tape?.PriceAt(elapsed) is { } price ? start + price - tape.FirstPrice : start;

    /// <summary>Delayed values look back, so older moves are kept.</summary>
    private double FactorAt(TimeSpan elapsed)
    {
        var (since, length, from, to) = _moves.FindLast(move => move.Since <= elapsed);
        if (from == 0)
            return 1;
        return elapsed >= since + length ? to : from + ((to - from) * ((elapsed - since) / length));
    }
}
