namespace MiaIa.Cli.Demo;

/// <summary>
/// Keeps the price levels that stand on the chart, and the status text. The lines of signals and of a position are none, nor is a line whose name stands at another one near it. A study that is unloaded takes its drawings away: what stood before
/// is what was shown.
/// </summary>
internal sealed class LevelReader
{
    private readonly Dictionary<int, DrawnLevel> _standing = [];
    private bool _wasDeleting;

    /// <summary>The last status text; empty before the first.</summary>
    public string Status { get; private set; } = "";

    /// <summary>The levels that stand, or stood last; the highest first.</summary>
    public IReadOnlyList<DrawnLevel> Levels
    {
        get => _standing.Count > 0 ? Sorted() : field;
        private set;
    } = [];

    /// <summary>Takes a drawing; what belongs to a trade is left alone.</summary>
    public void Apply(HostDraw draw)
    {
        if (draw is { Tool: "text", Price: null, Text.Length: > 0, Op: not "delete" })
            Status = draw.Text;
        if (draw.Op == "delete")
            Delete(draw.Line);
        else if (draw is { Tool: "line", Price: { } price, Text.Length: > 0 } && !IsOfTrade(draw.Text))
            Put(draw.Line, new DrawnLevel(draw.Text, price));
    }

    private static bool IsOfTrade(string text) =>
        text.StartsWith("stop", StringComparison.Ordinal)
        || text.StartsWith("target", StringComparison.Ordinal)
        || text.StartsWith("position", StringComparison.Ordinal);

    private void Put(int line, DrawnLevel level)
    {
        _wasDeleting = false;
        _standing[line] = level;
    }

    private void Delete(int line)
    {
        if (!_standing.ContainsKey(line))
            return;
        if (!_wasDeleting)
            Levels = Sorted();
        _wasDeleting = true;
        _standing.Remove(line);
    }

    private DrawnLevel[] Sorted() => [.. _standing.Values.OrderByDescending(level => level.Price)];
}
