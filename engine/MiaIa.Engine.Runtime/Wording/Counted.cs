using System.Globalization;

namespace MiaIa.Engine.Runtime.Wording;

/// <summary>A number and what it counts, as a person says it: 1 day, 2 days.</summary>
public static class Counted
{
    /// <summary><c>1 trade</c>, <c>0 trades</c>, <c>1200 trades</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them; its plural ends with s.</param>
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {Word(count, noun)}");

    /// <summary>The word alone, where the number has a format of its own; a sign does not count.</summary>
    /// <inheritdoc cref="Of"/>
    public static string Word(long count, string noun) => count is 1 or -1 ? noun : noun + "s";
}
