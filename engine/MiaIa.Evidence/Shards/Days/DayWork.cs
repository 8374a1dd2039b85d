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
    public static ShardPlan PlanOf(IEnumerable<RecordedDay> days, string settingsPath, int warmUpDays) =>
        PlanOf(KindName, days, settingsPath, warmUpDays, run => run);

    /// <summary>The plan of something that is made of each day.</summary>
    internal static ShardPlan PlanOf(
        string kind,
        IEnumerable<RecordedDay> days,
        string settingsPath,
        int warmUpDays,
        Func<DayRun, IWorkUnit> make
    )
    {
        ArgumentNullException.ThrowIfNull(days);
        var options = OptionsOf(settingsPath);
        return new(
            kind,
            JsonSerializer.SerializeToElement(new OfAll(settingsPath, warmUpDays), Layout),
            [.. days.Select(day => ShardOf(new DayRun(InputsOf(day), options, warmUpDays), make))]
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

    private static Shard ShardOf(DayRun run, Func<DayRun, IWorkUnit> make)
    {
        var unit = make(run);
        var read = run.Files.Select(file => new ShardInput(file.Path, file.Length, file.Sha256));
        return new(unit.Id, unit.Key, [.. read], JsonSerializer.SerializeToElement(run.Inputs, Layout));
    }

    private sealed record OfAll(string Settings, int WarmUpDays);
}
