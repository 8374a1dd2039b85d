using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Sweeps.Surrogates;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>A few signals can be arranged in a few ways: a thousand draws of them do not make a chance smaller than one of those ways.</summary>
public sealed class FewArrangementsTests
{
    private const int Asked = 199;

    [TestCase(2, 8)]
    [TestCase(4, 8)]
    [TestCase(19, 2)]
    public void Too_few_days_to_move_tell_no_chance_and_say_why(int days, int calls)
    {
        var told = Of(new MadeUpMarket(0.6, days, calls), SurrogateKind.Days);
        Assert.That((told.Surrogates, told.Chance), Is.EqualTo((days - 1, (double?)null)));
        Assert.That(told.NotTold, Does.Contain($"arranged in {days} ways only"));
        Assert.That(told.TooFew, Does.Contain("too few to tell skill from luck"));
    }

    [Test]
    public void Each_shift_of_days_comes_once()
    {
        var told = Of(new MadeUpMarket(0.5, Days: 24, Calls: 3), SurrogateKind.Days);
        Assert.That((told.Surrogates, told.NotTold), Is.EqualTo((23, "")));
        Assert.That(told.Chance * 24, Is.EqualTo(Math.Round(told.Chance!.Value * 24)).Within(1e-9).And.GreaterThanOrEqualTo(1));
    }

    [Test]
    public void Fragments_are_no_days()
    {
        var told = Of(new MadeUpMarket(0.5, Days: 24, Calls: 6), SurrogateKind.Days);
        Assert.That(told.TooFew, Is.Empty);
        var first = new DateOnly(2025, 1, 1);
        RecordedDay[] recorded =
        [
            .. Enumerable
                .Range(0, 24)
                .Select(day => new RecordedDay(first.AddDays(day), "ES", "ESH25") { HoursOfDay = 23, IsWhole = day >= 5 }),
        ];
        var noted = told.With(RecordedNote.Of([.. recorded.Select(day => RecordedPreface.Text(day.Date))], recorded, [], 3));
        Assert.That(noted.TooFew, Does.Contain("on 19 whole days are too few to tell skill from luck"));
        Assert.That(noted.Recordings!.Lines, Has.One.Contains("Of 5 of 24 days a fragment was recorded"));
    }

    [TestCase(1, false)]
    [TestCase(4, false)]
    [TestCase(5, true)]
    [TestCase(7, true)]
    public void Sides_of_a_few_trades_are_as_many_as_coins_can_fall(int trades, bool isTold)
    {
        var told = Of(new MadeUpMarket(0.5, Days: 1, Calls: trades), SurrogateKind.Signs);
        Assert.That((told.Trades, told.Surrogates), Is.EqualTo((trades, (1 << trades) - 1)));
        Assert.That(told.Chance is not null, Is.EqualTo(isTold));
        Assert.That(told.NotTold.Length == 0, Is.EqualTo(isTold));
    }

    [Test]
    public void Each_fall_of_the_coins_comes_once()
    {
        var arrangements = new Arrangements(SurrogateKind.Signs, [Day(3), Day(2)], Asked);
        Assert.That((arrangements.Count, arrangements.AreAll), Is.EqualTo((31, true)));
        var falls = Enumerable.Range(0, 31).Select(number => (arrangements.Of(number, 0), arrangements.Of(number, 1))).ToHashSet();
        var all = Enumerable.Range(0, 8).SelectMany(first => Enumerable.Range(0, 4).Select(second => ((long)first, (long)second)));
        Assert.That(falls, Is.EquivalentTo(all.Where(fall => fall != (0, 0))));
    }

    [Test]
    public void Minutes_of_a_few_trades_are_as_many_as_there_are_places()
    {
        // One signal in 25 open minutes has 24 others, and in 12 it has 11, of which none can be rare.
        var (many, few) = (
            new Arrangements(SurrogateKind.Minutes, [Day(1, 25)], Asked),
            new Arrangements(SurrogateKind.Minutes, [Day(1, 12)], Asked)
        );
        Assert.That((many.Count, many.TooFew), Is.EqualTo((24, (string?)null)));
        Assert.That(
            (few.Count, few.TooFew),
            Is.EqualTo((11, "the minutes of so few trades can be arranged in 12 ways only; a chance of a twentieth needs 20"))
        );
        // Two of them on a day: 25 × 24 places.
        var drawn = new Arrangements(SurrogateKind.Minutes, [Day(2, 25)], Asked);
        Assert.That((drawn.Count, drawn.AreAll), Is.EqualTo((Asked, false)));
    }

    [Test]
    public void Each_place_of_a_few_minutes_is_played_once()
    {
        // The prices rise by one tick a minute and no bracket is reached: what a long earns at the end tells the minute in which it began.
        var day = Day(1, 25);
        var run = new SurrogateRun([day], new(1, new(), new() { StopTicks = 200, TargetTicks = 200 }), Asked, 1);
        var grid = Rising(25);
        run.Play(0, new(grid, new(1250, 215)), CancellationToken.None);
        var told = run.ResultOf(SurrogateKind.Minutes);
        // The signal's own minute is the first, which earns most: 24 others, each a tick less.
        Assert.That((told.Surrogates, told.Chance), Is.EqualTo((24, (double?)(1 / 25.0))));
        Assert.That(told.MeanCents - told.SurrogateCents, Is.EqualTo(1250 * Enumerable.Range(1, 24).Average()).Within(1e-9));
    }

    private static SurrogateDay Day(int signals, int minutes = 10)
    {
        var grid = Rising(minutes);
        var trades = Enumerable
            .Range(0, signals)
            .Select(i => new SetTrade(
                UnixNanos.Trusted((grid.FirstSecond + (i * 60)) * UnixNanos.PerSecond),
                default,
                Direction.Long,
                Tier.Weak,
                0,
                0
            ));
        return new(grid, new SetDay(signals, 0, [.. trades]));
    }

    private static SecondGrid Rising(int minutes)
    {
        var grid = new SecondGrid(1_700_000_000, minutes * 60);
        for (var i = 0; i < grid.Count; i++)
        {
            var price = 20_000 + (i / 60);
            (grid.Last[i], grid.High[i], grid.Low[i], grid.Bid[i], grid.Ask[i]) = (price, price, price, price, price + 1);
            grid.Conditions[i] = (byte)(SignalConditions.Fresh | SignalConditions.MayBear | SignalConditions.LevelsStand);
        }

        return grid;
    }

    private static SurrogateResult Of(MadeUpMarket market, SurrogateKind kind)
    {
        var weights = new double[FeatureNames.Count];
        weights[(int)MadeUpMarket.Caller] = 1;
        var alone = InstrumentOptions.Es with { Confluence = InstrumentOptions.Es.Confluence with { Weights = weights } };
        var plan = SweepPlan.AsSet("ES") with { Surrogates = Asked };
        return SurrogateResult.Of(plan, alone, 0, market.Make(5), CancellationToken.None).Single(one => one.Kind == kind);
    }
}
