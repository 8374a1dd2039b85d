namespace MiaIa.Engine.Tests.Support;

/// <summary>Point of control, value area and nodes once more, from the whole list of trades and the words of the decision alone.</summary>
internal sealed class NaiveProfile
{
    private readonly Dictionary<int, long> _rows;

    public NaiveProfile(IReadOnlyList<(int Price, int Lots)> trades)
    {
        _rows = trades.GroupBy(trade => trade.Price).ToDictionary(row => row.Key, row => row.Sum(trade => (long)trade.Lots));
        var most = _rows.Values.Max();
        // Of equal rows the one whose last contract came first.
        PointOfControl = _rows
            .Where(row => row.Value == most)
            .MinBy(row => trades.Index().Last(trade => trade.Item.Price == row.Key).Index)
            .Key;
    }

    public int PointOfControl { get; }

    private int Low => _rows.Keys.Min();

    private int High => _rows.Keys.Max();

    public (int High, int Low) ValueArea()
    {
        var inside = new HashSet<int> { PointOfControl };
        double all = _rows.Values.Sum();
        while (inside.Sum(At) / all < 0.70)
        {
            int[] above = [.. Enumerable.Range(inside.Max() + 1, 2).Where(price => price <= High)];
            int[] below = [.. Enumerable.Range(inside.Min() - 2, 2).Where(price => price >= Low)];
            if (below.Length == 0 || (above.Length > 0 && above.Sum(At) > below.Sum(At)))
                inside.UnionWith(above);
            else if (above.Length == 0 || below.Sum(At) > above.Sum(At))
                inside.UnionWith(below);
            else
                inside.UnionWith([.. above, .. below]);
        }

        return (inside.Max(), inside.Min());
    }

    public List<(int Price, bool IsHigh)> Nodes()
    {
        var mean = _rows.Values.Average();
        var highs = Enumerable.Range(Low, High - Low + 1).Where(price => At(price) >= mean && IsHigh(price)).ToList();
        var nodes = new List<(int Price, bool IsHigh)>();
        foreach (var high in highs)
        {
            if (nodes.Count > 0)
            {
                var between = Enumerable.Range(nodes[^1].Price + 1, high - nodes[^1].Price - 1);
                nodes.Add((between.OrderBy(At).ThenBy(FromPoc).First(), false));
            }

            nodes.Add((high, true));
        }

        return nodes;
    }

    // Every row that beats this one, and whether the way there leads through half of it.
    private bool IsHigh(int price) =>
        _rows
            .Keys.Where(other => At(other) > At(price) || (At(other) == At(price) && FromPoc(other) < FromPoc(price)))
            .All(other => Enumerable.Range(Math.Min(price, other), Math.Abs(price - other) + 1).Min(At) <= At(price) / 2.0);

    private long At(int price) => _rows.GetValueOrDefault(price);

    private int FromPoc(int price) => Math.Abs(price - PointOfControl);
}
