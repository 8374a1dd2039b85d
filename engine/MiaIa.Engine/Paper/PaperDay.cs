using MiaIa.Engine.Market;

namespace MiaIa.Engine.Paper;

/// <summary>The paper trips of a day under one rule, with three scenarios of slippage side by side.</summary>
public sealed class PaperDay
{
    private readonly int[] _winners = new int[SlippageCents.Count];

    /// <summary>Trips that ended.</summary>
    public int Trips { get; private set; }

    /// <summary>Contracts of these trips.</summary>
    public long Lots { get; private set; }

    /// <summary>Ticks won, summed over the lots, before fees and slippage.</summary>
    public long LotTicks { get; private set; }

    /// <summary>Money after fees by scenario.</summary>
    public SlippageCents Profit { get; private set; }

    /// <summary>Trips that earned money after fees.</summary>
    /// <param name="slippageTicks">Scenario: 0, 1 or 2.</param>
    public int Winners(int slippageTicks) => _winners[slippageTicks];

    internal void Add(in PaperTrip trip)
    {
        Trips++;
        Lots += trip.Lots.Value;
        LotTicks += trip.LotTicks;
        Profit += trip.Profit;
        for (var ticks = 0; ticks < SlippageCents.Count; ticks++)
            _winners[ticks] += trip.Profit[ticks] > 0 ? 1 : 0;
    }

    internal void Clear()
    {
        (Trips, Lots, LotTicks, Profit) = (0, 0, 0, default);
        Array.Clear(_winners);
    }

    internal void Save(CarryWriter to)
    {
        to.WriteInt64(Trips);
        to.WriteInt64(Lots);
        to.WriteInt64(LotTicks);
        for (var ticks = 0; ticks < SlippageCents.Count; ticks++)
        {
            to.WriteInt64(Profit[ticks]);
            to.WriteInt64(_winners[ticks]);
        }
    }

    internal void Load(ref CarryReader from)
    {
        Trips = from.ReadCount(int.MaxValue);
        Lots = from.ReadInt64();
        LotTicks = from.ReadInt64();
        Span<long> cents = [0, 0, 0];
        for (var ticks = 0; ticks < SlippageCents.Count; ticks++)
        {
            cents[ticks] = from.ReadInt64();
            _winners[ticks] = from.ReadCount(Trips);
        }

        Profit = new(cents[0], cents[1], cents[2]);
    }
}
