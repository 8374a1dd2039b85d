using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Days;

/// <summary>Plans of kept readings: a shard is a day, from which any number of sets can be tried afterwards.</summary>
public sealed class KeptDayWork : IShardWork
{
    /// <summary>Its name in a plan.</summary>
    public const string KindName = "kept-day";

    private readonly DayWork _days = new();

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>The plan of some days. Their inputs are read once, for the keys.</summary>
    /// <param name="days">Days that can be played.</param>
    /// <param name="settingsPath">The engine's settings; empty = its defaults.</param>
    /// <param name="warmUpDays">Trading days before each.</param>
    /// <exception cref="EvidenceException">The settings are not sound, or a day cannot be one.</exception>
    /// <exception cref="IOException">An input cannot be read.</exception>
    public static ShardPlan PlanOf(IEnumerable<RecordedDay> days, string settingsPath, int warmUpDays) =>
        DayWork.PlanOf(KindName, days, settingsPath, warmUpDays, run => new KeptDayRun(run));

    /// <summary>The days of a plan whose readings are there, in their order.</summary>
    public static IReadOnlyList<KeptDay> Days(PlanFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var work = new KeptDayWork();
        return [.. folder.Plan.Shards.Where(folder.IsDone).Select(Day).OrderBy(day => day.Date)];

        KeptDay Day(Shard shard)
        {
            var run = (KeptDayRun)work.Open(folder.Plan, shard);
            return KeptDay.In(folder.Units.FolderOf(shard.Unit), run.Date, shard.Key) with { IsMadeUp = run.IsMadeUp };
        }
    }

    /// <inheritdoc/>
    public IWorkUnit Open(ShardPlan plan, Shard shard) => new KeptDayRun((DayRun)_days.Open(plan, shard));
}
