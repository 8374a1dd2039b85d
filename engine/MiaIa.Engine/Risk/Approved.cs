using MiaIa.Engine.Market;

namespace MiaIa.Engine.Risk;

/// <summary>
/// What the order stage accepts, and nothing else: the entry that every rule let pass, with its size, stop and target. Only the risk gate
/// makes one; the default is refused.
/// </summary>
public readonly record struct Approved
{
    internal Approved(
        ulong signalId,
        Direction direction,
        Contracts lots,
        PriceTicks reference,
        PriceTicks limit,
        int stopTicks,
        int targetTicks
    )
    {
        SignalId = signalId;
        Direction = direction;
        Lots = lots;
        Reference = reference;
        Limit = limit;
        StopTicks = stopTicks;
        TargetTicks = targetTicks;
    }

    /// <summary>The signal that it came from, ≥ 1.</summary>
    public ulong SignalId { get; }

    /// <summary>Long or short.</summary>
    public Direction Direction { get; }

    /// <summary>Contracts, 1 … the ceiling.</summary>
    public Contracts Lots { get; }

    /// <summary>The last trade's price when it was judged.</summary>
    public PriceTicks Reference { get; }

    /// <summary>The limit of a limit order; the default for a market order.</summary>
    public PriceTicks Limit { get; }

    /// <summary>Ticks from the fill to the stop, ≥ 1.</summary>
    public int StopTicks { get; }

    /// <summary>Ticks from the fill to the target, ≥ 1.</summary>
    public int TargetTicks { get; }

    /// <summary>Whether the risk gate made it.</summary>
    internal bool IsIssued => SignalId != 0;
}
