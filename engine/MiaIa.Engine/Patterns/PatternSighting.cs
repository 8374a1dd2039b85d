using MiaIa.Engine.Market;

namespace MiaIa.Engine.Patterns;

/// <summary>The newest event of one name on the board.</summary>
/// <param name="Name">One of <see cref="PatternNames"/>, or a name of the study's.</param>
/// <param name="Direction">Where it points; none when the name has no event, or its newest was cancelled.</param>
/// <param name="Strength">0 … 1.</param>
/// <param name="Bar">Bars that had closed when it happened: its age is the bars closed since.</param>
/// <param name="At">Market time of the event.</param>
/// <param name="Weight">What it counts when new and of strength 1.</param>
/// <param name="IsPushed">The study said it, not a detector.</param>
public readonly record struct PatternSighting(
    string Name,
    Direction Direction,
    double Strength,
    long Bar,
    UnixNanos At,
    double Weight,
    bool IsPushed
);
