namespace MiaIa.Engine.Market;

/// <summary>
/// What was carried over from an older chain does not fit what is to hold it: another version, a number out of its range, too few bytes. Whoever
/// reads it begins without it and asks for a person; nothing is guessed.
/// </summary>
public sealed class CarryException : Exception
{
    /// <summary>Says what does not fit, with the value.</summary>
    public CarryException(string message)
        : base(message) { }
}
