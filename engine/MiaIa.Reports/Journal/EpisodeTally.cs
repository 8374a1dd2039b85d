using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;

namespace MiaIa.Reports.Journal;

/// <summary>
/// Counts episodes: the time in which the score stays at WEAK or better in one direction with enough coverage. One that has lasted 750 ms
/// counts, once, with the tier that it has then.
/// </summary>
internal sealed class EpisodeTally
{
    internal const long HeldNanos = 750 * UnixNanos.PerMilli;

    private int _sign;
    private long _sinceNs;
    private bool _isCounted;

    internal long Held { get; private set; }

    internal long Good { get; private set; }

    internal void Look(long nowNs, Tier tier, long scoreNano, bool hasCoverage)
    {
        var sign = hasCoverage && tier >= Tier.Weak ? Math.Sign(scoreNano) : 0;
        if (sign != _sign)
            (_sign, _sinceNs, _isCounted) = (sign, nowNs, false);
        if (sign == 0 || _isCounted || nowNs - _sinceNs < HeldNanos)
            return;
        _isCounted = true;
        Held++;
        Good += tier >= Tier.Good ? 1 : 0;
    }

    /// <summary>Another chain begins: nothing held over the end of the one before.</summary>
    internal void Break() => (_sign, _isCounted) = (0, false);
}
