using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Sweeps;

/// <summary>One day's prices and the signals that one set bore on it.</summary>
internal sealed class SurrogateDay
{
    private const int SecondsAMinute = 60;

    internal SurrogateDay(SecondGrid grid, TradeCosts costs, SetDay born)
    {
        Grid = grid;
        Tape = new GridTape(grid, costs);
        Signals =
        [
            .. born.Trades.Select(trade => new GridSignal((int)((trade.BornAt.Value / 1_000_000_000) - grid.FirstSecond), trade.Direction)),
        ];
        var minutes = new SortedSet<int>();
        for (var i = 0; i < grid.Count; i++)
        {
            if ((grid.Conditions[i] & (byte)SignalConditions.MayBear) != 0 && grid.Bid[i] > 0)
                minutes.Add(i / SecondsAMinute);
        }

        OpenMinutes = [.. minutes];
    }

    internal SecondGrid Grid { get; }

    internal GridTape Tape { get; }

    internal IReadOnlyList<GridSignal> Signals { get; }

    /// <summary>Minutes of the grid in which a signal can be born.</summary>
    internal IReadOnlyList<int> OpenMinutes { get; }
}
