using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Signals;

namespace MiaIa.Evidence.Screening;

/// <summary>A signal that a set bore at every change, and what became of it.</summary>
/// <remarks>Not the whole decision: its ten readings and its gates are twenty times as large, and a set that is armed at once bears many.</remarks>
public sealed class SetSignal
{
    internal SetSignal(in Decision born)
    {
        (BornAt, Direction, Tier) = (born.BornAt, born.Direction, born.Tier);
        (Score, Coverage) = (born.Score, born.Coverage);
        (Reference, Stop, Target) = (born.Reference, born.Stop, born.Target);
    }

    /// <summary>Market time of the birth.</summary>
    public UnixNanos BornAt { get; }

    /// <summary>Long or short.</summary>
    public Direction Direction { get; }

    /// <summary>At birth.</summary>
    public Tier Tier { get; }

    /// <summary>C at birth, −1 … +1.</summary>
    public double Score { get; }

    /// <summary>At birth, 0 … 1.</summary>
    public double Coverage { get; }

    /// <summary>The last trade's price at birth.</summary>
    public PriceTicks Reference { get; }

    /// <summary>Where it gives up.</summary>
    public PriceTicks Stop { get; }

    /// <summary>Where it takes its profit.</summary>
    public PriceTicks Target { get; }

    /// <summary>Market time at which it ended; null where it was alive when the day was over.</summary>
    public UnixNanos? EndedAt { get; private set; }

    /// <summary>Why it ended; none where it did not.</summary>
    public EndCause EndedBecause { get; private set; }

    /// <summary>Market time at which its trade of one contract was opened; null where it found no price, and then nothing below is known.</summary>
    public UnixNanos? OpenedAt { get; private set; }

    /// <summary>Market time at which the trade was closed.</summary>
    public UnixNanos? ClosedAt { get; private set; }

    /// <summary>Price of the entry in ticks.</summary>
    public long? EntryTicks { get; private set; }

    /// <summary>Price of the exit in ticks.</summary>
    public long? ExitTicks { get; private set; }

    /// <summary>After fees, and a tick of slippage where it left at the market.</summary>
    public long? Cents { get; private set; }

    internal void End(in Decision ended) => (EndedAt, EndedBecause) = (ended.ObservedAt, ended.EndedBecause);

    internal void Close(in PaperTrip trip)
    {
        (OpenedAt, ClosedAt) = (trip.OpenedAt, trip.ClosedAt);
        (EntryTicks, ExitTicks) = (trip.EntryLotTicks, trip.ExitLotTicks);
        Cents = trip.Profit[TradeCosts.SlippageTicks];
    }
}
