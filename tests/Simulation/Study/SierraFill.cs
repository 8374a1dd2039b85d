namespace Simulation.Study;

/// <summary>An execution as Sierra was told of it.</summary>
/// <param name="Execution">The exchange's number.</param>
/// <param name="OrderId">Sierra's.</param>
/// <param name="Role">0 entry, 1 exit, 2 stop, 3 target, 4 foreign.</param>
/// <param name="SignedLots">+ bought, − sold.</param>
/// <param name="PriceTicks">Its price.</param>
/// <param name="IsSimulated">On Sierra's simulated side.</param>
/// <param name="IsCounted">False where it was told a second time.</param>
/// <param name="SteadyNs">When Sierra was told.</param>
/// <param name="Tag">The order's TextTag.</param>
internal sealed record SierraFill(
    ulong Execution,
    uint OrderId,
    int Role,
    int SignedLots,
    int PriceTicks,
    bool IsSimulated,
    bool IsCounted,
    long SteadyNs,
    string Tag
)
{
    internal const int ForeignRole = 4;

    /// <summary>Not of an order of ours.</summary>
    internal bool IsForeign => Role == ForeignRole;
}
