using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Sets;

/// <summary>Plans of parameter sets over kept days: a shard is a day and a block of sets.</summary>
public sealed class SetWork : IShardWork
{
    /// <summary>Its name in a plan.</summary>
    public const string KindName = "sets";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>The plan of what is asked for.</summary>
    /// <param name="request">With days whose readings lie in folders.</param>
    /// <param name="settingsPath">From which the request's instrument comes; empty = the engine's defaults.</param>
    /// <param name="setsAShard">Sets that a shard takes at most, ≥ 1.</param>
    /// <exception cref="EvidenceException">A day's readings are not there.</exception>
    internal static ShardPlan PlanOf(TrialRequest request, string settingsPath, int setsAShard)
    {
        var plan = new SetPlan(settingsPath, request.Instrument.Name, request.IsExact, request.Names, request.Sets);
        var settings = DayWork.InputsOf(settingsPath);
        var hashes = new Dictionary<(int First, int Count), string>();
        return new(KindName, SetPlan.ToJson(plan), [.. request.Days.SelectMany(ShardsOf)]);

        IEnumerable<Shard> ShardsOf(TriedDay tried)
        {
            var day = tried.Day;
            var kept = RecordOf(day.Folder, day.Key);
            // It has the hash of every file of the day's readings.
            ShardInput[] inputs = [ShardInput.Of(Path.Combine(day.Folder, UnitRecord.FileName)), .. settings];
            for (var from = 0; from < tried.Count; from += setsAShard)
            {
                // A day's features are made once, with its first block.
                var ahead = from == 0 ? request.AheadSeconds : null;
                var count = Math.Min(setsAShard, tried.Count - from);
                var shard = new SetShard(day.Date, day.Folder, day.Key, tried.First + from, count, ahead);
                if (!hashes.TryGetValue((shard.First, count), out var sets))
                    hashes.Add((shard.First, count), sets = SetBlockRun.HashOf(plan, request.Instrument, shard.First, count));
                var run = new SetBlockRun(plan, shard, request.Instrument, kept, sets);
                yield return new(run.Id, run.Key, inputs, SetPlan.ToJson(shard));
            }
        }
    }

    /// <summary>What the shards of a plan made, when all are there.</summary>
    /// <exception cref="EvidenceException">A file is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static SweepTable Gather(PlanFolder folder)
    {
        var (days, features) = (new List<SetDays>(), new List<double[]>());
        // A plan's shards stand in the order of the days, those of a day in the order of its sets.
        foreach (var ofDay in folder.Plan.Shards.GroupBy(shard => SetPlan.Read<SetShard>(shard.Work, shard.Unit).Date))
        {
            var blocks = new List<SetBlockFile>();
            foreach (var shard in ofDay)
            {
                var work = SetPlan.Read<SetShard>(shard.Work, shard.Unit);
                var unit = folder.Units.FolderOf(shard.Unit);
                blocks.Add(new(Path.Combine(unit, SetBlockRun.SetsFile), shard.Key, work.Count));
                if (work.AheadSeconds is not null)
                    features.Add(ReadFeatures(Path.Combine(unit, SetBlockRun.FeaturesFile), shard.Key));
            }

            days.Add((first, count) => SetBlockFile.Read(blocks, first, count));
        }

        return new(SetsOf(folder.Plan), days, features);
    }

    // Sets of a day: of a walk-forward each day judges one of the plan's.
    private static int SetsOf(ShardPlan plan) =>
        plan
            .Shards.Select(shard => SetPlan.Read<SetShard>(shard.Work, shard.Unit))
            .GroupBy(work => work.Date)
            .Select(of => of.Sum(work => work.Count))
            .FirstOrDefault();

    /// <inheritdoc/>
    public IWorkUnit Open(ShardPlan plan, Shard shard)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(shard);
        var all = SetPlan.Read<SetPlan>(plan.Work, shard.Unit);
        var one = SetPlan.Read<SetShard>(shard.Work, shard.Unit);
        if (one.First < 0 || one.Count < 1 || one.Count > all.Sets.Count - one.First)
            throw new EvidenceException($"{shard.Unit} is to take sets that the plan does not have");
        var instrument = InstrumentOf(all.Settings, all.Instrument);
        return new SetBlockRun(
            all,
            one,
            instrument,
            RecordOf(one.Kept, one.KeptKey),
            SetBlockRun.HashOf(all, instrument, one.First, one.Count)
        );
    }

    /// <summary>What the settings say of an instrument.</summary>
    /// <exception cref="EvidenceException">They are not sound, or have no such instrument.</exception>
    internal static InstrumentOptions InstrumentOf(string settingsPath, string name) =>
        DaySettings.Of(settingsPath).Instruments.FirstOrDefault(one => one.Name == name)
        ?? throw new EvidenceException($"the settings have no instrument {name}");

    private static UnitRecord RecordOf(string folder, string key) =>
        UnitRecord.Read(folder) is { } record && record.Key == key && record.HasItsLengths(folder)
            ? record
            : throw new EvidenceException($"the readings in {folder} are not those that were to be tried: start again");

    private static double[] ReadFeatures(string path, string key)
    {
        using var file = File.OpenRead(path);
        return FeatureDayFile.Read(file, key, path);
    }
}
