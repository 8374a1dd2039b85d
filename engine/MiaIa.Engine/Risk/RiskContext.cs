using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Risk;

/// <summary>
/// What stands at the moment of an entry, beside the signal and the account. Where a fact is not known its default says so, and the rule that
/// needs it refuses.
/// </summary>
public readonly struct RiskContext
{
    /// <summary>Market time.</summary>
    public required UnixNanos Now { get; init; }

    /// <summary>The trading day; the default when the calendar does not know it.</summary>
    public required TradingSession Session { get; init; }

    /// <summary>The last trade's price.</summary>
    public required PriceTicks LastPrice { get; init; }

    /// <summary>Market time of the last trade; the default before the first.</summary>
    public required UnixNanos LastTradeAt { get; init; }

    /// <summary>Best bid and ask; the default where the book shows none.</summary>
    public required PriceTicks Bid { get; init; }

    /// <inheritdoc cref="Bid"/>
    public required PriceTicks Ask { get; init; }

    /// <summary>Since when the book has been unknown, crossed, locked or one-sided, market time; the default while it is sound.</summary>
    public required UnixNanos BookUnsoundSince { get; init; }

    /// <summary>The study has spoken, and the book was confirmed, within their limits.</summary>
    public required bool AreFeedsFresh { get; init; }

    /// <summary>The study's clock stands too far from the local one, or the event is history.</summary>
    public required bool IsClockOff { get; init; }

    /// <summary>What becomes of an order.</summary>
    public required TradingMode Mode { get; init; }

    /// <summary>Something in the path says that it is made up or a replay: the study's market, or a Gateway.</summary>
    public required bool IsLabelled { get; init; }

    /// <summary>Whether Sierra's global trade simulation is on; null when Sierra has not said.</summary>
    public required bool? IsSierraSimulating { get; init; }

    /// <summary>Sierra's trade account; empty when it has not said.</summary>
    public required string Account { get; init; }

    /// <summary>The account's balance in cents; null when Sierra tells none.</summary>
    public required long? BalanceCents { get; init; }

    /// <summary>The contract on the chart.</summary>
    public required ContractSymbol Chart { get; init; }

    /// <summary>The contract that orders go to.</summary>
    public required ContractSymbol Trade { get; init; }

    /// <summary>The order tracker has an entry that is not at its end.</summary>
    public required bool HasOpenEntry { get; init; }

    /// <summary>The tracker and Sierra agree about orders and position.</summary>
    public required bool IsReconciled { get; init; }
}
