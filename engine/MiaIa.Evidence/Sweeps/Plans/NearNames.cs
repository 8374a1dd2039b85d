namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>What somebody may have meant who wrote a name that is none.</summary>
internal static class NearNames
{
    private const int ToldMax = 3;

    /// <summary>The names that are fewest letters away, the nearest first.</summary>
    internal static string Of(string name, IEnumerable<string> known) =>
        string.Join(", ", known.OrderBy(one => Distance(name, one)).ThenBy(one => one, StringComparer.Ordinal).Take(ToldMax));

    // Levenshtein 1966: letters put in, taken out or replaced, whatever their case.
    private static int Distance(string left, string right)
    {
        var (before, now) = (new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j < before.Length; j++)
            before[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var isSame = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                now[j] = Math.Min(Math.Min(now[j - 1], before[j]) + 1, before[j - 1] + (isSame ? 0 : 1));
            }

            (before, now) = (now, before);
        }

        return before[right.Length];
    }
}
