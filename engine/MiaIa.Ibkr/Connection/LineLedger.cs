namespace MiaIa.Ibkr.Connection;

/// <summary>
/// Which requests hold a market-data line. The limit is what is set until the Gateway refuses a line for want of lines; then it is what was
/// held, and grows back in steps, because the program that held the others may have gone. For any thread.
/// </summary>
public sealed class LineLedger
{
    private static readonly TimeSpan GrowsAfter = TimeSpan.FromMinutes(10),
        GrowsAfterMax = TimeSpan.FromMinutes(80),
        SameOverflow = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly HashSet<int> _held = [];
    private readonly TimeProvider _time;
    private readonly int _set;
    private int _limit,
        _step = 1;
    private TimeSpan _wait = GrowsAfter,
        _changedAt,
        _refusedAt;

    /// <summary>An empty ledger.</summary>
    /// <param name="limit">Lines of the login, above 0.</param>
    /// <param name="time">The clock by which the limit grows back.</param>
    public LineLedger(int limit, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        (_set, _limit, _time) = (limit, limit, time);
    }

    /// <summary>How many lines may be held; lower than asked for once the Gateway has said so.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                Grow();
                return _limit;
            }
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
        {
            Grow();
            return _held.Count < _limit && _held.Add(requestId);
        }
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
    /// <returns>False: the request holds no line.</returns>
    public bool Overflow(int requestId)
    {
        lock (_lock)
        {
            if (!_held.Remove(requestId))
                return false;
            Grow();
            // Who is refused again and again at the same place asks more and more seldom.
            if (_limit < _set && Now - _refusedAt > SameOverflow)
                _wait = 2 * _wait < GrowsAfterMax ? 2 * _wait : GrowsAfterMax;
            (_limit, _changedAt, _refusedAt, _step) = (Math.Clamp(_held.Count, 1, _limit), Now, Now, 1);
            return true;
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(0);

    private void Grow()
    {
        while (_limit < _set && Now - _changedAt >= _wait)
        {
            // One line more says whether there are more; then it goes quicker.
            _limit = Math.Min(_set, _limit + _step);
            _changedAt += _wait;
            _step *= 2;
        }
        if (_limit == _set)
            _wait = GrowsAfter;
    }

    /// <summary>Every line is gone: the Gateway lost the subscriptions (1101).</summary>
    public void Clear()
    {
        lock (_lock)
            _held.Clear();
    }
}
