namespace MiaIa.Engine.Host.Runner;

/// <content>What a page is shown.</content>
internal sealed partial class EngineRunner
{
    private long _moments;

    /// <summary>By the engine's clock.</summary>
    internal long NowUnixNs => _clock.ReceivedUnixNs;

    private (long StartedUnixNs, long NowUnixNs) Times => (_startedUnixNs, NowUnixNs);

    /// <summary>All that a page draws, as it stands now, with so many bars at most.</summary>
    public PageMoment Look(int barsMax)
    {
        lock (_gate)
        {
            var stamp = (++_moments, _clock.WallUnixNs, Times);
            return PageMoment.Of(_state, _journal, (_subscribers.Told, _outbound.Fills), stamp, barsMax);
        }
    }
}
