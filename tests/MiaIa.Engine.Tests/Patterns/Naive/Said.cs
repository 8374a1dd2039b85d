namespace MiaIa.Engine.Tests.Patterns.Naive;

/// <summary>What became of a name at an event of the tape.</summary>
/// <param name="Event">Index in the tape.</param>
/// <param name="Bar">Bars that had closed when it happened; 0 when cancelled.</param>
/// <param name="Points">+1 long, −1 short, 0 cancelled.</param>
/// <param name="Strength">0 … 1; 0 when cancelled.</param>
internal sealed record Said(int Event, int Bar, int Points, double Strength)
{
    public static Said Cancelled(int at) => new(at, 0, 0, 0);
}
