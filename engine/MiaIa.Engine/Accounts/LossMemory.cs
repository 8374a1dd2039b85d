using MiaIa.Engine.Market;

namespace MiaIa.Engine.Accounts;

/// <summary>What was lost lately: when, and at which prices an instrument's losing trades were entered.</summary>
internal sealed class LossMemory
{
    /// <summary>Losing trades that are remembered for each instrument; the oldest gives way. With a pause after a loss this is more than an hour.</summary>
    internal const int LevelsMax = 32;

    private readonly List<LosingEntry>[] _levels;

    internal LossMemory(int slots)
    {
        _levels = new List<LosingEntry>[slots];
        for (var slot = 0; slot < slots; slot++)
            _levels[slot] = new List<LosingEntry>(LevelsMax);
    }

    /// <summary>Market time of the newest loss; the default before the first.</summary>
    internal UnixNanos LastLossAt { get; set; }

    internal IReadOnlyList<LosingEntry> Levels(int slot) => _levels[slot];

    /// <summary>Remembers a trade that lost.</summary>
    internal void Take(in RoundTrip trip)
    {
        if (trip.ProfitCents >= 0)
            return;
        if (trip.ExitedAt > LastLossAt)
            LastLossAt = trip.ExitedAt;
        Add(trip.Slot, new LosingEntry(trip.EntryTickLots, trip.Lots, trip.ExitedAt));
    }

    internal void Add(int slot, LosingEntry entry)
    {
        if (_levels[slot].Count == LevelsMax)
            _levels[slot].RemoveAt(0);
        _levels[slot].Add(entry);
    }

    /// <summary>An instrument's next prices are of another contract, and stand nowhere near those of the old one.</summary>
    internal void ForgetLevels(int slot) => _levels[slot].Clear();

    internal void Clear()
    {
        LastLossAt = default;
        foreach (var levels in _levels)
            levels.Clear();
    }

    /// <summary>Ticks from a price to the nearest losing entry that is still remembered; infinite when there is none.</summary>
    internal double NearestTicks(int slot, PriceTicks price, UnixNanos now, long keptNanos)
    {
        var nearest = double.PositiveInfinity;
        foreach (var level in _levels[slot])
        {
            if (now - level.LostAt < keptNanos)
                nearest = Math.Min(nearest, (double)Math.Abs((long)price.Value * level.Lots - level.TickLots) / level.Lots);
        }

        return nearest;
    }

    /// <summary>The average price of a losing entry as a fraction, and when it lost.</summary>
    internal readonly record struct LosingEntry(long TickLots, int Lots, UnixNanos LostAt);
}
