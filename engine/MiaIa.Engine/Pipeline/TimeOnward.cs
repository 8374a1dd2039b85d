using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// Market time as it goes on while nothing is heard of the market: the close comes also when the feed is dead. Local time counts in small steps
/// only, so that a clock that is set moves no close.
/// </summary>
internal struct TimeOnward
{
    private const long StepNanosMax = UnixNanos.PerSecond;

    private UnixNanos _now;
    private UnixNanos _localNow;
    private long _silentNanos;

    /// <summary>The newest market time, and what has gone by since it was heard.</summary>
    internal readonly UnixNanos Onward => UnixNanos.Trusted(_now.Value + _silentNanos);

    /// <summary>The same at a moment after the newest event, for whoever has no event to bring.</summary>
    internal readonly UnixNanos OnwardAt(UnixNanos localNow) =>
        UnixNanos.Trusted(Onward.Value + (_localNow.Value == 0 ? 0 : Math.Max(0, localNow - _localNow)));

    /// <summary>Takes the times of an event.</summary>
    internal void Take(in TradingMoment moment)
    {
        if (moment.Now > _now || _localNow.Value == 0)
            _silentNanos = 0;
        else
            _silentNanos += Math.Clamp(moment.LocalNow - _localNow, 0, StepNanosMax);
        (_now, _localNow) = (moment.Now, moment.LocalNow);
    }
}
