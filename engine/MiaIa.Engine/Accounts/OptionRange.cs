namespace MiaIa.Engine.Accounts;

/// <summary>The one way in which an option of accounts, risk, orders and paper is held against its range.</summary>
internal static class OptionRange
{
    /// <exception cref="ArgumentException">It is outside; the message names it, its value and the range.</exception>
    internal static void Within(string name, long value, long lowest, long highest)
    {
        if (value < lowest || value > highest)
            throw new ArgumentException($"{name} {value} is not within {lowest} to {highest}", name);
    }
}
