using System.Globalization;
using System.Text.Json;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Tables;
using MiaIa.Evidence.Tests.Work;
using MiaIa.Evidence.Work;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Backtest;

public sealed class BacktestGatherTests
{
    private static readonly DateOnly[] Dates = [new(2026, 11, 16), new(2026, 11, 17), new(2026, 11, 18)];
    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings { CoverageFloor = 0.4 });

    private MadeUpDays _days = null!;
    private BacktestResults _results = null!;
    private string _folder = null!;

    [OneTimeSetUp]
    public void Play_three_days()
    {
        _days = new MadeUpDays(75, SyntheticSession.Symbol, Dates);
        _folder = Path.Combine(_days.Root, "out");
        _results = Gather("units", Dates, _folder);
    }

    [OneTimeTearDown]
    public void Remove_days() => _days.Dispose();

    [Test]
    public void The_order_in_which_days_were_played_changes_no_byte()
    {
        var other = Path.Combine(_days.Root, "other");
        Gather("units-backwards", [.. Dates.Reverse()], other);
        var names = Directory.GetFiles(_folder).Select(Path.GetFileName).Order().ToArray();
        Assert.That(names, Is.EqualTo(Directory.GetFiles(other).Select(Path.GetFileName).Order()));
        Assert.That(names, Does.Contain("backtest.html").And.Contain("backtest_results.json").And.Contain("readings.parquet"));
        foreach (var name in names)
            Assert.That(File.ReadAllBytes(Path.Combine(_folder, name!)), Is.EqualTo(File.ReadAllBytes(Path.Combine(other, name!))), name);
    }

    [Test]
    public void Profit_and_drawdown_are_those_of_the_trades_one_after_the_other()
    {
        var (sum, top, fall) = (0L, 0L, 0L);
        var cents = Trades().ToArray();
        foreach (var trade in cents)
        {
            sum += trade;
            top = Math.Max(top, sum);
            fall = Math.Max(fall, top - sum);
        }

        var all = _results.Report.Books.Single().All;
        Assert.That(cents, Is.Not.Empty);
        Assert.That((all.Trades, all.ProfitCents, all.DrawdownCents), Is.EqualTo((cents.Length, sum, fall)));
    }

    [Test]
    public void The_Sharpe_ratio_is_that_of_the_days()
    {
        var fills = ParquetTable.Read(Path.Combine(_folder, "fills.parquet"));
        var byDay = Dates.Select(date =>
        {
            var text = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return (double)
                Enumerable
                    .Range(0, fills.Rows)
                    .Where(row => ((string?[])fills["trade_date"])[row] == text)
                    .Sum(row => ((long[])fills["realized_cents"])[row] - ((long[])fills["fees_cents"])[row]);
        });
        var mean = byDay.Average();
        var deviation = Math.Sqrt(byDay.Sum(day => (day - mean) * (day - mean)) / (Dates.Length - 1));
        Assert.That(_results.Report.Books.Single().Sharpe.Value, Is.EqualTo(mean / deviation * Math.Sqrt(252)).Within(1e-9));
    }

    [Test]
    public void One_file_a_table_holds_the_rows_of_every_day()
    {
        foreach (var name in new[] { "readings", "signals", "verdicts", "trades", "ghosts" })
        {
            var parts = Dates.Sum(date =>
                ParquetTable.Read(Path.Combine(_days.Root, "units", DayRun.IdOf("ES", date), name + ".parquet")).Rows
            );
            Assert.That(ParquetTable.Read(Path.Combine(_folder, name + ".parquet")).Rows, Is.EqualTo(parts), name);
        }
    }

    [Test]
    public void The_page_says_first_that_it_is_made_up_and_that_few_trades_show_nothing()
    {
        var page = File.ReadAllText(Path.Combine(_folder, "backtest.html"));
        Assert.That(
            page.IndexOf("SYNTHETIC", StringComparison.Ordinal),
            Is.Positive.And.LessThan(page.IndexOf("Sharpe", StringComparison.Ordinal))
        );
        Assert.That(
            page,
            Does.Contain("too few to tell skill from luck").And.Contain("no option table").And.Not.Contain("What was promised")
        );
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "backtest_results.json")));
        Assert.That(json.RootElement.GetProperty("sets_tried").GetInt32(), Is.EqualTo(1));
        Assert.That(json.RootElement.GetProperty("days").GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public void A_run_that_was_ended_in_the_middle_of_a_day_goes_on_with_that_day()
    {
        var store = new UnitStore(Path.Combine(_days.Root, "stopped"));
        using var stop = new CancellationTokenSource();
        var ended = new StopAt(0.5, stop);
        store.Run(Run(Dates[0]), NoProgress.Instance, CancellationToken.None);
        Assert.That(() => store.Run(Run(Dates[1]), ended, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(store.Find(Run(Dates[0]).Id, Run(Dates[0]).Key), Is.Not.Null);
        Assert.That(Directory.Exists(store.FolderOf(Run(Dates[1]).Id)), Is.False);
        Assert.That(store.Run(Run(Dates[0]), NoProgress.Instance, CancellationToken.None), Is.EqualTo(UnitOutcome.AlreadyThere));
        Assert.That(store.Run(Run(Dates[1]), NoProgress.Instance, CancellationToken.None), Is.EqualTo(UnitOutcome.Made));
    }

    [Test]
    [Platform("Linux")]
    public void A_disk_that_is_full_while_gathering_is_one_sentence()
    {
        // A file that takes no byte: the database that the report is made of.
        var full = Directory.CreateDirectory(Path.Combine(_days.Root, "full")).FullName;
        File.CreateSymbolicLink(Path.Combine(full, "gathering.sqlite"), "/dev/full");
        Assert.That(
            () => Gather("units", Dates, full),
            Throws.TypeOf<IOException>().With.Message.Contains("gathering.sqlite: ").And.Message.Contains("the days are kept")
        );
        Assert.That(Directory.GetFiles(full, "*.sqlite*"), Is.Empty);
        Assert.That(File.Exists(Path.Combine(full, "backtest.html")), Is.False);
        Gather("units", Dates, full);
        Assert.That(
            File.ReadAllBytes(Path.Combine(full, "backtest.html")),
            Is.EqualTo(File.ReadAllBytes(Path.Combine(_folder, "backtest.html"))),
            "with room made the next start gathers the same"
        );
    }

    [Test]
    public void Two_that_gather_into_one_folder_are_told_apart()
    {
        var both = Directory.CreateDirectory(Path.Combine(_days.Root, "both")).FullName;
        using (File.Open(Path.Combine(both, "gathering.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.That(
                () => Gather("units", Dates, both),
                Throws
                    .TypeOf<IOException>()
                    .With.Message.EqualTo($"another start is gathering in {both} at this moment: wait for it, or use another --out")
            );
        }

        // One that was killed leaves the file and no lock.
        Gather("units", Dates, both);
        Assert.That(Directory.GetFiles(both, "*.lock"), Is.Empty);
    }

    private IEnumerable<long> Trades() =>
        Dates.SelectMany(date =>
            (long[])ParquetTable.Read(Path.Combine(_days.Root, "units", DayRun.IdOf("ES", date), "trades.parquet"))["profit_cents"]
        );

    private BacktestResults Gather(string units, DateOnly[] order, string folder)
    {
        var store = new UnitStore(Path.Combine(_days.Root, units));
        foreach (var date in order)
            store.Run(Run(date), NoProgress.Instance, CancellationToken.None);
        string[] folders = [.. Dates.Select(date => store.FolderOf(DayRun.IdOf("ES", date)))];
        return BacktestGather.Write(new(Dates[0], Dates[^1], "ES", Options, folders, []), folder, CancellationToken.None);
    }

    private DayRun Run(DateOnly date) => new(new(date, "ES", _days.ScidPath) { DepthPaths = [_days.DepthPath(date)] }, Options);

    private sealed class StopAt(double fraction, CancellationTokenSource stop) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Fraction >= fraction)
                stop.Cancel();
        }
    }
}
