using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Shards.Sets;

namespace MiaIa.Evidence.Shards.Known;

/// <summary>Every kind of work that this program can do a shard of.</summary>
public static class KnownWork
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IShardWork> All { get; } = [new DayWork(), new KeptDayWork(), new SetWork()];
}
