namespace MiaIa.Ibkr.Connection;

/// <summary>Which requests hold a market-data line. For any thread.</summary>
public sealed class LineLedger
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _held = [];
    private int _limit;

    /// <summary>An empty ledger.</summary>
    /// <param name="limit">Lines of the login, above 0.</param>
    public LineLedger(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        _limit = limit;
    }

    /// <summary>How many lines may be held; lower than asked for once the Gateway has said so.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
                return _limit;
        }
    }

    /// <summary>How many lines are held.</summary>
    public int InUse
    {
        get
        {
            lock (_lock)
                return _held.Count;
        }
    }

    /// <summary>Takes a line for a request.</summary>
    /// <returns>False: none is free, or the request holds one already.</returns>
    public bool TryTake(int requestId)
    {
        lock (_lock)
            return _held.Count < _limit && _held.Add(requestId);
    }

    /// <summary>Gives a request's line back; nothing happens when it holds none.</summary>
    public void Release(int requestId)
    {
        lock (_lock)
            _held.Remove(requestId);
    }

    /// <summary>
    /// The Gateway refused this request for want of lines (101): its line is free, and the limit becomes what the others hold, because other
    /// clients of the login share the lines.
    /// </summary>
    public void Overflow(int requestId)
    {
        lock (_lock)
        {
            if (_held.Remove(requestId))
                _limit = Math.Clamp(_held.Count, 1, _limit);
        }
    }

    /// <summary>Every line is gone: the Gateway lost the subscriptions (1101).</summary>
    public void Clear()
    {
        lock (_lock)
            _held.Clear();
    }
}
