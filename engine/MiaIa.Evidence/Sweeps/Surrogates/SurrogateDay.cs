using MiaIa.Engine.Market;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Sweeps.Surrogates;

/// <summary>What surrogates need of a day before they see its prices, which are by far the most of it: the signals that one set bore, and when.</summary>
internal sealed class SurrogateDay
{
    internal const int SecondsAMinute = 60;

    internal SurrogateDay(SecondGrid grid, SetDay born)
    {
        (FirstSecond, Count) = (grid.FirstSecond, grid.Count);
        Signals =
        [
            .. born.Trades.Select(trade => new GridSignal(
                (int)((trade.BornAt.Value / UnixNanos.PerSecond) - grid.FirstSecond),
                trade.Direction
            )),
        ];
        var minutes = new SortedSet<int>();
        for (var i = 0; i < grid.Count; i++)
        {
            if ((grid.Conditions[i] & (byte)SignalConditions.MayBear) != 0 && grid.Bid[i] > 0)
                minutes.Add(i / SecondsAMinute);
        }

        var signalled = Signals.Select(signal => signal.At / SecondsAMinute).Where(minutes.Contains).ToHashSet();
        SignalMinutes = signalled.Count;
        SignalsFirst = [.. signalled.Order(), .. minutes.Where(minute => !signalled.Contains(minute))];
        OpenMinutes = [.. minutes];
    }

    /// <summary>Unix seconds of the grid's first moment.</summary>
    internal long FirstSecond { get; }

    /// <summary>Moments of the grid.</summary>
    internal int Count { get; }

    internal IReadOnlyList<GridSignal> Signals { get; }

    /// <summary>Minutes of the grid in which a signal can be born, rising.</summary>
    internal int[] OpenMinutes { get; }

    /// <summary>How many of them have a signal.</summary>
    internal int SignalMinutes { get; }

    /// <summary>The same minutes, those with a signal before the others.</summary>
    internal int[] SignalsFirst { get; }
}

/// <summary>A signal on the grid of a day.</summary>
/// <param name="At">The moment's place.</param>
/// <param name="Direction">Long or short.</param>
internal readonly record struct GridSignal(int At, Direction Direction);
