namespace Architecture;

/// <summary>One thing uses another.</summary>
internal readonly record struct Edge(string From, string To);

/// <summary>What follows from who uses whom.</summary>
internal static class Edges
{
    /// <summary>The edges that lie on a way from somewhere back to it.</summary>
    public static IReadOnlyList<Edge> InACycle(this IReadOnlySet<Edge> edges) =>
        [.. edges.Where(edge => Reached(edges, edge.To).Contains(edge.From)).OrderBy(edge => edge.From, StringComparer.Ordinal)];

    private static HashSet<string> Reached(IReadOnlySet<Edge> edges, string start)
    {
        var (reached, open) = (new HashSet<string>(StringComparer.Ordinal) { start }, new Queue<string>([start]));
        while (open.TryDequeue(out var at))
        {
            foreach (var edge in edges.Where(edge => edge.From == at && reached.Add(edge.To)))
                open.Enqueue(edge.To);
        }

        return reached;
    }
}
