namespace MiaIa.Engine.Patterns;

/// <summary>
/// What a bar says is one side or none: none when the condition holds on both. A pattern fires when a bar says a side that the
/// bar before did not say: a condition that persists fires once until it has ended.
/// </summary>
internal struct FiringEdge
{
    private int _said;

    /// <summary>Takes the next bar. Returns the side that fires: +1 the upper, −1 the lower, 0 none.</summary>
    internal int Step(bool up, bool down)
    {
        var says =
            up == down ? 0
            : up ? 1
            : -1;
        var fires = says == _said ? 0 : says;
        _said = says;
        return fires;
    }
}
