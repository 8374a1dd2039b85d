using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Output;
using MiaIa.Evidence.Sweeps.Plans;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>The winners stand in the order of what they gave at every change, and what screening had put first is said beside it.</summary>
public sealed class WinnersTests
{
    private const int Days = 24;

    [Test]
    public async Task The_best_at_every_change_is_called_the_best_and_what_screening_put_first_is_named()
    {
        var result = await SweepAsync(SelectionRule.Profit);
        Assert.That(result.Sets.Select(set => set.Set), Is.EqualTo([1, 2, 3]), "as it was screened");
        Assert.That(result.Winners.Select(winner => winner.Result.Set), Is.EqualTo([3, 2, 1]));
        Assert.That(result.Winners.Select(winner => winner.Result.Cents), Is.Ordered.Descending);
        Assert.That(
            result.Verdict,
            Has.One.Contains("Set 3 is the best of 3")
                .And.Contains("At every change it gave more than set 1, which screening had put first.")
        );
    }

    [Test]
    public async Task What_luck_makes_stands_before_the_profit_and_no_column_out_of_sight()
    {
        var page = SweepPage.Of(await SweepAsync(SelectionRule.Profit));
        Assert.That(page, Does.Contain("<div class=\"wide many\""));
        var luck = page.IndexOf("Above luck</th>", StringComparison.Ordinal);
        Assert.That(luck, Is.Positive.And.LessThan(page.IndexOf("Profit</th>", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_limit_of_the_threshold_card_stands_as_it_is()
    {
        var plan = Plan(SelectionRule.Profit) with { Parameters = [new("tiers.good", [0.2875, 0.3], 0, 0)] };
        var page = SweepPage.Of(await SweepAsync(plan));
        Assert.That(page, Does.Contain(">0.2875<").And.Contain(">0.3<").And.Not.Contain(">0.29<"));
    }

    [Test]
    public async Task A_fragment_is_no_day_of_a_sweep()
    {
        var result = await SweepAsync(SelectionRule.Profit);
        Assert.That(result.Verdict, Has.None.Contains("too few to tell skill from luck"), "so that it is the fragments");
        RecordedDay[] recorded =
        [
            .. result.Days.Select(
                (day, i) =>
                    new RecordedDay(DateOnly.ParseExact(day, "yyyy-MM-dd"), "ES", "ESH25")
                    {
                        HoursRecorded = i < 6 ? 1 : 23,
                        HoursOfDay = 23,
                        IsWhole = i >= 6,
                    }
            ),
        ];
        var noted = result.With(
            RecordedNote.Of(result.Days, recorded, [new("2025-02-01", "ESH25", "no depth")], 3),
            Plan(SelectionRule.Profit)
        );
        Assert.That(noted.Verdict, Has.One.Contains("on 18 whole days are too few to tell skill from luck"));
        Assert.That(noted.Verdict, Has.One.Contains("Left out: 2025-02-01 ESH25: no depth."));
        Assert.That(noted.Verdict, Has.One.Contains("Of 6 of 24 days a fragment was recorded"));
    }

    private static SweepPlan Plan(SelectionRule select) =>
        new("ES", SetDesignKind.Grid, 100, 1, [new("stop_ticks", [6, 8, 10], 0, 0)]) { Select = select, TradesMin = 1 };

    private static Task<SweepResult> SweepAsync(SelectionRule select) => SweepAsync(Plan(select));

    private static async Task<SweepResult> SweepAsync(SweepPlan plan)
    {
        var days = new MadeUpMarket(0.5, Days, Calls: 1).Make(1);
        return (await new Sweep(plan, InstrumentOptions.Es, KeptVersions.Of(days), new Told()).RunAsync(CancellationToken.None))!;
    }

    // Screened, the first set earns most; at every change the last one does.
    private sealed class Told : ISetTrials
    {
        public Task<SweepTable?> TryAsync(TrialRequest request, CancellationToken cancellation)
        {
            var sets = request.Sets.Count;
            SetDays[] days =
            [
                .. Enumerable
                    .Range(0, Days)
                    .Select(day =>
                        (SetDays)(
                            (first, count) => Enumerable.Range(first, count).Select(set => DayOf(request.IsExact ? set : sets - set, day))
                        )
                    ),
            ];
            double[][] features = [.. days.Select(_ => Enumerable.Repeat(double.NaN, FeatureNames.Count).ToArray())];
            return Task.FromResult<SweepTable?>(new(sets, days, features));
        }

        private static SetDay DayOf(int worth, int day) =>
            new(
                5,
                0,
                [
                    .. Enumerable
                        .Range(0, 5)
                        .Select(i => new SetTrade(default, default, Direction.Long, Tier.Good, 0, (100 * worth) + (day % 7) + i)),
                ]
            );
    }
}
