using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Tables;
using MiaIa.Evidence.Work;
using MiaIa.Projections;

namespace MiaIa.Evidence.Shards.Sets;

/// <summary>One trading day with one block of parameter sets. Its key has the day's readings, the sets and whatever else they are played by.</summary>
internal sealed class SetBlockRun : IWorkUnit
{
    /// <summary>What became of each set.</summary>
    internal const string SetsFile = "sets.kept";

    /// <summary>The day's correlations of the features, where they were asked for.</summary>
    internal const string FeaturesFile = "features.kept";

    /// <summary>The signals of sets that were played at every change.</summary>
    internal const string SignalsFile = "signals.parquet";

    // Rises with each change of what is written, or of how sets are screened or played.
    private const int ProductVersion = 3;

    private readonly SetPlan _plan;
    private readonly SetShard _shard;
    private readonly InstrumentOptions _instrument;

    /// <param name="plan">What all shards have in common.</param>
    /// <param name="shard">The day and the block.</param>
    /// <param name="instrument">What the settings say of the instrument.</param>
    /// <param name="kept">What the day's readings are.</param>
    /// <param name="sets">What the block's sets are; see <see cref="HashOf"/>. The same for every day.</param>
    internal SetBlockRun(SetPlan plan, SetShard shard, InstrumentOptions instrument, UnitRecord kept, string sets)
    {
        (_plan, _shard, _instrument) = (plan, shard, Playing(instrument));
        Id = string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Instrument}-{shard.Date:yyyy-MM-dd}-sets-{shard.First + 1}-to-{shard.First + shard.Count}"
        );
        Key = KeyOf(kept, sets);
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public void Run(string folder, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        var day = KeptDay.In(_shard.Kept, _shard.Date, _shard.KeptKey);
        ParameterSet[] sets = [.. _plan.Block(_shard.First, _shard.Count).Select(set => set.Of(_instrument, _plan.Names))];
        var played = SetBlock.Play(day, sets, _instrument, _plan.IsExact, cancellation);
        using (var file = File.Create(Path.Combine(folder, SetsFile)))
            Write(file, sets, played, Path.Combine(folder, SignalsFile));

        if (_shard.AheadSeconds is not { } ahead)
            return;
        using var features = File.Create(Path.Combine(folder, FeaturesFile));
        FeatureDayFile.Write(features, Key, FeatureLine.OfDay(day.Seconds(), ahead));
    }

    // What became of sets, and at every change their signals beside it: in one pass, a few sets at a time, since a shard may bear more than fits.
    private void Write(FileStream file, ParameterSet[] sets, IEnumerable<SetDay> played, string signals)
    {
        if (!_plan.IsExact)
        {
            SetDayFile.Write(file, Key, played);
            return;
        }

        var writer = new SetDayWriter(file, Key);
        ParquetTable.Write(signals, Tables().Prepend(SetSignals.TableOf(0, [], [])));
        writer.End();

        IEnumerable<ColumnTable> Tables()
        {
            foreach (var piece in sets.Zip(played).Chunk(SetBlock.PlayedAtOnce))
            {
                foreach (var (_, day) in piece)
                    writer.Add(day);
                yield return SetSignals.TableOf(
                    DayRun.SegmentOf(_shard.Date),
                    piece.Select(one => one.First.Number),
                    piece.Select(one => one.Second)
                );
            }
        }
    }

    /// <summary>The hash of a block's sets and of all that they are played by but the readings.</summary>
    internal static string HashOf(SetPlan plan, InstrumentOptions instrument, int first, int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(
            hash,
            $"{new EngineOptions([Playing(instrument)], EngineOptions.BuildVersion).SettingsText()}engine {EngineOptions.BuildVersion}\n"
        );
        Add(hash, $"{string.Join(' ', plan.Names)}\n");
        foreach (var set in plan.Block(first, count))
            Add(hash, $"{set.Number}: {string.Join(' ', set.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}\n");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string KeyOf(UnitRecord kept, string sets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(
            hash,
            $"sets {ProductVersion} rules {EngineState.RulesVersion} exact {_plan.IsExact} ahead {_shard.AheadSeconds} {sets} {kept.Key}\n"
        );
        foreach (var file in kept.Files)
            Add(hash, $"{file.Name} {file.Length} {file.Sha256}\n");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Whatever a set is not played by is as it ships, so that it changes no key: the rest stands in the readings, or is no set's.
    private static InstrumentOptions Playing(InstrumentOptions options) =>
        options with
        {
            Features = new(),
            Chains = InstrumentOptions.Es.Chains,
            Trading = new TradingOptions { Fees = options.Trading.Fees, Paper = options.Trading.Paper },
        };

    private static void Add(IncrementalHash hash, FormattableString text) =>
        hash.AppendData(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
}
