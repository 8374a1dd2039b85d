namespace Simulation.Study;

/// <summary>An order as Sierra's side has it.</summary>
internal sealed record SierraOrder(
    uint Id,
    uint Parent,
    int Role,
    int Type,
    int Status,
    int Side,
    int Lots,
    int FilledLots,
    int PriceTicks,
    bool IsWorking,
    bool Waits,
    int ExchangeLots,
    bool IsHidden,
    long EnteredSteadyNs,
    string Tag
)
{
    internal const int EntryRole = 0;
    private const int StopType = 2;
    private const int StopLimitType = 3;
    private const int TargetRole = 3;

    /// <summary>Lots that it may still trade.</summary>
    internal int Left => Lots - FilledLots;

    internal bool IsForeign => Role == SierraFill.ForeignRole;

    /// <summary>A stop that works by itself: attached and released, or placed by the study.</summary>
    internal bool IsStop => Type is StopType or StopLimitType && Role != EntryRole;

    internal bool IsTarget => Role == TargetRole;

    /// <summary>A market exit.</summary>
    internal bool IsExit => Role == 1 && !IsStop;
}
