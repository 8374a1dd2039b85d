using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>
/// What one process takes on at once, so that it stays below 1 GB: of each set on each day a <see cref="SweepTable"/> holds twelve bytes, of each shard a
/// plan holds about a thousand.
/// </summary>
internal static class SweepRoom
{
    /// <summary>Sets times days at most.</summary>
    internal const long ResultsMax = 30_000_000;

    /// <summary>Shards of a plan at most.</summary>
    internal const long ShardsMax = 50_000;

    /// <summary>Refuses what could not be held, before anything is done.</summary>
    /// <param name="sets">Sets that are tried.</param>
    /// <param name="days">Days that each is tried on.</param>
    /// <param name="versions">Combinations of constants of features among the sets, ≥ 1.</param>
    /// <param name="setsAShard">Sets that a shard takes at most, ≥ 1.</param>
    /// <exception cref="EvidenceException">It is too much; the message says what to take less of.</exception>
    internal static void Check(int sets, int days, int versions, int setsAShard)
    {
        var tried = $"{Counted.Of(sets, "set")} on {Counted.Of(days, "day")}";
        if ((long)sets * days > ResultsMax)
        {
            throw new EvidenceException(
                $"{tried} are {(long)sets * days} results, and {ResultsMax} can be held at once: take fewer sets, or fewer days"
            );
        }

        if ((long)versions * days > ShardsMax)
        {
            throw new EvidenceException(
                $"{versions} combinations of constants of features on {Counted.Of(days, "day")} are {(long)versions * days} days of readings, and a plan has {ShardsMax} at most: name fewer values, or take fewer days"
            );
        }

        // The sets of each combination are cut by themselves.
        var shards = ((((long)sets + setsAShard - 1) / setsAShard) + versions - 1) * days;
        if (shards > ShardsMax)
        {
            throw new EvidenceException(
                $"{tried} are {shards} shards of {Counted.Of(setsAShard, "set")} each, and a plan has {ShardsMax} at most: take more sets a shard (--sets-a-shard), or fewer sets"
            );
        }
    }
}
