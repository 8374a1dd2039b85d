using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Shards.Known;
using MiaIa.Evidence.Tables;
using MiaIa.Evidence.Tests.Work;
using MiaIa.Projections;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Backtest;

/// <summary>A day beside a quote table of its date, from the folder of tables to the readings, as a backtest plays it.</summary>
public sealed class ChainDayTests
{
    private const string Gamma = "gamma_levels_proximity";
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly DateOnly Tuesday = new(2026, 11, 17);

    // The page was saved at 10:05, so that it tells of 09:50.
    private static readonly TimeOnly SavedAt = new(10, 5);
    private static readonly DateTimeOffset TableAt = new(2026, 11, 17, 14, 50, 0, TimeSpan.Zero);

    private MadeUpDays _days = null!;
    private string _chains = null!;

    [OneTimeSetUp]
    public void Make_days()
    {
        _days = new MadeUpDays(60, SyntheticSession.Symbol, Monday, Tuesday);
        _chains = Path.Combine(_days.Root, "chains");
        MadeUpChain.Write(_chains, Tuesday, SavedAt);
        File.WriteAllLines(
            Path.Combine(_chains, "VIX_History.csv"),
            ["DATE,OPEN,HIGH,LOW,CLOSE", "11/13/2026,16,17,15,16.5", "11/16/2026,16,18,15,17.25", "11/17/2026,60,70,50,65"]
        );
    }

    [OneTimeTearDown]
    public void Remove_days() => _days.Dispose();

    [Test]
    public void Its_options_speak_from_their_own_moment_on_and_not_before()
    {
        var (with, without) = (Readings(_chains), Readings(null));
        var ready = Moments(with).Where(one => one.Value is not null).ToArray();
        Assert.That(ready, Has.Length.GreaterThan(600), string.Join(" | ", ((string?[])with[Gamma + "_remark"]).Distinct()));
        Assert.That(ready[0].At, Is.GreaterThanOrEqualTo(TableAt), "what the table says was not known before");
        Assert.That(ready.Select(one => one.Value!.Value), Is.All.InRange(-1.0, 1.0).And.Some.Not.EqualTo(0));
        Assert.That(Moments(without).Select(one => one.Value), Is.All.Null);
        // And the rest of the day is the same day.
        foreach (var other in (string[])["order_book_imbalance", "vwap_trend_signal", "volume_confirmation"])
            Assert.That((double?[])with[other], Is.EqualTo((double?[])without[other]), other);
        Assert.That((double[])with["score"], Is.Not.EqualTo((double[])without["score"]), "it counts");
    }

    [Test]
    public void The_table_is_an_input_of_the_day_and_of_its_key()
    {
        var recorded = Recorded(_chains);
        Assert.That(recorded.ChainPath, Does.EndWith("SPX_2026-11-17.csv"));
        Assert.That(recorded.VolatilityPercent, Is.EqualTo(17.25), "the close of the evening before");
        var shard = DayWork.PlanOf([recorded], "", 1).Shards[0];
        Assert.That(shard.Inputs.Select(input => input.Path), Does.Contain(recorded.ChainPath));
        Assert.That(DayWork.PlanOf([Recorded(null)], "", 1).Shards[0].Key, Is.Not.EqualTo(shard.Key));
        var text = File.ReadAllText(recorded.ChainPath);
        try
        {
            File.WriteAllText(recorded.ChainPath, text.Replace(",50,0.16,", ",51,0.16,", StringComparison.Ordinal));
            Assert.That(DayWork.PlanOf([recorded], "", 1).Shards[0].Key, Is.Not.EqualTo(shard.Key), "another volume");
        }
        finally
        {
            File.WriteAllText(recorded.ChainPath, text);
        }
    }

    private ColumnTable Readings(string? chains)
    {
        var folder = PlanFolder.Write(_days.Empty($"out-{chains is null}"), DayWork.PlanOf([Recorded(chains)], "", 1));
        var result = new ShardRun(folder, KnownWork.All).Run(0, NoProgress.Instance, CancellationToken.None);
        Assert.That(result.Ending, Is.EqualTo(ShardEnding.Made), result.Message);
        return ParquetTable.Read(Path.Combine(folder.Units.FolderOf(result.Unit), DayReadings.Name + ".parquet"));
    }

    private RecordedDay Recorded(string? chains)
    {
        var calendar = new TradingDays();
        var files = RecordingFiles.Read(_days.Data, chains, calendar, CancellationToken.None);
        return RecordingIndex.Of(files, FrontRule.Volume, 8, calendar).Days.Single(day => day.Date == Tuesday);
    }

    private static IEnumerable<(DateTimeOffset At, double? Value)> Moments(ColumnTable readings) =>
        ((long[])readings["at_ns"]).Select(at => DateTimeOffset.UnixEpoch.AddTicks(at / 100)).Zip((double?[])readings[Gamma]);
}
