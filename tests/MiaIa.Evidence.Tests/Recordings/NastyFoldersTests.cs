using System.Diagnostics;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Replay;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Tests.Recordings;

/// <summary>What disks, feeds and people leave in a folder of recordings.</summary>
public sealed class NastyFoldersTests
{
    private const string December = "SYNTHETIC-ESZ26_FUT_CME";
    private const long MicrosAnHour = 3_600_000_000;
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly DateOnly Friday = new(2026, 11, 20);
    private static readonly DateOnly HalfDay = new(2026, 11, 27);
    private static readonly TradingDays Calendar = new();

    private static IEnumerable<TestCaseData> Closed()
    {
        // The sessions are from 09:30 New York.
        yield return new TestCaseData(Friday, 8).SetName("Trades_at_1730_of_a_Friday_are_of_no_day");
        yield return new TestCaseData(Friday, 24).SetName("Trades_of_a_Saturday_are_of_no_day");
        yield return new TestCaseData(HalfDay, 5).SetName("Trades_behind_the_close_of_a_half_day_are_of_no_day");
    }

    [TestCaseSource(nameof(Closed))]
    public void What_the_index_counts_is_what_the_backtest_plays(DateOnly date, int hours)
    {
        using var days = new MadeUpDays(3, December, date);
        var all = Records(days.ScidPath);
        Write(days.ScidPath, all, [.. all.Select(record => record with { SierraMicros = record.SierraMicros + (hours * MicrosAnHour) })]);
        var index = Index(days.Data);
        var day = index.Days.Single();
        var played = new DayRun(DayWork.InputsOf(day), EngineOptions.From(new EngineSettings()), 0).Play(
            new Nobody(),
            new Nobody(),
            CancellationToken.None
        );
        Assert.Multiple(() =>
        {
            Assert.That(day.Trades!.TradeRecords, Is.EqualTo(all.Length).And.EqualTo(played.TradeRecords));
            Assert.That(day.Trades.Lots, Is.EqualTo(all.Sum(record => record.TotalVolume)).And.EqualTo(played.Lots));
            Assert.That(day.Trades.OutsideRecords, Is.EqualTo(all.Length));
            Assert.That(day.Trades.Gaps, Is.Empty);
            Assert.That(day.Remarks, Has.One.Contains("09:30 to 09:3"));
            Assert.That(day.Remarks, Has.One.Contains("trades behind its close"));
            Assert.That(index.Files.Trades.Single().OutsideHours, Is.EqualTo(all.Length));
        });
    }

    [Test]
    public void The_other_file_of_a_contract_is_named_with_what_it_holds()
    {
        using var days = new MadeUpDays(3, December, Monday);
        var all = Records(days.ScidPath);
        var other = Path.Combine(Directory.CreateDirectory(Path.Combine(days.Data, "older")).FullName, Path.GetFileName(days.ScidPath));
        Write(other, [.. all[..^1].Select(record => record with { SierraMicros = record.SierraMicros + MicrosAnHour })]);
        var day = Index(days.Data).Days.Single();
        Assert.That(day.ScidPath, Is.EqualTo(days.ScidPath));
        var said = day.Remarks.Single(remark => remark.Contains("merge", StringComparison.Ordinal));
        Assert.That(said, Does.StartWith(Path.Combine("older", Path.GetFileName(days.ScidPath))));
        Assert.That(said, Does.Contain("10:30 to 10:3").And.Contain("is not played"));
    }

    [TestCase(1, December)]
    [TestCase(10, "ESZ26.CME")]
    public void The_file_that_has_depth_is_played_where_another_holds_hardly_more(int moreInAHundred, string played)
    {
        using var days = new MadeUpDays(3, December, Monday);
        var all = Records(days.ScidPath);
        var other = Path.Combine(days.Data, "ESZ26.CME.scid");
        var more = all.Take(Math.Max(1, all.Length * moreInAHundred / 100));
        Write(other, all, [.. more.Select(record => record with { SierraMicros = record.SierraMicros + MicrosAnHour })]);
        var day = Index(days.Data).Days.Single();
        Assert.That(Path.GetFileNameWithoutExtension(day.ScidPath), Is.EqualTo(played));
        Assert.That(day.CanBeUsed, Is.EqualTo(played == December));
        Assert.That(day.Remarks, Has.One.Contains("of this contract and day too").And.Contains("is not played"));
    }

    [Test]
    public void Depth_without_trades_is_a_day_that_cannot_be_played()
    {
        using var days = new MadeUpDays(3, December, Monday);
        File.Delete(days.ScidPath);
        var day = Index(days.Data).Days.Single();
        Assert.That((day.Date, day.Contract, day.CanBeUsed), Is.EqualTo((Monday, "ESZ26", false)));
        Assert.That(day.Unusable.Single(), Does.Contain($"{December}.scid is not there"));
    }

    [Test]
    public void A_record_of_a_wrong_year_is_told_as_that_and_not_as_a_step_back()
    {
        using var days = new MadeUpDays(3, December, Monday);
        var all = Records(days.ScidPath);
        all[all.Length / 2] = all[all.Length / 2] with { SierraMicros = all[all.Length / 2].SierraMicros + (87_600 * MicrosAnHour) };
        Write(days.ScidPath, all);
        var index = Index(days.Data);
        var file = index.Files.Trades.Single();
        Assert.That((file.Order.StepsBack, file.Order.LongestBackSeconds, file.Misdated), Is.EqualTo((0L, 0.0, 1L)));
        Assert.That(index.Days.Single().Remarks, Has.One.EqualTo("its file holds 1 record whose time cannot be true; it is left out"));
        Assert.That(index.Days.Single().Remarks, Has.None.Contains("steps back"));
    }

    [Test]
    public void A_stretch_that_stands_behind_a_later_one_is_no_gap()
    {
        using var days = new MadeUpDays(12, December, Monday);
        var all = Records(days.ScidPath);
        var (from, to) = (all[0].SierraMicros + 180_000_000, all[0].SierraMicros + 420_000_000);
        var moved = all.Where(record => record.SierraMicros >= from && record.SierraMicros < to).ToArray();
        var behind = all.Where(record => record.SierraMicros >= to).ToArray();
        Write(days.ScidPath, all[..^(moved.Length + behind.Length)], behind, moved);
        var day = Index(days.Data).Files.Trades.Single().Days.Single();
        Assert.That(day.TradeRecords, Is.EqualTo(all.Length));
        Assert.That(day.Gaps, Is.Empty);
    }

    [Test]
    public void One_file_that_cannot_be_read_takes_no_other_with_it()
    {
        using var days = new MadeUpDays(3, December, Monday);
        var packed = Path.Combine(days.Data, "ESH23-CME.txt.gz");
        File.WriteAllBytes(packed, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF]);
        File.WriteAllText(Path.Combine(days.Data, "ESM27_FUT_CME.scid"), "");
        var index = Index(days.Data);
        Assert.That(index.Days.Single().CanBeUsed, Is.True);
        Assert.That(index.Files.Unread.Select(file => Path.GetFileName(file.Path)), Is.EqualTo(["ESM27_FUT_CME.scid", "ESH23-CME.txt.gz"]));
        Assert.That(index.Files.Unread.Select(file => file.Why), Has.All.Not.Empty);
        var bars = RecordingFiles.BarsIn(days.Data);
        Assert.That(bars.Bars, Is.Empty);
        Assert.That(bars.Unread.Select(file => Path.GetFileName(file.Path)), Is.EqualTo(["ESH23-CME.txt.gz"]));
    }

    [Test]
    [Platform("Linux")]
    public void Links_to_nowhere_and_in_a_circle_and_pipes_are_named_and_the_rest_is_told()
    {
        using var days = new MadeUpDays(3, December, Monday);
        File.CreateSymbolicLink(Path.Combine(days.Data, "ESH27_FUT_CME.scid"), Path.Combine(days.Root, "nowhere.scid"));
        File.CreateSymbolicLink(Path.Combine(days.Data, "ESM27_FUT_CME.scid"), "ESM27_FUT_CME.scid");
        Directory.CreateSymbolicLink(Path.Combine(days.Data, "loop"), days.Data);
        Directory.CreateSymbolicLink(Path.Combine(days.Data, "again"), days.Empty("elsewhere"));
        var pipe = Path.Combine(days.Data, "ESU27_FUT_CME.scid");
        using (var make = Process.Start("mkfifo", [pipe]))
            make.WaitForExit();
        File.CreateSymbolicLink(Path.Combine(days.Data, "ESZ27_FUT_CME.scid"), pipe);
        var reading = Task.Run(() => Index(days.Data));
        Assert.That(reading.Wait(TimeSpan.FromMinutes(1)), Is.True, "a pipe that nobody writes to was opened");
        var files = reading.Result.Files;
        Assert.That(files.Trades.Single().Path, Is.EqualTo(days.ScidPath));
        Assert.That(reading.Result.Days.Single().CanBeUsed, Is.True);
        Assert.That(files.Unread.Select(file => Path.GetFileName(file.Path)[..5]), Is.EqualTo(["ESH27", "ESM27", "ESU27", "ESZ27"]));
        Assert.That(files.Unread[0].Why, Does.Contain("a link to").And.Contain("nowhere.scid, which is not there"));
        Assert.That(files.Unread[2].Why, Does.Contain("a pipe"));
    }

    private static ScidRecord[] Records(string path)
    {
        using var scid = SierraFormats.Scid.Open(path);
        return [.. scid.Records()];
    }

    private static void Write(string path, params ScidRecord[][] parts)
    {
        using var scid = SierraFormats.Scid.Create(path);
        foreach (var part in parts)
            scid.Append(part);
    }

    private static RecordingIndex Index(string folder) =>
        RecordingIndex.Of(RecordingFiles.Read(folder, null, Calendar, CancellationToken.None), FrontRule.Calendar, 8, Calendar);

    private sealed class Nobody : IDecisionSink, IReplayListener
    {
        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions) { }

        public void Traded(InstrumentEngine instrument) { }

        public void Looked(InstrumentEngine instrument) { }

        public void Progressed(in ReplayProgress progress) { }
    }
}
