using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Tables;
using MiaIa.Projections;

namespace MiaIa.Evidence.Shards.Sets;

/// <summary>What every set earned on every day, as a Parquet file beside the result: all of a sweep's ratios can be made again from it.</summary>
internal static class SweepDays
{
    internal const string FileName = "sweep_days.parquet";

    private const int RowsAGroup = 1 << 20;

    /// <summary>Writes it, some sets at a time.</summary>
    /// <param name="tables">What was tried.</param>
    /// <param name="dates">Its days, as yyyy-MM-dd.</param>
    /// <param name="isExact">Whether all sets were played at every change.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static void Write(TriedTables tables, IReadOnlyList<string> dates, bool isExact, string path)
    {
        var draft = path + ".new";
        var groups = Groups(tables.All, tables.Sets, isExact, dates);
        ParquetTable.Write(draft, tables.Played is { } played ? groups.Concat(Groups(played, tables.PlayedSets, true, dates)) : groups);
        File.Move(draft, path, overwrite: true);
    }

    private static IEnumerable<ColumnTable> Groups(SweepTable table, IReadOnlyList<int> numbers, bool isExact, IReadOnlyList<string> dates)
    {
        var sets = Math.Max(1, RowsAGroup / dates.Count);
        for (var first = 0; first < table.Sets; first += sets)
            yield return GroupOf(table, numbers, isExact, dates, (first, Math.Min(sets, table.Sets - first)));
    }

    private static ColumnTable GroupOf(
        SweepTable table,
        IReadOnlyList<int> numbers,
        bool isExact,
        IReadOnlyList<string> dates,
        (int First, int Count) sets
    )
    {
        var rows = sets.Count * dates.Count;
        var (set, date, exact) = (new long[rows], new string[rows], new long[rows]);
        var (trades, cents) = (new long[rows], new long[rows]);
        for (var row = 0; row < rows; row++)
        {
            var (one, day) = (sets.First + (row / dates.Count), row % dates.Count);
            var sum = table.Sum(one, day, day + 1);
            (set[row], date[row], exact[row]) = (numbers[one], dates[day], isExact ? 1 : 0);
            (trades[row], cents[row]) = (sum.Trades, sum.Cents);
        }

        return new(
            "sweep_days",
            [new("set", set), new("trade_date", date), new("exact", exact), new("trades", trades), new("cents", cents)]
        );
    }
}
