namespace MiaIa.GatewaySim.Sessions;

/// <summary>The lines of all clients, which share one limit. Under the Gateway's gate.</summary>
internal sealed class LineTable(int limit, GatewayStatistics statistics)
{
    private readonly Dictionary<(ClientSession Owner, int RequestId), Line> _lines = [];
    private readonly List<Line> _inOrder = [];

    /// <summary>All lines, the oldest first.</summary>
    public IReadOnlyList<Line> All => _inOrder;

    /// <summary>Whether no line is free.</summary>
    public bool IsFull => _lines.Count >= limit;

    public bool Has(ClientSession owner, int requestId) => _lines.ContainsKey((owner, requestId));

    public void Add(Line line)
    {
        _lines.Add((line.Owner, line.RequestId), line);
        _inOrder.Add(line);
        statistics.OnLines(_lines.Count);
    }

    /// <summary>Closes a line; false when there is none.</summary>
    public bool Remove(ClientSession owner, int requestId)
    {
        if (!_lines.Remove((owner, requestId), out var line))
            return false;
        _inOrder.Remove(line);
        statistics.OnLines(_lines.Count);
        return true;
    }

    /// <summary>Closes a client's lines.</summary>
    public void RemoveOf(ClientSession owner)
    {
        foreach (var line in _inOrder.Where(line => line.Owner == owner).ToArray())
            Remove(owner, line.RequestId);
    }

    /// <summary>Closes every line, and tells nobody.</summary>
    public void Clear()
    {
        _lines.Clear();
        _inOrder.Clear();
        statistics.OnLines(0);
    }
}
