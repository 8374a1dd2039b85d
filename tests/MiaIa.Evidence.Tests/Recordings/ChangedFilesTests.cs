using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Tests.Work;
using MiaIa.Evidence.Work;
using MiaIa.Projections;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Tests.Recordings;

/// <summary>What is wrong with a recording is told by the index and, of the days that are played, on the page of the backtest.</summary>
public sealed class ChangedFilesTests
{
    private const string December = "SYNTHETIC-ESZ26_FUT_CME";
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly TradingDays Calendar = new();

    [Test]
    public void A_change_of_scale_in_the_trades_is_told()
    {
        using var days = new MadeUpDays(2, December, Monday);
        var late = Rewrite(days, (record, isLate) => isLate ? Times(record, 100) : record);
        var index = Index(days);
        Assert.That(late, Is.GreaterThan(100));
        Assert.That((index.Files.Trades.Single().ScaleChanges, index.Files.Trades.Single().OffScale), Is.EqualTo((1, 0)));
        Assert.That(index.Days.Single().Remarks, Has.One.Contains("changes the scale of its prices once"));
        Assert.That(PageOf(days), Does.Contain("changes the scale of its prices once").And.Not.Contain("of the depth have"));
    }

    [Test]
    public void Depth_in_hundredths_is_told_and_depth_in_no_scale_is_refused_before_the_day_is_played()
    {
        using var days = new MadeUpDays(2, December, Monday);
        RewriteDepth(days, 100);
        Assert.That(Index(days).Days.Single().Remarks, Has.One.Contains("has prices ×0.01, its trades ×1"));
        RewriteDepth(days, 100);
        var day = Index(days).Days.Single();
        Assert.That(day.CanBeUsed, Is.False);
        Assert.That(day.Unusable.Single(), Does.Contain("its depth cannot be used").And.Contain("it is no price of ES"));
    }

    [Test]
    public void A_trade_of_four_billion_lots_is_in_no_figure_and_is_told()
    {
        using var days = new MadeUpDays(2, December, Monday);
        var before = Index(days).Days.Single().Trades!;
        var isDone = false;
        Rewrite(
            days,
            (record, isLate) =>
            {
                if (!isLate || isDone || record.TotalVolume < 2)
                    return record;
                isDone = true;
                return record with { TotalVolume = uint.MaxValue };
            }
        );
        var index = Index(days);
        Assert.That(index.Files.Trades.Single().Refused, Is.EqualTo(1));
        Assert.That(index.Days.Single().Trades!.Lots, Is.LessThan(before.Lots));
        Assert.That(index.Days.Single().Remarks, Has.One.Contains("holds 1 record that is no single trade, or of an absurd size"));
        Assert.That(PageOf(days), Does.Contain("of an absurd size").And.Contain("1 record of the trades is no single trade"));
    }

    [Test]
    public void A_stretch_that_was_stored_twice_is_played_once_and_told()
    {
        using var days = new MadeUpDays(2, December, Monday);
        var all = Records(days);
        var (counted, readings) = (Index(days).Days.Single().Trades!, ReadingsOf(days));
        using (var scid = SierraFormats.Scid.Create(days.ScidPath))
        {
            scid.Append(all.AsSpan(0, 200));
            scid.Append(all.AsSpan(100));
        }

        var day = Index(days).Days.Single();
        Assert.That((day.Trades!.TradeRecords, day.Trades.Lots), Is.EqualTo((counted.TradeRecords, counted.Lots)));
        Assert.That(
            day.Remarks,
            Has.One.EqualTo("its file holds 100 records a second time, in stretches of ten and more; they are left out")
        );
        var page = PageOf(days);
        Assert.That(page, Does.Contain("100 records a second time, in stretches of ten and more; they are left out"));
        Assert.That(page, Does.Contain("On 1 of 1 day: 100 records of the trades stand a second time in the file"));
        Assert.That(page, Does.Not.Contain("older than the one before"));
        foreach (var (now, clean) in ReadingsOf(days).Columns.Zip(readings.Columns))
            Assert.That(now.Values, Is.EqualTo(clean.Values), now.Name);
    }

    [Test]
    public void A_record_that_stands_twice_in_a_row_may_be_a_trade_and_is_played_and_told()
    {
        using var days = new MadeUpDays(2, December, Monday);
        var all = Records(days);
        using (var scid = SierraFormats.Scid.Create(days.ScidPath))
        {
            scid.Append(all);
            scid.Append(all[^1]);
        }

        var day = Index(days).Days.Single();
        Assert.That(day.Trades!.TradeRecords, Is.EqualTo(all.Length + 1));
        Assert.That(day.Remarks, Has.One.EqualTo("its file holds 1 record twice in a row, which may be a trade of its own; it is played"));
    }

    [Test]
    public void A_fragment_is_told_with_its_hours_and_is_no_day_and_a_start_without_history_is_told()
    {
        using var days = new MadeUpDays(6, December, Monday);
        var page = PageOf(days);
        Assert.That(page, Does.Contain("Of 1 of 1 day a fragment was recorded").And.Contain("2026-11-16 0.1 of 23.0 hours"));
        Assert.That(page, Does.Contain("on 0 whole days are too few to tell skill from luck"));
        Assert.That(page, Does.Contain("On 1 of 1 day no day before was played (--warm-up 0): averages of bars began without history."));
        Assert.That(page, Does.Contain("no recorded day was left out").And.Not.Contain("none that was recorded"));
    }

    [TestCase(20.8, true)]
    [TestCase(20.6, false)]
    public void Nine_tenths_of_the_hours_are_a_day(double hours, bool isWhole)
    {
        var session = Calendar.Of(Monday)!.Value;
        var (from, nanosAnHour) = (session.OpensAt.Value, 3_600_000_000_000);
        // An hour of them is a gap.
        var trades = new FileDay(
            Monday,
            1,
            1,
            from,
            from + (long)((hours + 1) * nanosAnHour),
            [new(from + nanosAnHour, from + (2 * nanosAnHour))]
        );
        var told = DayRemarks.Hours(session, trades);
        Assert.That(told.Recorded, Is.EqualTo(hours).Within(1e-6));
        Assert.That((told.OfDay, told.AreWhole), Is.EqualTo((23.0, isWhole)));
    }

    private static ColumnTable ReadingsOf(MadeUpDays days) =>
        DayReader.By(EngineOptions.From(new EngineSettings()))(
            new(Monday, "ES", days.ScidPath) { DepthPaths = [days.DepthPath(Monday)] },
            0,
            CancellationToken.None
        );

    private static string PageOf(MadeUpDays days)
    {
        var index = Index(days);
        var store = new UnitStore(Path.Combine(days.Root, "units"));
        var options = EngineOptions.From(new EngineSettings());
        var run = new DayRun(new(Monday, "ES", days.ScidPath) { DepthPaths = [days.DepthPath(Monday)] }, options, warmUpDays: 0);
        store.Run(run, NoProgress.Instance, CancellationToken.None);
        var request = new BacktestRequest(Monday, Monday, "ES", options, [store.FolderOf(run.Id)], []) { Recorded = index.Days };
        var folder = Path.Combine(days.Root, "out");
        BacktestGather.Write(request, folder, CancellationToken.None);
        return File.ReadAllText(Path.Combine(folder, BacktestResults.PageName));
    }

    // Each record, and whether it stands in the last fifth.
    private static int Rewrite(MadeUpDays days, Func<ScidRecord, bool, ScidRecord> change)
    {
        var all = Records(days);
        using var scid = SierraFormats.Scid.Create(days.ScidPath);
        for (var i = 0; i < all.Length; i++)
            scid.Append(change(all[i], i >= all.Length * 4 / 5));
        return all.Length / 5;
    }

    private static void RewriteDepth(MadeUpDays days, float factor)
    {
        DepthRecord[] all;
        using (var depth = SierraFormats.Depth.Open(days.DepthPath(Monday)))
            all = [.. depth.Records()];
        using var made = SierraFormats.Depth.Create(days.DepthPath(Monday));
        foreach (var record in all)
            made.Append(record with { Price = record.Price * factor });
    }

    private static ScidRecord Times(ScidRecord record, float factor) =>
        record with
        {
            High = record.High * factor,
            Low = record.Low * factor,
            Close = record.Close * factor,
        };

    private static ScidRecord[] Records(MadeUpDays days)
    {
        using var scid = SierraFormats.Scid.Open(days.ScidPath);
        return [.. scid.Records()];
    }

    private static RecordingIndex Index(MadeUpDays days) =>
        RecordingIndex.Of(
            RecordingFiles.Read(days.Data, null, Calendar, CancellationToken.None),
            FrontRule.Calendar,
            rollDays: 8,
            Calendar
        );
}
