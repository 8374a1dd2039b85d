namespace MiaIa.Engine.Options;

/// <summary>
/// The gamma exposure of a chain by strike and by expiry, as it was last fitted, cut to what a page can draw. Made on request; it allocates
/// and is not part of the step. Exposures are dollars per 1 % of the index, with the dealers' sign.
/// </summary>
public sealed class ExposureTable
{
    /// <summary>Strikes in the table at most: those with the largest gross exposure within the range in which zero gamma is looked for.</summary>
    public const int StrikesMax = 60;

    /// <summary>Cells in the table at most: those of its strikes with the largest gross exposure.</summary>
    public const int CellsMax = 200;

    private ExposureTable(IReadOnlyList<StrikeExposure> strikes, IReadOnlyList<CellExposure> cells) => (Strikes, Cells) = (strikes, cells);

    /// <summary>By strike, ascending.</summary>
    public IReadOnlyList<StrikeExposure> Strikes { get; }

    /// <summary>By expiry, then strike, both ascending.</summary>
    public IReadOnlyList<CellExposure> Cells { get; }

    /// <summary>The table of a chain that was fitted; empty before the first fit and once everything has settled.</summary>
    public static ExposureTable From(OptionAnalytics analytics) => From(GammaSnapshot.Of(analytics));

    /// <summary>The same of a copy.</summary>
    public static ExposureTable From(GammaSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var rungs = RungsOf(snapshot);
        var strikes = Array.ConvertAll(rungs, rung => From(snapshot, rung));
        return new ExposureTable(strikes, CellsOf(snapshot, [.. rungs]));
    }

    private static int[] RungsOf(GammaSnapshot snapshot)
    {
        var gross = snapshot.AllExpiries.GrossByStrike.ToArray();
        var ladder = snapshot.Chain.Ladder.ToArray();
        return
        [
            .. Enumerable
                .Range(0, ladder.Length)
                .Where(rung => gross[rung] > 0 && ladder[rung] >= snapshot.RangeFrom && ladder[rung] <= snapshot.RangeTo)
                .OrderByDescending(rung => gross[rung])
                .ThenBy(rung => rung)
                .Take(StrikesMax)
                .Order(),
        ];
    }

    private static StrikeExposure From(GammaSnapshot snapshot, int rung)
    {
        var (all, first, volume) = (snapshot.AllExpiries, snapshot.FirstExpiry, snapshot.TodaysVolume);
        var (call, put) = snapshot.Split(all.NetByStrike[rung], all.GrossByStrike[rung]);
        var (firstCall, firstPut) = snapshot.Split(first.NetByStrike[rung], first.GrossByStrike[rung]);
        var (volumeCall, volumePut) = snapshot.Split(volume.NetByStrike[rung], volume.GrossByStrike[rung]);
        return new StrikeExposure(snapshot.Chain.Ladder[rung], call, put, firstCall, firstPut, volumeCall, volumePut);
    }

    private static CellExposure[] CellsOf(GammaSnapshot snapshot, HashSet<int> rungs)
    {
        var cells = new List<CellExposure>();
        for (var row = 0; row < snapshot.Chain.RowCount; row++)
        {
            if (!rungs.Contains(snapshot.Chain.RungOfRow[row]))
                continue;
            var cell = new CellExposure(
                snapshot.Chain.Strikes[row],
                snapshot.Chain.ExpiryOfRow[row],
                snapshot.GexOf(2 * row),
                snapshot.GexOf((2 * row) + 1)
            );
            if (cell.Gross > 0)
                cells.Add(cell);
        }

        return [.. cells.OrderByDescending(cell => cell.Gross).Take(CellsMax).OrderBy(cell => cell.Expiry).ThenBy(cell => cell.Strike)];
    }
}
