namespace MiaIa.Engine.Patterns;

/// <summary>A pattern that a bar shows at its close. It is written for the high; the low is the same code on the mirrored view.</summary>
internal abstract class BarPattern
{
    private FiringEdge _edge;

    /// <summary>Which pattern it is.</summary>
    internal abstract PatternKind Kind { get; }

    /// <summary>Whether it points the way of the side that it was found on; else against it.</summary>
    protected abstract bool IsWithSide { get; }

    /// <summary>Takes the bar that has closed. True when it fires: then <paramref name="points"/> is +1 up or −1 down.</summary>
    internal bool TryFire(in BarView fromAbove, in BarView fromBelow, out int points, out double strength)
    {
        var (up, down) = (StrengthAt(fromAbove), StrengthAt(fromBelow));
        var side = _edge.Step(up > 0, down > 0);
        points = IsWithSide ? side : -side;
        strength = side > 0 ? up : down;
        return side != 0;
    }

    /// <summary>Forgets what the bar before said.</summary>
    internal virtual void Restart() => _edge = default;

    /// <summary>The strength, above 0 and at most 1, when the bar shows the pattern at its high; else 0.</summary>
    protected abstract double StrengthAt(in BarView bars);
}
