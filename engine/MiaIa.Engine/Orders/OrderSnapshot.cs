using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Orders;

/// <summary>All that Sierra knows of us and the symbol at one moment. Owned by the edge; read within the step.</summary>
/// <param name="Position">Null: Sierra gave none, which is not flat.</param>
/// <param name="Orders">Every working order, ours and external.</param>
/// <param name="Fills">The newest of the trading day, oldest first.</param>
/// <param name="AreFillsKnown">Sierra's list of fills is loaded.</param>
/// <param name="AskedOrderId">The order in doubt; 0 = none in particular.</param>
/// <param name="IsAskedKnown">An order of that id exists or existed.</param>
public sealed record OrderSnapshot(
    PositionReading? Position,
    IReadOnlyList<OrderReport> Orders,
    IReadOnlyList<Fill> Fills,
    bool AreFillsKnown,
    ulong AskedOrderId,
    bool IsAskedKnown
);
