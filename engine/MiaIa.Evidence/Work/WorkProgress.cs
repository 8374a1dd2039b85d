namespace MiaIa.Evidence.Work;

/// <summary>How far a unit of work is.</summary>
/// <param name="Fraction">0 to 1 of its input.</param>
/// <param name="Events">Events that were played so far.</param>
public readonly record struct WorkProgress(double Fraction, long Events);
