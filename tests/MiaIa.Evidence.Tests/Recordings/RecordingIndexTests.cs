using MiaIa.Evidence.Recordings;
using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Tests.Recordings;

public sealed class RecordingIndexTests
{
    private const string December = "SYNTHETIC-ESZ26_FUT_CME";
    private const string March = "SYNTHETIC-ESH27_FUT_CME";
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly DateOnly Tuesday = new(2026, 11, 17);
    private static readonly TradingDays Calendar = new();

    [Test]
    public void A_day_with_trades_and_depth_can_be_played_and_one_without_depth_cannot()
    {
        using var days = new MadeUpDays(5, December, Monday, Tuesday);
        File.Delete(days.DepthPath(Tuesday));
        var found = Index(days.Data).Days;
        Assert.That(
            found.Select(day => (day.Date, day.Contract, day.CanBeUsed)),
            Is.EqualTo([(Monday, "ESZ26", true), (Tuesday, "ESZ26", false)])
        );
        Assert.That(
            found[1].Unusable[0],
            Does.Contain("different hours"),
            "Monday's file reaches into the evening that Tuesday begins with"
        );
        File.Delete(days.DepthPath(Monday));
        Assert.That(Index(days.Data).Days.SelectMany(day => day.Unusable), Has.All.Contains("no depth"));
        Assert.That(found[0].Remarks, Has.One.Contains("a part of the day: 09:30 to 09:34"));
    }

    [Test]
    public void What_a_file_holds_of_a_day_is_what_its_records_say()
    {
        using var days = new MadeUpDays(5, December, Monday, Tuesday);
        var file = Index(days.Data).Files.Trades.Single();
        using var scid = SierraFormats.Scid.Open(days.ScidPath);
        var noon = SierraTime.FromUnixMicros(new DateTimeOffset(2026, 11, 17, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000);
        var monday = scid.Records().Where(record => record.SierraMicros < noon).ToArray();
        Assert.That(file.Days.Select(day => day.Date), Is.EqualTo([Monday, Tuesday]));
        Assert.That((file.Days[0].TradeRecords, file.Days[0].Lots), Is.EqualTo((monday.Length, monday.Sum(record => record.TotalVolume))));
        Assert.That((file.PriceMultiplier, file.Records), Is.EqualTo((1.0, scid.Count)));
        Assert.That((file.Order.Duplicates, file.Order.StepsBack, file.Order.Repeated), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void A_file_of_hundredths_is_told_by_its_multiplier_and_played_by_it()
    {
        using var days = new MadeUpDays(2, December, Monday);
        ScidRecord[] all;
        using (var scid = SierraFormats.Scid.Open(days.ScidPath))
            all = [.. scid.Records()];
        using (var scid = SierraFormats.Scid.Create(days.ScidPath))
        {
            foreach (var record in all)
                scid.Append(record with { High = record.High * 100, Low = record.Low * 100, Close = record.Close * 100 });
        }

        var index = Index(days.Data);
        var file = index.Files.Trades.Single();
        Assert.That((file.PriceMultiplier, file.Records), Is.EqualTo((0.01, all.LongLength)));
        Assert.That(file.Days.Single().TradeRecords, Is.EqualTo(all.Length), "no price is off the scale");
        Assert.That(index.Days.Single(day => day.Date == Monday).Unusable, Is.Empty);
    }

    [Test]
    public void A_stretch_that_was_stored_twice_is_told()
    {
        using var days = new MadeUpDays(2, December, Monday);
        ScidRecord[] all;
        using (var scid = SierraFormats.Scid.Open(days.ScidPath))
            all = [.. scid.Records()];
        using (var scid = SierraFormats.Scid.Create(days.ScidPath))
        {
            scid.Append(all.AsSpan(0, 200));
            scid.Append(all.AsSpan(100, 100));
            scid.Append(all.AsSpan(200));
            scid.Append(all[^1]);
        }

        var order = Index(days.Data).Files.Trades.Single().Order;
        Assert.That((order.StepsBack, order.Repeated, order.Duplicates), Is.EqualTo((1, 100, 1)));
        Assert.That(order.LongestBackSeconds, Is.EqualTo((all[199].SierraMicros - all[100].SierraMicros) / 1e6));
    }

    [Test]
    public void The_calendar_takes_the_front_month_and_volume_the_busier_contract_of_the_day_before()
    {
        using var days = new MadeUpDays(3, December, Monday, Tuesday);
        using var next = new MadeUpDays(20, March, Monday, Tuesday);
        foreach (var path in Directory.GetFiles(next.Data))
            File.Copy(path, Path.Combine(days.Data, Path.GetFileName(path)));
        Assert.That(Index(days.Data).Days.Select(day => day.Contract), Is.EqualTo(["ESZ26", "ESZ26"]));
        var byVolume = Index(days.Data, FrontRule.Volume).Days;
        Assert.That(byVolume.Select(day => day.Contract), Is.EqualTo(["ESH27", "ESH27"]));
        Assert.That(byVolume[0].OtherContractsLots.Keys, Is.EqualTo(["ESZ26"]));
    }

    [Test]
    public void A_contract_that_is_not_in_front_is_not_taken_for_it()
    {
        using var days = new MadeUpDays(3, March, Monday);
        var day = Index(days.Data).Days.Single();
        Assert.That((day.CanBeUsed, day.Contract), Is.EqualTo((false, "ESZ26")));
        Assert.That(day.Unusable[0], Does.Contain("ESZ26 is in front and was not recorded; there is ESH27"));
    }

    [Test]
    public void A_pause_of_the_regular_hours_is_a_gap()
    {
        using var days = new MadeUpDays(10, December, Monday);
        ScidRecord[] all;
        using (var scid = SierraFormats.Scid.Open(days.ScidPath))
            all = [.. scid.Records()];
        var (from, to) = (all[0].SierraMicros + 120_000_000, all[0].SierraMicros + 360_000_000);
        using (var scid = SierraFormats.Scid.Create(days.ScidPath))
            scid.Append(all.Where(record => record.SierraMicros < from || record.SierraMicros >= to).ToArray());
        var gap = Index(days.Data).Files.Trades.Single().Days.Single().Gaps.Single();
        Assert.That(gap.Minutes, Is.EqualTo(4).Within(0.1));
    }

    [Test]
    public void Files_that_are_none_are_named_with_the_reason()
    {
        using var days = new MadeUpDays(2, December, Monday);
        File.WriteAllText(Path.Combine(days.Data, "ESZ26.scid"), "not a recording");
        File.WriteAllBytes(Path.Combine(days.Data, "CLZ26.scid"), File.ReadAllBytes(days.ScidPath));
        File.WriteAllBytes(Path.Combine(days.Data, "ESZ26.depth"), File.ReadAllBytes(days.DepthPath(Monday)));
        var files = Index(days.Data).Files;
        Assert.That(files.Trades.Where(file => file.Problem.Length > 0).Select(file => file.Symbol), Is.EquivalentTo(["ESZ26", "CLZ26"]));
        Assert.That(files.Depth.Single(file => file.Problem.Length > 0).Problem, Does.Contain("SYMBOL.yyyy-MM-dd.depth"));
    }

    [Test]
    public void The_real_hour_is_a_part_of_a_day_that_can_be_played()
    {
        var folder = Path.GetDirectoryName(Recorded.File("es-2023-12-25/ESH24_FUT_CME.scid"))!;
        var index = Index(folder);
        var file = index.Files.Trades.Single();
        Assert.That((file.Records, file.PriceMultiplier, file.Days.Single().Lots), Is.EqualTo((6_188, 1.0, 9_892)), "as its INDEX says");
        var day = index.Days.Single();
        Assert.That((day.Date, day.Contract, day.CanBeUsed), Is.EqualTo((new DateOnly(2023, 12, 26), "ESH24", true)));
        Assert.That(day.Remarks, Has.One.Contains("a part of the day: 18:00 to"));
    }

    [Test]
    public void Exports_of_bars_are_listed_as_bars()
    {
        var folder = Path.GetDirectoryName(Recorded.File("es-5m-bars/ESH23-CME.scid_BarData__5m.txt.gz"))!;
        var index = Index(folder);
        Assert.That(index.Files.Bars.Select(bars => bars.Symbol), Is.EqualTo(["ESH23-CME", "ESM23-CME", "ESU23-CME", "ESZ23-CME"]));
        Assert.That(index.Files.Bars.Select(bars => bars.Minutes), Is.All.EqualTo(5));
        Assert.That(index.Files.Bars.Sum(bars => bars.Bars), Is.EqualTo(70_000).Within(3_000));
        Assert.That(index.Days, Is.Empty);
    }

    [Test]
    public void Quote_tables_and_volatility_are_found_and_none_from_the_future_is_taken()
    {
        var chains = Path.GetDirectoryName(Recorded.Match("spx-chains", "SPX_2023-06-09*.csv.gz"))!;
        var tables = RecordingFiles.Read(chains, chains, Calendar, CancellationToken.None).Chains;
        Assert.That(tables.Count(table => table.Underlying == "SPX"), Is.EqualTo(5));
        var june = tables.Single(table => table.Path.Contains("2023-06-09", StringComparison.Ordinal));
        Assert.That((june.Date, june.Problem), Is.EqualTo((new DateOnly(2023, 6, 9), "")));
        var vix = VolatilityFile.Read(Recorded.File("vix/VIX_History.csv"));
        Assert.That(vix.CloseBefore(new DateOnly(1990, 1, 3)), Is.EqualTo(17.24), "of 2 January, not of the day itself");
        Assert.That(vix.CloseBefore(new DateOnly(1990, 1, 2)), Is.Null);
    }

    private static RecordingIndex Index(string folder, FrontRule rule = FrontRule.Calendar) =>
        RecordingIndex.Of(RecordingFiles.Read(folder, null, Calendar, CancellationToken.None), rule, 8, Calendar);
}
