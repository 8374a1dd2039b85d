using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Screening;

/// <summary>Many sets of parameters over one day at one reading a second.</summary>
internal static class GridScreen
{
    // Readings of so many moments stay in the processor's second cache while one set after the other goes over them.
    private const int TileMoments = 2048;

    /// <summary>What became of each set.</summary>
    /// <exception cref="ArgumentException">A set has an option out of its range.</exception>
    internal static SetDay[] Run(
        SecondGrid grid,
        IReadOnlyList<ParameterSet> sets,
        TradeCosts costs,
        CancellationToken cancellation = default
    ) => [.. Run(grid, [sets], costs, cancellation)];

    /// <summary>The same with some sets at a time: what became of others need not be held.</summary>
    internal static IEnumerable<SetDay> Run(
        SecondGrid grid,
        IEnumerable<IReadOnlyList<ParameterSet>> pieces,
        TradeCosts costs,
        CancellationToken cancellation
    )
    {
        var masks = new GridMasks(grid);
        var tape = new GridTape(grid, costs);
        foreach (var piece in pieces)
        {
            foreach (var set in Screened([.. piece.Select(set => new ScreenedSet(set, grid, masks, tape))], grid, cancellation))
                yield return set.Result;
        }
    }

    private static ScreenedSet[] Screened(ScreenedSet[] sets, SecondGrid grid, CancellationToken cancellation)
    {
        Span<double> scores = new double[TileMoments];
        for (var from = 0; from < grid.Count; from += TileMoments)
        {
            cancellation.ThrowIfCancellationRequested();
            var tile = scores[..Math.Min(TileMoments, grid.Count - from)];
            foreach (var set in sets)
                set.Run(from, tile);
        }

        return sets;
    }
}
