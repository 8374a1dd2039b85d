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
    public static ExposureTable From(OptionAnalytics analytics)
    {
        ArgumentNullException.ThrowIfNull(analytics);
        var rungs = RungsOf(analytics);
        var strikes = Array.ConvertAll(rungs, rung => From(analytics, rung));
        return new ExposureTable(strikes, CellsOf(analytics, [.. rungs]));
    }

    private static int[] RungsOf(OptionAnalytics analytics)
    {
        var gross = analytics.AllExpiries.GrossByStrike.ToArray();
        var ladder = analytics.Chain.Ladder.ToArray();
        return
        [
            .. Enumerable
                .Range(0, ladder.Length)
                .Where(rung => gross[rung] > 0 && analytics.IsInRange(ladder[rung]))
                .OrderByDescending(rung => gross[rung])
                .ThenBy(rung => rung)
                .Take(StrikesMax)
                .Order(),
        ];
    }

    private static StrikeExposure From(OptionAnalytics analytics, int rung)
    {
        var (all, volume, dealers) = (analytics.AllExpiries, analytics.TodaysVolume, analytics.Dealers);
        var (call, put) = Split(all.NetByStrike[rung], all.GrossByStrike[rung], dealers);
        var (volumeCall, volumePut) = Split(volume.NetByStrike[rung], volume.GrossByStrike[rung], dealers);
        return new StrikeExposure(analytics.Chain.Ladder[rung], call, put, volumeCall, volumePut);
    }

    // Calls carry the dealers' sign and puts the other: of net and gross, half the sum and half the difference.
    private static (double Call, double Put) Split(double net, double gross, DealerPosition dealers) =>
        (0.5 * (net + ((int)dealers * gross)), 0.5 * (net - ((int)dealers * gross)));

    private static CellExposure[] CellsOf(OptionAnalytics analytics, HashSet<int> rungs)
    {
        var cells = new List<CellExposure>();
        for (var row = 0; row < analytics.Chain.RowCount; row++)
        {
            if (!rungs.Contains(analytics.Chain.RungOfRow[row]))
                continue;
            var cell = new CellExposure(
                analytics.Chain.Strikes[row],
                analytics.Chain.ExpiryOfRow[row],
                analytics.GexOf(2 * row),
                analytics.GexOf((2 * row) + 1)
            );
            if (cell.Gross > 0)
                cells.Add(cell);
        }

        return [.. cells.OrderByDescending(cell => cell.Gross).Take(CellsMax).OrderBy(cell => cell.Expiry).ThenBy(cell => cell.Strike)];
    }
}
