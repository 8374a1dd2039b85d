namespace MiaIa.Ibkr.Planning;

/// <summary>The rows of a chain that weigh most, found in one pass: they are asked for at every step of a sweep, for thousands of rows.</summary>
internal static class HeaviestRows
{
    /// <summary>Finds them.</summary>
    /// <param name="weights">γ·lots of each contract: call and put of a row beside each other, none of them NaN.</param>
    /// <param name="counts">Whether a row is looked at.</param>
    /// <param name="rowsMax">How many at most, 0 or more.</param>
    /// <returns>Rows, the heaviest first, of equal ones the lower row.</returns>
    public static IReadOnlyList<int> Of(ReadOnlySpan<double> weights, Predicate<int> counts, int rowsMax)
    {
        var lightestFirst = new PriorityQueue<int, (double Weight, int Before)>(rowsMax + 1);
        for (var row = 0; row < weights.Length / 2; row++)
        {
            if (!counts(row))
                continue;
            lightestFirst.Enqueue(row, (weights[2 * row] + weights[(2 * row) + 1], -row));
            if (lightestFirst.Count > rowsMax)
                lightestFirst.Dequeue();
        }

        var heaviest = new List<int>(lightestFirst.Count);
        while (lightestFirst.TryDequeue(out var row, out _))
            heaviest.Add(row);
        heaviest.Reverse();
        return heaviest;
    }
}
