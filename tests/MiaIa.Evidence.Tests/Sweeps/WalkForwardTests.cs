using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Tests.Screening;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Sweeps;

public sealed class WalkForwardTests
{
    [Test]
    public async Task Windows_choose_skip_the_embargo_and_judge_and_no_day_judges_twice()
    {
        var result = await RunAsync(new MadeUpMarket(0.55, Days: 16, Calls: 8), days: 16);
        Assert.That(
            result.Windows.Select(window => (window.TrainFrom, window.TrainTo, window.TestFrom, window.TestTo)),
            Is.EqualTo(
                new[]
                {
                    ("2025-01-01", "2025-01-06", "2025-01-08", "2025-01-10"),
                    ("2025-01-04", "2025-01-09", "2025-01-11", "2025-01-13"),
                    ("2025-01-07", "2025-01-12", "2025-01-14", "2025-01-16"),
                }
            )
        );
        Assert.That(result.MeanDayCents.Count, Is.EqualTo(9));
        Assert.That(result.SetsTried, Is.EqualTo(4));
        Assert.That(result.Cents, Is.EqualTo(result.Windows.Sum(window => window.TestCents)));
    }

    [Test]
    public async Task An_edge_stays_where_nobody_had_chosen_by_it_and_noise_does_not()
    {
        var edge = await RunAsync(new MadeUpMarket(0.56, Days: 30, Calls: 12), days: 30);
        var noise = await RunAsync(new MadeUpMarket(0.5, Days: 30, Calls: 12), days: 30);
        Assert.That(edge.MeanDayCents.Low, Is.GreaterThan(0));
        Assert.That(edge.Verdict[0], Does.Contain("went on earning"));
        Assert.That(noise.MeanDayCents.Low, Is.LessThan(0));
        // What was chosen for its training days was flattered by them.
        Assert.That(
            noise.Windows.Average(window => window.TrainCents / 6.0),
            Is.GreaterThan(noise.Windows.Average(window => window.TestCents / 3.0))
        );
    }

    [Test]
    public void Too_few_days_are_refused() =>
        Assert.That(
            async () => await RunAsync(new MadeUpMarket(0.5, Days: 9, Calls: 2), days: 9),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("fewer than the 10")
        );

    [Test]
    public async Task Few_days_that_judge_are_told_to_be_too_few()
    {
        var result = await RunAsync(new MadeUpMarket(0.6, Days: 13, Calls: 12), days: 13);
        Assert.That(result.MeanDayCents.Low, Is.GreaterThan(0), "so that it is the days that keep it from saying so");
        Assert.That(result.Verdict, Has.One.Contains("on 6 days are too few to tell skill from luck"));
        Assert.That(result.Verdict, Has.None.Contains("went on earning"));
    }

    [Test]
    public async Task Fragments_among_the_days_that_judge_are_no_days()
    {
        var result = await RunAsync(new MadeUpMarket(0.56, Days: 30, Calls: 12), days: 30);
        Assert.That(result.TestDays, Has.Count.EqualTo(21));
        Assert.That(result.With(Recorded(result, fragments: 1)).Verdict, Has.One.Contains("went on earning"));
        var noted = result.With(Recorded(result, fragments: 2));
        Assert.That(noted.Verdict, Has.One.Contains("on 19 whole days are too few to tell skill from luck"));
        Assert.That(noted.Verdict, Has.None.Contains("went on earning").And.One.Contains("of so few nothing can be said"));
        Assert.That(noted.Verdict, Has.One.Contains("Of 2 of 30 days a fragment was recorded"));
    }

    [Test]
    public async Task Days_that_are_in_no_window_are_told()
    {
        var result = await RunAsync(new MadeUpMarket(0.5, Days: 12, Calls: 4), days: 12);
        Assert.That(result.DaysLeft, Is.EqualTo(2));
        Assert.That(result.Verdict, Has.One.EqualTo("2 days at the end fill no further window and judged nothing."));
    }

    [Test]
    public async Task A_window_in_which_nothing_can_be_chosen_trades_nothing()
    {
        var result = await RunAsync(new MadeUpMarket(0.5, Days: 10, Calls: 2), days: 10, tradesMin: 1_000);
        Assert.That(result.Windows.Single().Set, Is.Null);
        Assert.That((result.Cents, result.MeanDayCents.Count), Is.EqualTo((0L, 3L)));
    }

    // All days are whole but for some of those that judge.
    private static RecordedNote Recorded(WalkForwardResult result, int fragments)
    {
        var first = new DateOnly(2025, 1, 1);
        RecordedDay[] recorded =
        [
            .. Enumerable
                .Range(0, 30)
                .Select(day => new RecordedDay(first.AddDays(day), "ES", "ESH25")
                {
                    HoursOfDay = 23,
                    IsWhole = !result.TestDays.Take(fragments).Contains(RecordedPreface.Text(first.AddDays(day))),
                }),
        ];
        return RecordedNote.Of([.. recorded.Select(day => RecordedPreface.Text(day.Date))], recorded, [], 3);
    }

    private static async Task<WalkForwardResult> RunAsync(MadeUpMarket market, int days, int tradesMin = 5)
    {
        Assert.That(market.Days, Is.EqualTo(days));
        var weights = new double[FeatureNames.Count];
        weights[(int)MadeUpMarket.Caller] = 1;
        var es = InstrumentOptions.Es;
        var plan = new SweepPlan("ES", SetDesignKind.Grid, 10, 1, [new("stop_ticks", [6, 8], 0, 0), new("target_ticks", [8, 16], 0, 0)])
        {
            TrainDays = 6,
            TestDays = 3,
            TradesMin = tradesMin,
        };
        KeptDay[] kept = [.. market.Make(2).Select(day => day with { Rows = () => [MadeUpGrid.BlockWithTape(day.Seconds())] })];
        var alone = es with { Confluence = es.Confluence with { Weights = weights } };
        return (await WalkForward.RunAsync(plan, alone, KeptVersions.Of(kept), new TrialsHere(), CancellationToken.None))!;
    }
}
