namespace MiaIa.Ibkr.Connection;

/// <summary>
/// How many messages a second may go: what is set, less after the Gateway complained (100, or 0 before it), and again what is set when it has
/// not for long. Other clients of a Gateway count too, so what is set can be too much. For any thread.
/// </summary>
internal sealed class MessagePace
{
    /// <summary>Complaints within it are about the same messages.</summary>
    private static readonly TimeSpan SameComplaint = TimeSpan.FromSeconds(10);

    /// <summary>After so long without a complaint the rate grows by a third.</summary>
    private static readonly TimeSpan GrowsAfter = TimeSpan.FromMinutes(30);

    private const int RateMin = 5;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly int _set;
    private int _rate;
    private TimeSpan? _changedAt,
        _complainedAt;

    /// <summary>A pace of which nobody has complained.</summary>
    /// <param name="set">Messages a second.</param>
    /// <param name="time">The clock.</param>
    public MessagePace(int set, TimeProvider time)
    {
        (_set, _rate, _time) = (set, set, time);
    }

    /// <summary>Messages a second.</summary>
    public int Rate
    {
        get
        {
            lock (_lock)
            {
                Grow();
                return _rate;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(0);

    /// <summary>The Gateway complained.</summary>
    public void OnComplaint()
    {
        lock (_lock)
        {
            Grow();
            var isSame = _complainedAt is { } at && Now - at < SameComplaint;
            _complainedAt = Now;
            if (isSame)
                return;
            _changedAt = Now;
            _rate = Math.Min(_rate, Math.Max(_rate * 3 / 4, RateMin));
        }
    }

    private void Grow()
    {
        while (_rate < _set && _changedAt is { } at && Now - at >= GrowsAfter)
        {
            _rate = Math.Min(_set, (_rate * 4 / 3) + 1);
            _changedAt = at + GrowsAfter;
        }
    }
}
