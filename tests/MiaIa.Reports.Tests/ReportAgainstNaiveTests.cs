using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections.Tests;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Tests;

/// <summary>Every figure of a report against one that SQL and a few lines by themselves find in the same database.</summary>
public sealed class ReportAgainstNaiveTests
{
    private static readonly DateOnly[] Dates = [new(2026, 6, 23), new(2026, 6, 24), new(2026, 6, 25)];

    private readonly TemporaryFolder _folder = new();
    private string _path = "";
    private Report _week = null!;

    [OneTimeSetUp]
    public void MakeTrades()
    {
        _path = _folder.File("trades.db");
        MadeUpTrades.Write(_path, 150, Dates);
        _week = Make(ReportKind.Week);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Each_book_is_told_by_itself()
    {
        var expected = Rows(
            "SELECT mode || CASE label WHEN '' THEN '' ELSE ' ' || label END AS b, COUNT(*) FROM round_trips GROUP BY b ORDER BY b"
        );
        Assert.That(
            _week.Books.Select(book => (object)(book.Book, book.All.Trades)),
            Is.EqualTo(expected.Select(r => (object)((string)r[0], (long)r[1])))
        );
        Assert.That(_week.Books, Has.Count.GreaterThan(2));
    }

    [Test]
    public void Money_rates_and_drawdown_are_the_naive_ones()
    {
        foreach (var book in _week.Books)
            Compare(book.All, book.Book, "1");
    }

    [Test]
    public void Every_part_is_the_naive_one_and_the_parts_are_the_whole()
    {
        var book = _week.Books.Single(book => book.Book == "dry-run");
        (IReadOnlyList<Slice> Slices, Func<string, string> Where)[] parts =
        [
            (book.ByTier, name => $"tier = '{name}'"),
            // Summer: New York is four hours behind.
            (book.ByHour, name => $"(entered_ns / 3600000000000 - 4) % 24 = {int.Parse(name[..2], CultureInfo.InvariantCulture)}"),
            (book.ByInstrument, name => $"instrument = '{name}'"),
            (book.ByDirection, name => $"direction = '{name}'"),
            (book.BySettings, name => $"segment = {(name.StartsWith("aaaa", StringComparison.Ordinal) ? 1 : 2)}"),
            (book.ByExit, WhereOfExit),
        ];
        foreach (var (slices, where) in parts)
        {
            Assert.That(slices, Has.Count.GreaterThan(1));
            Assert.That(slices.Sum(slice => slice.Performance.Trades), Is.EqualTo(book.All.Trades));
            Assert.That(slices.Sum(slice => slice.Performance.ProfitCents), Is.EqualTo(book.All.ProfitCents));
            foreach (var slice in slices)
                Compare(slice.Performance, "dry-run", where(slice.Name));
        }

        Assert.That(
            string.Join(", ", book.ByExit.Select(slice => slice.Name)),
            Is.EqualTo("Exit: flat_by_close, Exit: killed, Stop, Target")
        );
    }

    [Test]
    public void Outcomes_by_feature_are_the_naive_ones()
    {
        var book = _week.Books.Single(book => book.Book == "dry-run");
        foreach (var outcome in book.ByFeature)
        {
            var rows = Rows(
                $"SELECT {outcome.Feature} * CASE direction WHEN 'short' THEN -1 ELSE 1 END, profit_cents, lots FROM round_trips WHERE mode = 'dry-run' AND label = ''"
            );
            var known = rows.Where(r => r[0] is not DBNull)
                .Select(r => (Along: Convert.ToDouble(r[0], null), Cents: (long)r[1], Lots: (long)r[2]))
                .ToArray();
            var (with, against) = (known.Where(r => r.Along > 0).ToArray(), known.Where(r => r.Along < 0).ToArray());
            var (xs, ys) = (known.Select(r => r.Along).ToArray(), known.Select(r => (double)r.Cents / r.Lots).ToArray());
            var (mx, my) = (xs.Average(), ys.Average());
            var r =
                xs.Zip(ys, (x, y) => (x - mx) * (y - my)).Sum()
                / Math.Sqrt(xs.Sum(x => (x - mx) * (x - mx)) * ys.Sum(y => (y - my) * (y - my)));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(
                    (outcome.With.Count, outcome.With.Hits, outcome.WithCents),
                    Is.EqualTo((with.LongLength, with.LongCount(t => t.Cents > 0), with.Sum(t => t.Cents)))
                );
                Assert.That(
                    (outcome.Against.Count, outcome.Against.Hits, outcome.AgainstCents),
                    Is.EqualTo((against.LongLength, against.LongCount(t => t.Cents > 0), against.Sum(t => t.Cents)))
                );
                Assert.That(outcome.Silent, Is.EqualTo(known.Count(t => t.Along == 0)));
                Assert.That(outcome.NotReady, Is.EqualTo(rows.Count - known.Length));
                Assert.That(outcome.Correlation.Value, Is.EqualTo(r).Within(1e-9));
            }
        }

        Assert.That(book.ByFeature, Has.Count.EqualTo(FeatureNames.Count));
    }

    [Test]
    public void Booked_days_and_ratios_are_the_naive_ones()
    {
        var book = _week.Books.Single(book => book.Book == "dry-run");
        var days = Rows(
            "SELECT trade_date, SUM(realized_cents - fees_cents), SUM(fees_cents), SUM(opened) FROM fills WHERE mode = 'dry-run' AND label = '' GROUP BY trade_date"
        );
        Assert.That(
            book.Days.Select(d => (object)(d.TradeDate, d.ProfitCents, d.FeesCents, d.Opened)),
            Is.EqualTo(days.Select(r => (object)((string)r[0], (long)r[1], (long)r[2], (long)r[3])))
        );
        // Monday and Friday are trade dates on which nothing was done.
        double[] series = [0, .. days.Select(r => (double)(long)r[1]), 0];
        var mean = series.Sum() / 5;
        var deviation = Math.Sqrt(series.Sum(x => (x - mean) * (x - mean)) / 4);
        var downside = Math.Sqrt(series.Sum(x => x < 0 ? x * x : 0) / 5);
        Assert.That(book.Sharpe.Value, Is.EqualTo(mean / deviation * Math.Sqrt(252)).Within(1e-9));
        if (downside > 0)
            Assert.That(book.Sortino.Value, Is.EqualTo(mean / downside * Math.Sqrt(252)).Within(1e-9));
    }

    [Test]
    public void The_price_of_each_gate_is_that_of_the_databases_view()
    {
        var rows = Rows(
            "SELECT code, SUM(n), SUM(winners), SUM(profit_cents_0), SUM(profit_cents_1), SUM(profit_cents_2), SUM(n_alone), SUM(profit_cents_1_alone) FROM gate_prices WHERE rule = 'Through' GROUP BY code ORDER BY code"
        );
        // What no gate refused was refused by none alone.
        Assert.That(
            _week.Gates.Select(g => (object)(g.Code, g.WinRate.Count, g.WinRate.Hits, g.Cents0, g.Cents1, g.Cents2)),
            Is.EqualTo(rows.Select(r => (object)((string)r[0], (long)r[1], (long)r[2], (long)r[3], (long)r[4], (long)r[5])))
        );
        var refused = _week.Gates.Single(gate => gate.Code == "SPREAD");
        Assert.That((refused.Alone, refused.AloneCents), Is.EqualTo(((long)rows[1][6], (long)rows[1][7])));
    }

    [Test]
    public void The_threshold_card_counts_as_the_database_does()
    {
        foreach (var line in _week.Thresholds)
        {
            var row = Rows(
                $"SELECT COUNT(*), SUM(v.refusals = 0) FROM signals s JOIN verdicts v ON v.signal_id = s.signal_id WHERE s.instrument = '{line.Instrument}' AND s.tier = '{line.Tier}'"
            )[0];
            var ghost = Rows(
                $"SELECT COUNT(*), SUM(g.profit_cents_1 > 0) FROM ghosts g JOIN signals s ON s.signal_id = g.signal_id WHERE s.instrument = '{line.Instrument}' AND s.tier = '{line.Tier}'"
            )[0];
            Assert.That((line.Born, line.Approved.Hits), Is.EqualTo(((long)row[0], (long)row[1])));
            Assert.That((line.GhostWinRate.Count, line.GhostWinRate.Hits), Is.EqualTo(((long)ghost[0], (long)ghost[1])));
        }

        // docs/paper.md: 37.4 % for ES and 39.6 % for MES.
        Assert.That(_week.Thresholds.Single(t => t is { Instrument: "ES", Tier: "Good" }).BreakEven, Is.EqualTo(0.374).Within(0.0005));
        Assert.That(_week.Thresholds.Single(t => t is { Instrument: "MES", Tier: "Good" }).BreakEven, Is.EqualTo(0.396).Within(0.0005));
        Assert.That(_week.Rules.Single(rule => rule.Code == "MARGIN").Standing, Is.EqualTo("unwired"));
    }

    [Test]
    public void A_day_holds_its_own_trades_only()
    {
        var day = Make(ReportKind.Day, Dates[1]);
        Assert.That(day.Books.Sum(book => book.All.Trades), Is.EqualTo(150));
        Assert.That(day.SignalsBorn, Is.EqualTo(150));
        Assert.That(Make(ReportKind.Day, new(2026, 6, 26)).Books, Is.Empty);
    }

    [Test]
    public void The_promise_of_the_month_counts_neither_made_up_money_nor_two_modes_at_once()
    {
        var kpi = _week.Kpis.Single(kpi => kpi.Name == "profit_of_month");
        var cents = Database.Number(_path, "SELECT SUM(realized_cents - fees_cents) FROM fills WHERE mode = 'sim' AND label = ''");
        Assert.That((kpi.Value, kpi.Holds), Is.EqualTo((cents / 100.0, cents > 26_000)));
        Assert.That(kpi.Remark, Does.StartWith("sim,"));
    }

    [Test]
    public void What_has_no_record_is_not_measured()
    {
        foreach (var kpi in _week.Kpis.Where(kpi => kpi.Name != "profit_of_month"))
        {
            Assert.That((kpi.Value, kpi.Holds), Is.EqualTo(((double?)null, (bool?)null)), kpi.Name);
            Assert.That(
                kpi.Remark,
                Does.StartWith(kpi.Name.StartsWith("latency") ? "not measured: the folder latency" : "not measured: no journal")
            );
        }
    }

    [Test]
    public void The_same_database_gives_the_same_report()
    {
        Assert.That(ReportJson.Of(Make(ReportKind.Week)), Is.EqualTo(ReportJson.Of(_week)));
    }

    private static string WhereOfExit(string name) =>
        name.Split(": ") is [var role, var why]
            ? $"EXISTS (SELECT 1 FROM fills f WHERE f.order_id = t.order_id AND f.role = '{role}') AND (SELECT o.reason FROM orders o WHERE o.instrument = t.instrument AND (o.segment < t.segment OR o.segment = t.segment AND o.byte <= t.byte) ORDER BY o.segment * 1000000 + o.byte DESC LIMIT 1) = '{why}'"
            : $"EXISTS (SELECT 1 FROM fills f WHERE f.order_id = t.order_id AND f.role = '{name}')";

    private void Compare(Performance actual, string book, string where)
    {
        var rows = Rows(
            $"SELECT profit_cents, fees_cents, slippage_cents, exited_ns - entered_ns, mae_ticks, mfe_ticks FROM round_trips t WHERE mode || CASE label WHEN '' THEN '' ELSE ' ' || label END = '{book}' AND {where} ORDER BY trade_date, segment, byte"
        );
        var cents = rows.Select(r => (long)r[0]).ToArray();
        var worst = 0L;
        for (var to = 0; to <= cents.Length; to++)
        {
            for (var from = 0; from <= to; from++)
                worst = Math.Max(worst, -cents[from..to].Sum());
        }

        var held = rows.Select(r => (long)r[3] / 1e9).Order().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual.Trades, Is.EqualTo(cents.Length), where);
            Assert.That(actual.WinRate.Hits, Is.EqualTo(cents.Count(c => c > 0)), where);
            Assert.That(actual.ProfitCents, Is.EqualTo(cents.Sum()), where);
            Assert.That(actual.FeesCents, Is.EqualTo(rows.Sum(r => (long)r[1])), where);
            Assert.That(actual.SlippageCents, Is.EqualTo(rows.Sum(r => r[2] as long? ?? 0)), where);
            Assert.That(actual.SlippageKnown, Is.EqualTo(rows.Count(r => r[2] is long)), where);
            Assert.That(actual.DrawdownCents, Is.EqualTo(worst), where);
            Assert.That(actual.MeanCents.Value, Is.EqualTo(cents.Average()).Within(0.5), where);
            Assert.That(
                actual.HeldSecondsMedian,
                Is.EqualTo((held[(held.Length - 1) / 2] + held[held.Length / 2]) / 2).Within(1e-6),
                where
            );
            Assert.That(actual.MaeTicksMean, Is.EqualTo(rows.Average(r => (double)r[4])).Within(1e-9), where);
            Assert.That(actual.MfeTicksMean, Is.EqualTo(rows.Average(r => (double)r[5])).Within(1e-9), where);
            if (cents.Any(c => c < 0))
            {
                var factor = (double)cents.Where(c => c > 0).Sum() / -cents.Where(c => c < 0).Sum();
                Assert.That(actual.ProfitFactor.Value, Is.EqualTo(factor).Within(1e-9), where);
            }
            else
            {
                Assert.That(actual.ProfitFactor.Value, Is.Null, where);
            }
        }
    }

    private List<object[]> Rows(string query) => Database.Rows(_path, query);

    private Report Make(ReportKind kind, DateOnly? date = null)
    {
        var period = new ReportCalendar(SessionCalendar.Cme()).Of(kind, date ?? Dates[0]);
        var options = new EngineOptions([InstrumentOptions.Es, InstrumentOptions.Mes], "1.0.0");
        return ReportMaker.Make(new ReportRequest(_path, options, period, period.EndsAt), CancellationToken.None);
    }
}
