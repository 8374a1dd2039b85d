using System.Globalization;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Shards.Known;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Tests.Work;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>A day that went through a plan's file is the same day.</summary>
public sealed class DayWorkTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly DateOnly Tuesday = new(2026, 11, 17);

    [Test]
    public void A_day_out_of_a_plan_has_the_bytes_of_the_day_itself()
    {
        using var days = new MadeUpDays(20, SyntheticSession.Symbol, Monday, Tuesday);
        var settings = Path.Combine(days.Root, "appsettings.json");
        File.WriteAllText(settings, """{ "CoverageFloor": 0.37, "Account": { "TradesPerDay": 7 } }""");
        var recorded = Of(days, Tuesday) with { VolatilityPercent = 17.25, BasisPoints = 12.125 };
        var written = PlanFolder.Write(days.Empty("out"), DayWork.PlanOf([Of(days, Monday), recorded], settings, 1));

        var folder = PlanFolder.Open(written.PlanPath);
        Assert.That(folder.Plan.Shards.Select(shard => shard.Inputs[^1].Path), Is.All.EqualTo(settings), "whoever does a day needs them");
        Assert.That(folder.Needed(), Does.Contain(days.Root));
        var result = new ShardRun(folder, KnownWork.All).Run(1, NoProgress.Instance, CancellationToken.None);
        Assert.That(result, Is.EqualTo(new ShardResult("ES-2026-11-17", ShardEnding.Made)));

        var direct = days.Empty("direct");
        var options = DaySettings.Of(settings);
        Assert.That(options.Account.TradesPerDay, Is.EqualTo(7), "the settings were read");
        new DayRun(DayWork.InputsOf(recorded), options, 1).Run(direct, NoProgress.Instance, CancellationToken.None);
        var made = Directory.GetFiles(folder.Units.FolderOf(result.Unit)).Where(path => Path.GetFileName(path) != "unit.json").ToArray();
        Assert.That(made.Select(Path.GetFileName), Is.EquivalentTo(Directory.GetFiles(direct).Select(Path.GetFileName)));
        foreach (var path in made)
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(File.ReadAllBytes(Path.Combine(direct, Path.GetFileName(path)))), path);
    }

    [Test]
    public void The_plan_names_every_file_that_a_day_reads()
    {
        using var days = new MadeUpDays(2, SyntheticSession.Symbol, Monday);
        var inputs = DayWork.PlanOf([Of(days, Monday)], "", 0).Shards[0].Inputs;
        Assert.That(inputs.Select(input => input.Path), Is.EqualTo([days.ScidPath, days.DepthPath(Monday)]));
        // All but the head of 56 bytes that every .scid has.
        Assert.That(inputs[0].Length, Is.EqualTo(new FileInfo(days.ScidPath).Length - 56));
        Assert.That(inputs[1].Length, Is.EqualTo(new FileInfo(days.DepthPath(Monday)).Length));
    }

    [Test]
    public void A_recording_that_has_grown_behind_the_day_is_the_same_plan_and_the_same_input()
    {
        using var days = new MadeUpDays(5, SyntheticSession.Symbol, Monday);
        using var grown = new MadeUpDays(5, SyntheticSession.Symbol, Monday, Tuesday);
        var folder = PlanFolder.Write(days.Empty("out"), DayWork.PlanOf([Of(days, Monday)], "", 0));
        File.Copy(grown.ScidPath, days.ScidPath, overwrite: true);
        Assert.That(DayWork.PlanOf([Of(days, Monday)], "", 0).ToBytes(), Is.EqualTo(folder.Plan.ToBytes()));
        var result = new ShardRun(folder, KnownWork.All).Run(0, NoProgress.Instance, CancellationToken.None);
        Assert.That(result.Ending, Is.EqualTo(ShardEnding.Made), result.Message);
    }

    [TestCase(DayWork.KindName)]
    [TestCase(KeptDayWork.KindName)]
    [Platform("Linux")]
    public void A_plan_reads_each_byte_of_depth_once(string kind)
    {
        using var days = new MadeUpDays(20, SyntheticSession.Symbol, Monday);
        var length = new FileInfo(days.DepthPath(Monday)).Length;
        PlanOf();
        var before = BytesRead();
        var plan = PlanOf();
        // The trades are mapped into memory, and not counted here.
        Assert.That(BytesRead() - before, Is.InRange(length, length * 3 / 2));
        Assert.That(plan.Shards[0].Inputs[1].Length, Is.EqualTo(length));

        ShardPlan PlanOf() =>
            kind == DayWork.KindName
                ? DayWork.PlanOf([Of(days, Monday)], "", 0)
                : KeptDayWork.PlansOf([Of(days, Monday)], "", 0, [FeatureVersion.AsSet])[0];

        // Of this thread: what other tests read is theirs.
        static long BytesRead() =>
            long.Parse(
                File.ReadLines("/proc/thread-self/io").First(line => line.StartsWith("rchar:", StringComparison.Ordinal))[
                    "rchar:".Length..
                ],
                CultureInfo.InvariantCulture
            );
    }

    private static RecordedDay Of(MadeUpDays days, DateOnly date) =>
        new(date, "ES", "ESZ26") { ScidPath = days.ScidPath, DepthPaths = [days.DepthPath(date)] };
}
