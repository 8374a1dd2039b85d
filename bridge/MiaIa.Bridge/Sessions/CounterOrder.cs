namespace MiaIa.Bridge.Sessions;

/// <summary>Go-back-N: frames are taken strictly in order, and what comes too early is asked for again.</summary>
/// <remarks>Judging and taking are two steps, because a frame in order may still find no room on the way to the engine.</remarks>
internal sealed class CounterOrder
{
    // A frame was taken, or the place changed, since the last question about the tail.
    private bool _moved = true;

    /// <summary>The next counter to take; 1 or more.</summary>
    internal ulong Expected { get; private set; } = 1;

    /// <summary>Places a frame, or a gap, that stands for the counters first to last.</summary>
    internal CounterVerdict Judge(ulong first, ulong last)
    {
        if (last < Expected)
            return CounterVerdict.Duplicate;
        return first > Expected ? CounterVerdict.Ahead : CounterVerdict.Next;
    }

    /// <summary>The frame that ends with this counter was taken.</summary>
    internal void Apply(ulong last)
    {
        Expected = last + 1;
        _moved = true;
    }

    /// <summary>The engine says where to go on.</summary>
    internal void MoveTo(ulong expected)
    {
        Expected = Math.Max(1, expected);
        _moved = true;
    }

    /// <summary>Everything before this counter is safe with the engine.</summary>
    internal void MoveUpTo(ulong expected)
    {
        if (expected > Expected)
            MoveTo(expected);
    }

    /// <summary>Asked at each heartbeat: the study has frames that did not come, and nothing came since the heartbeat before.</summary>
    /// <param name="newestMade">The heartbeat's newest counter.</param>
    /// <remarks>Frames that are merely still to be sent move the order between two heartbeats, so they ask for nothing.</remarks>
    internal bool TailIsMissing(ulong newestMade)
    {
        var missing = newestMade >= Expected && !_moved;
        _moved = false;
        return missing;
    }
}
