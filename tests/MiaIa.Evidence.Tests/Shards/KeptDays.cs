using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Shards.Known;
using MiaIa.Evidence.Shards.Local;
using MiaIa.Evidence.Shards.Sets;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>Made-up trading days whose readings are kept, for plans of sets over them.</summary>
internal sealed class KeptDays : IDisposable
{
    private readonly MadeUpDays _days;

    private KeptDays(MadeUpDays days, KeptVersions kept) => (_days, Versions) = (days, kept);

    /// <summary>What is tried over them; signals are born by low tiers.</summary>
    internal static SweepPlan Plan { get; } =
        new(
            "ES",
            SetDesignKind.Grid,
            100,
            7,
            [
                new("coverage_floor", [0.3], 0, 0),
                new("tiers.weak", [0.05], 0, 0),
                new("hold_ms", [750, 3_000], 0, 0),
                new("tiers.good", [0.1, 0.12], 0, 0),
                new("stop_ticks", [6, 9], 0, 0),
            ]
        )
        {
            TradesMin = 1,
            Select = SelectionRule.Profit,
            Winners = 3,
            TrainDays = 2,
            TestDays = 1,
            EmbargoDays = 0,
        };

    internal KeptVersions Versions { get; }

    internal IReadOnlyList<KeptDay> Kept => Versions.Days;

    internal string Root => _days.Root;

    /// <summary>Makes some, of so many minutes each.</summary>
    internal static async Task<KeptDays> MakeAsync(int count, int minutes)
    {
        DateOnly[] dates = [.. Enumerable.Range(16, count).Select(day => new DateOnly(2026, 11, day))];
        var days = new MadeUpDays(minutes, SyntheticSession.Symbol, dates);
        FeatureVersion[] versions = [FeatureVersion.AsSet];
        var plans = KeptDayWork.PlansOf(
            dates.Select(date => new RecordedDay(date, "ES", "ESZ26") { ScidPath = days.ScidPath, DepthPaths = [days.DepthPath(date)] }),
            "",
            0,
            versions
        );
        var folder = PlanFolder.Write(days.Empty("kept"), plans.Single());
        Assert.That((await CarryAsync(folder, CancellationToken.None)).IsWhole);
        return new(days, KeptDayWork.Gather([folder], versions));
    }

    /// <summary>Does a plan in this process.</summary>
    internal static Task<CarryResult> CarryAsync(PlanFolder folder, CancellationToken cancellation) =>
        new LocalCarrier(() => new WorkerHere(new ShardRun(folder, KnownWork.All)), 2, TimeProvider.System).CarryAsync(
            folder,
            new KeptProgress(),
            cancellation
        );

    /// <summary>Tries sets in shards of so many, in a folder of its own.</summary>
    internal SweepShards Shards(string name, int? setsAShard, Func<PlanFolder, CancellationToken, Task<CarryResult>>? carry = null) =>
        new(Path.Combine(Root, name), "", setsAShard, carry ?? CarryAsync);

    public void Dispose() => _days.Dispose();
}
