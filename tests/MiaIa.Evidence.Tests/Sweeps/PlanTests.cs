using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Sweeps;

public sealed class PlanTests
{
    private const string Whole = """
        instrument: MES
        design: latin
        sets: 50
        seed: 9
        select: profit_factor
        trades_min: 12
        train_days: 30
        parameters:
          weights.vwap_trend_signal: {from: 0.05, to: 0.30}
          tiers.good: [0.26, 0.28, 0.30]
          stop_ticks: {from: 6, to: 12, step: 2}
          hold_ms: 750
        """;

    [Test]
    public void A_plan_says_what_it_says()
    {
        var plan = PlanReader.Read(Whole, "plan");
        Assert.That((plan.Instrument, plan.Design, plan.Sets, plan.Seed), Is.EqualTo(("MES", SetDesignKind.Latin, 50, 9UL)));
        Assert.That((plan.Select, plan.TradesMin, plan.TrainDays), Is.EqualTo((SelectionRule.ProfitFactor, 12, 30)));
        Assert.That(string.Join(' ', plan.Parameters.Select(one => one.Values.Count)), Is.EqualTo("0 3 4 1"));
        Assert.That(string.Join(' ', plan.Parameters[2].Values), Is.EqualTo("6 8 10 12"));
    }

    [TestCase("parameters: {stop_tick: 3}", "line 1", "there is no parameter stop_tick")]
    [TestCase("parameters: {stop_ticks: 3}\nset: 5", "line 2", "there is no setting set")]
    [TestCase("parameters: {stop_ticks: many}", "line 1", "is no number")]
    [TestCase("parameters: {stop_ticks: {from: 5, to: 3}}", "line 1", "the first not above the second")]
    [TestCase("parameters: {stop_ticks: {from: 1, to: 3, step: 0}}", "line 1", "a step above 0")]
    [TestCase("parameters: {stop_ticks: {from: 1, to: 3, every: 1}}", "line 1", "not every")]
    [TestCase("parameters: {stop_ticks: 7.5}", "line 1", "stop_ticks is a whole number, and 7.5 is none")]
    [TestCase("parameters: {target_ticks: [8, 9.5]}", "line 1", "target_ticks is a whole number, and 9.5 is none")]
    [TestCase("parameters: {hold_ms: {from: 500, to: 501, step: 0.5}}", "line 1", "hold_ms is a whole number, and 500.5 is none")]
    [TestCase("parameters: {rearm_s: {from: 1.5, to: 3}}", "line 1", "rearm_s is a whole number, and 1.5 is none")]
    [TestCase("parameters: {time_to_live_s: 1e-3}", "line 1", "time_to_live_s is a whole number, and 0.001 is none")]
    [TestCase("sets: 0\nparameters: {stop_ticks: 3}", "line 1", "allowed: 1 to")]
    [TestCase("design: best\nparameters: {stop_ticks: 3}", "line 1", "allowed: grid, random, latin")]
    [TestCase("instrument: CL\nparameters: {stop_ticks: 3}", "plan", "not one of ES")]
    [TestCase("sets: 5", "plan", "has parameters")]
    [TestCase("- 1", "plan", "one mapping")]
    [TestCase("a: [1", "line", "plan")]
    [TestCase("parameters: {weights.order_book_imbalance: [0,1, 0,3]}", "line 1", "decimals are written with a point")]
    [TestCase("parameters: {weights.order_book_imbalance: [0,15, 1,25]}", "line 1", "decimals are written with a point")]
    [TestCase("parameters: {stop_ticks: [8, 12, 8]}", "line 1", "stop_ticks names 8 twice")]
    [TestCase("", "plan", "one mapping")]
    public void What_is_wrong_is_told_with_its_place(string text, string place, string what) =>
        Assert.That(
            () => PlanReader.Read(text, "plan"),
            Throws.TypeOf<EvidenceException>().With.Message.Contains(place).And.Message.Contains(what)
        );

    [TestCase("parameters: {stop_ticks: [4,8,12]}")]
    [TestCase("parameters: {stop_ticks: [4, 8, 12]}")]
    [TestCase("parameters:\n  stop_ticks: [4, 8,\n    12]")]
    [TestCase("parameters:\n  stop_ticks:\n    - 4\n    - 8\n    - 12")]
    public void Lists_are_written_as_one_likes(string text) =>
        Assert.That(PlanReader.Read(text, "plan").Parameters.Single().Values, Is.EqualTo(new[] { 4.0, 8, 12 }));

    [Test]
    public void A_plan_of_fifty_thousand_levels_is_refused_in_words()
    {
        var text = "parameters: " + new string('[', 50_000) + new string(']', 50_000);
        Assert.That(
            () => PlanReader.Read(text, "plan"),
            Throws.TypeOf<EvidenceException>().With.Message.EqualTo("plan: line 1: a plan has no more than 16 levels")
        );
    }

    [Test]
    public void A_grid_has_every_combination_once()
    {
        var plan = new SweepPlan("ES", SetDesignKind.Grid, 100, 1, [List("stop_ticks", 4, 8), List("target_ticks", 8, 12, 16)]);
        var design = SetDesign.Of(plan, InstrumentOptions.Es);
        Assert.That(
            design.Sets.Select(set => (set.Number, set.Signals.StopTicks, set.Signals.TargetTicks)),
            Is.EqualTo(new[] { (1, 4, 8), (2, 4, 12), (3, 4, 16), (4, 8, 8), (5, 8, 12), (6, 8, 16) })
        );
        Assert.That(() => SetDesign.Of(plan with { Sets = 5 }, InstrumentOptions.Es), Throws.TypeOf<EvidenceException>());
    }

    [Test]
    public void A_latin_hypercube_has_one_value_in_each_part_of_each_range()
    {
        const int Sets = 40;
        var plan = new SweepPlan("ES", SetDesignKind.Latin, Sets, 7, [new("coverage_floor", [], 0, 1), new("end_margin", [], 0, 0.5)]);
        var design = SetDesign.Of(plan, InstrumentOptions.Es);
        for (var place = 0; place < 2; place++)
        {
            var parts = design.Values.Select(values => (int)(values[place] / plan.Parameters[place].To * Sets)).Order();
            Assert.That(parts, Is.EqualTo(Enumerable.Range(0, Sets)));
        }
    }

    [TestCase(SetDesignKind.Random)]
    [TestCase(SetDesignKind.Latin)]
    public void One_seed_gives_one_draw_and_another_seed_another(SetDesignKind kind)
    {
        var plan = new SweepPlan("ES", kind, 20, 3, [new("coverage_floor", [], 0, 1), List("stop_ticks", 4, 6, 8)]);
        var drawn = SetDesign.Of(plan, InstrumentOptions.Es).Values;
        Assert.That(SetDesign.Of(plan, InstrumentOptions.Es).Values, Is.EqualTo(drawn));
        Assert.That(SetDesign.Of(plan with { Seed = 4 }, InstrumentOptions.Es).Values, Is.Not.EqualTo(drawn));
    }

    [TestCase(SetDesignKind.Random)]
    [TestCase(SetDesignKind.Latin)]
    public void A_whole_number_that_is_drawn_is_what_is_played(SetDesignKind kind)
    {
        var plan = new SweepPlan("ES", kind, 30, 3, [new("stop_ticks", [], 4, 12), new("coverage_floor", [], 0.1, 1)]);
        var design = SetDesign.Of(plan, InstrumentOptions.Es);
        Assert.That(design.Values.Select(values => values[0]), Is.EqualTo(design.Sets.Select(set => (double)set.Signals.StopTicks)));
        Assert.That(design.Values.Select(values => values[1] % 1), Has.Some.Not.Zero);
    }

    [Test]
    public void Weights_are_scaled_so_that_they_sum_to_one_and_none_is_refused()
    {
        var plan = new SweepPlan(
            "ES",
            SetDesignKind.Random,
            300,
            5,
            [
                .. Enumerable
                    .Range(0, FeatureNames.Count)
                    .Select(i => new PlanParameter("weights." + FeatureNames.Of((FeatureId)i), [], 0, 1)),
            ]
        );
        var design = SetDesign.Of(plan, InstrumentOptions.Es);
        Assert.That(design.Refused, Is.Zero, design.Refusal);
        for (var i = 0; i < design.Sets.Count; i++)
        {
            var (weights, values) = (design.Sets[i].Confluence.Weights, design.Values[i]);
            Assert.That(weights.Sum(), Is.EqualTo(1).Within(1e-12));
            Assert.That(weights[3] / weights[2], Is.EqualTo(values[3] / values[2]).Within(0.01 * values[3] / values[2]));
        }
    }

    [Test]
    public void Sets_that_the_core_would_refuse_are_left_out_and_counted()
    {
        var plan = new SweepPlan("ES", SetDesignKind.Grid, 100, 1, [List("tiers.good", 0.25, 0.30, 0.35)]);
        var design = SetDesign.Of(plan, InstrumentOptions.Es);
        Assert.That((design.Sets.Count, design.Refused), Is.EqualTo((2, 1)));
        Assert.That(design.Refusal, Does.Contain("do not rise"));
        var none = plan with { Parameters = [List("tiers.good", 0.35)] };
        Assert.That(
            () => SetDesign.Of(none, InstrumentOptions.Es),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("do not rise")
        );
    }

    private static PlanParameter List(string name, params double[] values) => new(name, values, 0, 0);
}
