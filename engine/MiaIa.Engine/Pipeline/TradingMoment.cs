using MiaIa.Engine.Market;

namespace MiaIa.Engine.Pipeline;

/// <summary>What the trading stage is told of the market and the feeds after an event.</summary>
internal readonly struct TradingMoment
{
    internal required UnixNanos Now { get; init; }

    internal required UnixNanos LocalNow { get; init; }

    internal required bool AreFeedsFresh { get; init; }

    internal required bool IsClockOff { get; init; }

    /// <summary>The event is no news of now: no order follows from it.</summary>
    internal required bool IsHistory { get; init; }

    /// <summary>The event was taken: history that was known is not.</summary>
    internal required bool IsNews { get; init; }

    /// <summary>The market is behind what orders and account have lived through, by old tape or a replay: its prices and its day are not those of now.</summary>
    internal bool IsCatchingUp { get; init; }
}
