using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Answers;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Tests.Answers;

/// <summary>The promises of latency are kept or broken by the regular minutes alone.</summary>
public sealed class LatencyPromiseTests
{
    private static readonly ReportPeriod Period = new ReportCalendar(SessionCalendar.Cme()).Of(ReportKind.Day, new(2026, 6, 24));

    // 09:31 in New York.
    private static readonly long Open = Period.Sessions.Single().RegularOpensAt.Value + UnixNanos.PerMinute;

    private TemporaryFolder _folder = null!;
    private string _database = "";

    [SetUp]
    public void MakeTrades()
    {
        _folder = new();
        _database = _folder.File("trades.db");
        MadeUpTrades.Write(_database, 2, Period.First);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void The_mean_is_that_of_all_answers_and_the_worst_minute_is_told()
    {
        Write(Open, answers: 100, mean: 2, p99: 39.9);
        Write(Open + UnixNanos.PerMinute, answers: 300, mean: 6, p99: 12);
        var report = Made();
        var (mean, worst) = Promises(report);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((mean.Value, mean.Holds, mean.Count), Is.EqualTo((5.0, true, 400L)));
            Assert.That((worst.Value, worst.Holds, worst.Count), Is.EqualTo((39.9, true, 2L)));
            Assert.That(mean.Remark, Does.Contain("Sierra's own wait is not measured"));
            Assert.That(ReportHtml.Of(report), Does.Contain("Study&#39;s call to the answer handed over to it: mean 5.000 ms of 400"));
        }
    }

    [Test]
    public void A_mean_of_20_ms_breaks_the_one_and_a_minute_of_40_ms_the_other()
    {
        Write(Open, answers: 10, mean: 20, p99: 39);
        Assert.That((Promises(Made()).Mean.Holds, Promises(Made()).Worst.Holds), Is.EqualTo((false, true)));
        Write(Open + 1, answers: 10_000, mean: 1, p99: 40);
        Assert.That((Promises(Made()).Mean.Holds, Promises(Made()).Worst.Holds), Is.EqualTo((true, false)));
        Assert.That(Promises(Made()).Worst.Remark, Is.EqualTo("1 of 2 minutes over"));
    }

    [Test]
    public void Minutes_outside_regular_hours_are_not_counted()
    {
        Write(Open - (2 * UnixNanos.PerMinute), answers: 10, mean: 500, p99: 900);
        var (mean, worst) = Promises(Made());
        Assert.That(
            (mean.Value, mean.Holds, worst.Value, worst.Holds),
            Is.EqualTo(((double?)null, (bool?)null, (double?)null, (bool?)null))
        );
        Assert.That(mean.Remark, Is.EqualTo("not measured: the folder latency beside the database holds no regular minute"));
    }

    private static (Kpi Mean, Kpi Worst) Promises(Report report) =>
        (report.Kpis.Single(kpi => kpi.Name == "latency_mean"), report.Kpis.Single(kpi => kpi.Name == "latency_p99_a_minute"));

    private void Write(long moment, long answers, double mean, double p99) =>
        AnswerFiles.Append(AnswerFiles.FolderBeside(_database), new(moment, "ES", answers, mean, p99, p99));

    private Report Made()
    {
        var options = new EngineOptions([InstrumentOptions.Es, InstrumentOptions.Mes], "1.0.0");
        return ReportMaker.Make(new ReportRequest(_database, options, Period, Period.EndsAt), CancellationToken.None);
    }
}
