using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Client;

/// <summary>One round of values of a contract; null is what did not come. Delayed values stand in the same places when the session delivers them.</summary>
/// <param name="Bid">The best bid.</param>
/// <param name="Ask">The best ask.</param>
/// <param name="Last">The last trade.</param>
/// <param name="Close">The close of the day before.</param>
/// <param name="Model">Volatility and Greeks of IBKR's model.</param>
public sealed record Snapshot(
    double? Bid = null,
    double? Ask = null,
    double? Last = null,
    double? Close = null,
    OptionComputation? Model = null
);
