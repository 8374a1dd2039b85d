using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Days;

/// <summary>Plans of kept readings: a shard is a day, from which any number of sets can be tried afterwards.</summary>
public sealed class KeptDayWork : IShardWork
{
    /// <summary>Its name in a plan.</summary>
    public const string KindName = "kept-day";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>
    /// The plans of some days under some constants of features, to be done one behind the other: what a later one finds of the earlier ones it takes over
    /// and does not make. Inputs are read once, for the keys.
    /// </summary>
    /// <param name="days">Days that can be played, at least one.</param>
    /// <param name="settingsPath">The engine's settings; empty = its defaults.</param>
    /// <param name="warmUpDays">Trading days before each.</param>
    /// <param name="versions">With which constants, at least one.</param>
    /// <exception cref="EvidenceException">The settings are not sound, or a day cannot be one.</exception>
    /// <exception cref="IOException">An input cannot be read.</exception>
    public static IReadOnlyList<ShardPlan> PlansOf(
        IEnumerable<RecordedDay> days,
        string settingsPath,
        int warmUpDays,
        IReadOnlyList<FeatureVersion> versions
    )
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(versions);
        var options = versions.Select(version => DaySettings.Of(settingsPath, version.Settings)).ToArray();
        var settings = DayWork.InputsOf(settingsPath);
        var shards = new List<Shard[]>();
        int[] turns = [];
        foreach (var day in days)
        {
            var run = new DayRun(DayWork.InputsOf(day), options[0], warmUpDays);
            KeptDayRun[] kept = [.. options.Select(one => new KeptDayRun(run.By(one)))];
            shards.Add([.. kept.Select((one, version) => ShardOf(one, run, versions[version]))]);
            // It is the settings that differ, and they do on every day alike.
            if (turns.Length == 0)
                turns = TurnsOf([.. kept.Select(one => one.Keys)]);
        }

        return
        [
            .. Enumerable
                .Range(0, turns.Append(0).Max() + 1)
                .Select(turn =>
                    DayWork.PlanOf(KindName, settingsPath, warmUpDays, shards.SelectMany(of => of.Where((_, i) => turns[i] == turn)))
                ),
        ];

        Shard ShardOf(KeptDayRun kept, DayRun run, FeatureVersion version) =>
            DayWork.ShardOf(kept, run, settings, new KeptShard(run.Inputs, version.Settings));
    }

    /// <summary>The days of plans whose readings are there under all of some constants, in their order.</summary>
    /// <param name="folders">The plans of <see cref="PlansOf"/>.</param>
    /// <param name="versions">With which constants.</param>
    public static KeptVersions Gather(IReadOnlyList<PlanFolder> folders, IReadOnlyList<FeatureVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(versions);
        var done = folders
            .SelectMany(folder => folder.Plan.Shards.Where(folder.IsDone).Select(shard => Kept(folder, shard)))
            .ToLookup(one => one.Day.Date);
        var whole = done.Where(of => of.Count() == versions.Count).OrderBy(of => of.Key).ToArray();
        return new([.. versions.Select(version => whole.Select(of => DayOf(of, version)).ToArray())]);

        static KeptDay DayOf(IEnumerable<(IReadOnlyList<string> Settings, KeptDay Day)> of, FeatureVersion version) =>
            of.First(one => one.Settings.SequenceEqual(version.Settings)).Day;
    }

    /// <inheritdoc/>
    public IWorkUnit Open(ShardPlan plan, Shard shard) => RunOf(plan, shard, WorkOf(shard));

    private static KeptDayRun RunOf(ShardPlan plan, Shard shard, KeptShard work) =>
        new(DayWork.RunOf(plan, shard, work.Day, work.Settings));

    private static KeptShard WorkOf(Shard shard) => DayWork.Read<KeptShard>(shard.Work, shard.Unit);

    private static (IReadOnlyList<string> Settings, KeptDay Day) Kept(PlanFolder folder, Shard shard)
    {
        var work = WorkOf(shard);
        var run = RunOf(folder.Plan, shard, work);
        var day = KeptDay.In(folder.Units.FolderOf(shard.Unit), run.Date, shard.Key) with { IsMadeUp = run.IsMadeUp };
        return (work.Settings, day);
    }

    // A version comes behind those that make a part which it takes over: at the same time each of them would make it.
    private static int[] TurnsOf(IReadOnlyList<IReadOnlyList<string>> parts)
    {
        var (made, turns) = (new Dictionary<string, int>(StringComparer.Ordinal), new int[parts.Count]);
        for (var version = 0; version < turns.Length; version++)
        {
            turns[version] = parts[version].Max(part => made.TryGetValue(part, out var turn) ? turn + 1 : 0);
            foreach (var part in parts[version])
                made.TryAdd(part, turns[version]);
        }

        return turns;
    }

    private sealed record KeptShard(DayInputs Day, IReadOnlyList<string> Settings);
}
