using System.Text.Json;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Work;

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
        var (options, settings) = (DaySettings.Of(settingsPath), InputsOf(settingsPath));
        return PlanOf(KindName, settingsPath, warmUpDays, days.Select(day => ShardOf(new(InputsOf(day), options, warmUpDays))));

        Shard ShardOf(DayRun run) => DayWork.ShardOf(run, run, settings, run.Inputs);
    }

    /// <summary>The plan of what is made of days.</summary>
    internal static ShardPlan PlanOf(string kind, string settingsPath, int warmUpDays, IEnumerable<Shard> shards) =>
        new(kind, ToJson(new OfAll(settingsPath, warmUpDays)), [.. shards]);

    /// <summary>What a plan says of something that is made of a day.</summary>
    /// <param name="unit">What is made.</param>
    /// <param name="run">The day.</param>
    /// <param name="settings">The settings as an input: whoever does the shard needs them where they are.</param>
    /// <param name="work">What the work needs to know.</param>
    internal static Shard ShardOf<T>(IWorkUnit unit, DayRun run, IEnumerable<ShardInput> settings, T work) =>
        new(
            unit.Id,
            unit.Key,
            [.. run.Files.Select(file => new ShardInput(file.Path, file.Length, file.Sha256)), .. settings],
            ToJson(work)
        );

    /// <summary>The settings' file as inputs of a plan: one, or none where the defaults hold.</summary>
    internal static ShardInput[] InputsOf(string settingsPath) => settingsPath.Length == 0 ? [] : [ShardInput.Of(settingsPath)];

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
        return RunOf(plan, shard, Read<DayInputs>(shard.Work, shard.Unit), []);
    }

    /// <summary>A day of a plan.</summary>
    /// <param name="plan">With the settings.</param>
    /// <param name="shard">Whose day it is.</param>
    /// <param name="inputs">The day's files.</param>
    /// <param name="over">Settings over those of the plan.</param>
    /// <exception cref="EvidenceException">It is no plan of days, or the settings are not sound.</exception>
    internal static DayRun RunOf(ShardPlan plan, Shard shard, DayInputs inputs, IReadOnlyList<string> over)
    {
        var all = Read<OfAll>(plan.Work, shard.Unit);
        return new(inputs, DaySettings.Of(all.Settings, over), all.WarmUpDays);
    }

    /// <exception cref="EvidenceException">The plan is none of days.</exception>
    internal static T Read<T>(JsonElement part, string unit)
    {
        try
        {
            return part.Deserialize<T>(Layout) ?? throw new EvidenceException($"the plan of {unit} says nothing of its work");
        }
        catch (JsonException e)
        {
            throw new EvidenceException($"the plan of {unit} is none of days: {e.Message}", e);
        }
    }

    private static JsonElement ToJson<T>(T part) => JsonSerializer.SerializeToElement(part, Layout);

    private sealed record OfAll(string Settings, int WarmUpDays);
}
