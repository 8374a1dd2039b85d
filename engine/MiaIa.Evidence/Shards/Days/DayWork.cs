using System.Security.Cryptography;
using System.Text.Json;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Work;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Evidence.Shards.Days;

/// <summary>Plans of trading days: a shard is a day.</summary>
public sealed class DayWork : IShardWork
{
    /// <summary>Its name in a plan.</summary>
    public const string KindName = "day";

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>The plan of some days. Their inputs are read once, for the keys.</summary>
    /// <param name="days">Days that can be played.</param>
    /// <param name="settingsPath">The engine's settings; empty = its defaults.</param>
    /// <param name="warmUpDays">Trading days before each.</param>
    /// <exception cref="EvidenceException">The settings are not sound, or a day cannot be one.</exception>
    /// <exception cref="IOException">An input cannot be read.</exception>
    public static ShardPlan PlanOf(IEnumerable<RecordedDay> days, string settingsPath, int warmUpDays)
    {
        ArgumentNullException.ThrowIfNull(days);
        var options = OptionsOf(settingsPath);
        return new(
            KindName,
            JsonSerializer.SerializeToElement(new OfAll(settingsPath, warmUpDays), Layout),
            [.. days.Select(day => ShardOf(InputsOf(day), options, warmUpDays))]
        );
    }

    /// <summary>The options of a settings file, or of the defaults where the path is empty.</summary>
    /// <exception cref="EvidenceException">They are not sound.</exception>
    public static EngineOptions OptionsOf(string settingsPath)
    {
        var loaded = SettingsLoader.Load<EngineSettings>(
            new SettingsSources(ProgramSections.Engine, settingsPath, new Dictionary<string, string>(), [])
        );
        return loaded.Settings is { } settings
            ? EngineOptions.From(settings)
            : throw new EvidenceException(string.Join(Environment.NewLine, loaded.Problems));
    }

    /// <summary>What a recorded day is played from.</summary>
    public static DayInputs InputsOf(RecordedDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return new(day.Date, day.Instrument, day.ScidPath)
        {
            DepthPaths = day.DepthPaths,
            ChainPath = day.ChainPath.Length == 0 ? null : day.ChainPath,
            BasisPoints = day.BasisPoints,
            VolatilityPercent = day.VolatilityPercent,
        };
    }

    /// <inheritdoc/>
    public IWorkUnit Open(ShardPlan plan, Shard shard)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(shard);
        try
        {
            var all = plan.Work.Deserialize<OfAll>(Layout) ?? throw new EvidenceException("the plan says nothing of its work");
            var inputs = shard.Work.Deserialize<DayInputs>(Layout) ?? throw new EvidenceException($"{shard.Unit} says nothing of its day");
            return new DayRun(inputs, OptionsOf(all.Settings), all.WarmUpDays);
        }
        catch (JsonException e)
        {
            throw new EvidenceException($"the plan of {shard.Unit} is none of days: {e.Message}", e);
        }
    }

    private static Shard ShardOf(DayInputs inputs, EngineOptions options, int warmUpDays)
    {
        var run = new DayRun(inputs, options, warmUpDays);
        // The trades' file grows while it is recorded: of it, the part that is read.
        var (length, hash) = run.TradesRead();
        var files = inputs.ChainPath is { } chain ? inputs.DepthPaths.Append(chain) : inputs.DepthPaths;
        ShardInput[] read = [new(inputs.ScidPath, length, hash), .. files.Select(InputOf)];
        return new(run.Id, run.Key, read, JsonSerializer.SerializeToElement(inputs, Layout));
    }

    private static ShardInput InputOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new(path, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private sealed record OfAll(string Settings, int WarmUpDays);
}
