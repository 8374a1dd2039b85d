namespace MiaIa.Engine.Host.Runner;

/// <content>What a page is shown.</content>
internal sealed partial class EngineRunner
{
    private long _moments;

    /// <summary>All that a page draws, as it stands now, with so many bars at most.</summary>
    public PageMoment Look(int barsMax)
    {
        lock (_gate)
            return PageMoment.Of(_state, _journal, _subscribers.Told, (++_moments, _clock.WallUnixNs, _startedUnixNs), barsMax);
    }
}
