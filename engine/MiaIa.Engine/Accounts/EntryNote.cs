using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <summary>An entry command as the account has to remember it: whose fills follow, and what it looks like beside the ones before.</summary>
/// <param name="OrderId">As in <see cref="Fill.OrderId"/>, ≥ 1.</param>
/// <param name="SignalId">The signal that it came from.</param>
/// <param name="Direction">Long or short.</param>
/// <param name="Lots">Contracts, ≥ 1.</param>
/// <param name="Reference">The last trade's price when it was judged.</param>
/// <param name="StopTicks">From the fill to the stop, ≥ 1.</param>
/// <param name="SentAt">Market time.</param>
public readonly record struct EntryNote(
    ulong OrderId,
    ulong SignalId,
    Direction Direction,
    Contracts Lots,
    PriceTicks Reference,
    int StopTicks,
    UnixNanos SentAt
);
