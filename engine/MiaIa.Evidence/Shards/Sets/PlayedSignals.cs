using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Tables;
using MiaIa.Projections;

namespace MiaIa.Evidence.Shards.Sets;

/// <summary>The signals of chosen sets out of all shards that played any at every change, as one Parquet file beside the result.</summary>
internal static class PlayedSignals
{
    // Few and large groups are quickly read, and what a file says of each group is held until it is closed.
    private const int RowsAGroup = 1 << 16;

    /// <summary>Writes it, one group of rows at a time; without a signal the file has its columns alone.</summary>
    /// <param name="folder">A plan that is done, of sets at every change.</param>
    /// <param name="chosen">The sets' numbers.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    internal static void Gather(PlanFolder folder, IReadOnlySet<int> chosen, string path)
    {
        var draft = path + ".new";
        ParquetTable.Write(draft, Grouped(folder, chosen));
        File.Move(draft, path, overwrite: true);
    }

    private static IEnumerable<ColumnTable> Grouped(PlanFolder folder, IReadOnlySet<int> chosen)
    {
        var sets = SetPlan.Read<SetPlan>(folder.Plan.Work, folder.PlanPath);
        var (held, rows) = (new List<ColumnTable> { SetSignals.TableOf(0, [], []) }, 0);
        foreach (var shard in folder.Plan.Shards)
        {
            var work = SetPlan.Read<SetShard>(shard.Work, shard.Unit);
            if (!sets.Block(work.First, work.Count).Any(set => chosen.Contains(set.Number)))
                continue;
            var table = ParquetTable.Read(Path.Combine(folder.Units.FolderOf(shard.Unit), SetBlockRun.SignalsFile));
            var of = (long[])table[SetSignals.SetColumn];
            held.Add(table.Where(row => chosen.Contains((int)of[row])));
            rows += held[^1].Rows;
            if (rows < RowsAGroup)
                continue;
            yield return ColumnTable.Joined(held);
            (held, rows) = ([], 0);
        }

        if (held.Count > 0)
            yield return ColumnTable.Joined(held);
    }
}
