using MiaIa.Engine.Market;
using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Sweeps;

/// <summary>What looking once a second instead of at every change has cost a set.</summary>
/// <param name="Both">Signals that were born on the grid and at every change, within two seconds and in one direction.</param>
/// <param name="Missed">Born at every change only.</param>
/// <param name="Imagined">Born on the grid only.</param>
public readonly record struct GridCost(int Both, int Missed, int Imagined)
{
    private const long NearNanos = 2 * UnixNanos.PerSecond;

    internal static GridCost Of(IReadOnlyList<SetTrade> grid, IReadOnlyList<SetTrade> exact)
    {
        var (at, both) = (0, 0);
        foreach (var trade in exact)
        {
            while (at < grid.Count && grid[at].BornAt.Value < trade.BornAt.Value - NearNanos)
                at++;
            if (at == grid.Count || grid[at].BornAt.Value > trade.BornAt.Value + NearNanos || grid[at].Direction != trade.Direction)
                continue;
            both++;
            at++;
        }

        return new(both, exact.Count - both, grid.Count - both);
    }

    /// <summary>Of several days.</summary>
    public static GridCost operator +(GridCost left, GridCost right) =>
        new(left.Both + right.Both, left.Missed + right.Missed, left.Imagined + right.Imagined);
}
