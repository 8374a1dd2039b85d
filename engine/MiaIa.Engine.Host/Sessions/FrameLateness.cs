namespace MiaIa.Engine.Host.Sessions;

/// <summary>
/// How much longer than usual a study's frames were under way. An engine that stood still, or a bridge, finds in its queue what is long over and
/// takes it for news; the newest frame is young again by then and tells nothing of it. The study's clock may be another one: the shortest way of
/// the last minute or two is what the clocks differ by, so that one that is set makes frames late for two minutes at most.
/// </summary>
internal struct FrameLateness
{
    private const long BucketNs = 60_000_000_000;

    private long _bucketUnixNs;
    private long? _leastNs;
    private long? _leastBeforeNs;
    private bool _isNewTurn;
    private long _worstNs;

    /// <summary>Of the frame of the last turn that was latest, in ns.</summary>
    internal long TurnNs { get; private set; }

    /// <summary>The frames that follow are read together.</summary>
    internal void BeginTurn() => _isNewTurn = true;

    /// <summary>Of the frame that was latest since this was last asked, in ns; 0 when none came.</summary>
    internal long TakeWorst()
    {
        var worst = _worstNs;
        _worstNs = 0;
        return worst;
    }

    /// <summary>A frame was read.</summary>
    /// <param name="seenUnixNs">When the study saw what it says, by its own clock; 0 = it does not say.</param>
    /// <param name="readUnixNs">By the wall clock, which on one PC is the study's too: a step of it moves both.</param>
    internal void Read(long seenUnixNs, long readUnixNs)
    {
        if (seenUnixNs <= 0)
            return;

        var way = readUnixNs - seenUnixNs;
        if (readUnixNs < _bucketUnixNs || readUnixNs - _bucketUnixNs >= BucketNs)
            (_bucketUnixNs, _leastBeforeNs, _leastNs) = (readUnixNs, _leastNs, null);

        _leastNs = Math.Min(way, _leastNs ?? way);
        var late = way - Math.Min(_leastNs.Value, _leastBeforeNs ?? way);
        TurnNs = _isNewTurn ? late : Math.Max(late, TurnNs);
        _isNewTurn = false;
        _worstNs = Math.Max(late, _worstNs);
    }
}
