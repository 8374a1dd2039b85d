using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Options;
using MiaIa.Engine.Tests.Support;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Features;

public sealed class GammaLevelsProximityTests
{
    private const double Spot = MadeUpChain.Spot;
    private const int WarmSeconds = 20 * 60;

    private static long Start => MadeUpChain.Now.Value / UnixNanos.PerMilli;

    private static readonly IReadOnlyList<NaiveContract> Contracts = new MadeUpChain(1) { MissingShare = 0 }.Contracts();

    [Test]
    public void The_formula_changes_its_sign_when_prices_and_levels_are_reflected_and_the_walls_exchanged() =>
        Law.Holds(seed =>
        {
            var random = new Random(seed);
            double Ticks() => 20_000 + (200 * random.NextDouble());
            var (straight, mirrored) = (new GammaLevels(ChainOptions.Spx, 1), new GammaLevels(ChainOptions.Spx, 1));
            var about = Ticks();
            foreach (
                var (one, other) in new[]
                {
                    (straight.CallWall, mirrored.PutWall),
                    (straight.FirstCallWall, mirrored.FirstPutWall),
                    (straight.PutWall, mirrored.CallWall),
                    (straight.FirstPutWall, mirrored.FirstCallWall),
                    (straight.AbsoluteGamma, mirrored.AbsoluteGamma),
                }
            )
            {
                var (first, second) = (Ticks(), Ticks());
                one.Fill(Blend(first, second), UnixNanos.Trusted(600), 0, 1);
                other.Fill(Blend((2 * about) - first, (2 * about) - second), UnixNanos.Trusted(600), 0, 1);
            }

            straight.ZeroGammaTicks = random.Next(4) == 0 ? double.NaN : Ticks();
            mirrored.ZeroGammaTicks = (2 * about) - straight.ZeroGammaTicks;
            var (regime, radius, atr) = ((2 * random.NextDouble()) - 1, 8 + (72 * random.NextDouble()), 2 + (8 * random.NextDouble()));
            var (price, earlier) = (Ticks(), Ticks());
            var score = GammaLevelsProximity.Score(straight, price, earlier, atr, regime, radius);
            Assert.That(
                GammaLevelsProximity.Score(mirrored, (2 * about) - price, (2 * about) - earlier, atr, regime, radius),
                Is.EqualTo(-score).Within(1e-12)
            );
            Assert.That(Math.Abs(score), Is.LessThanOrEqualTo(1));
        });

    [Test]
    public void It_moves_by_at_most_0_03_a_tick_while_the_levels_stand()
    {
        var feed = Warm(out _);
        var random = new Random(5);
        var (price, millis) = (feed.Core.LastPrice.Value, Start + (WarmSeconds * 1_000L));
        var largest = 0.0;
        var before = feed[FeatureId.GammaLevelsProximity];
        Assert.That(before.IsValid, Is.True, before.Reason);
        // One second: nothing is fitted, placed or measured anew, and the price five minutes ago stands.
        for (var i = 0; i < 20_000; i++)
        {
            price += random.Next(2) == 0 ? 1 : -1;
            feed.Play(new OptionTapeEvent(millis + 30 + (i / 25)) { Price = price });
            var now = feed[FeatureId.GammaLevelsProximity];
            largest = Math.Max(largest, Math.Abs(now.Value - before.Value));
            before = now;
        }

        TestContext.Out.WriteLine($"largest move a tick: {largest:F4}");
        Assert.That(largest, Is.LessThanOrEqualTo(0.03).And.GreaterThan(0.001));
    }

    [Test]
    public void A_price_below_one_index_point_between_two_seconds_is_not_ready_and_breaks_nothing()
    {
        var feed = Warm(out _);
        var millis = Start + (WarmSeconds * 1_000L);
        var price = feed.Core.LastPrice.Value;
        foreach (var ticks in new[] { price, 1, 2, price })
        {
            feed.Play(new OptionTapeEvent(millis += 30) { Price = ticks });
            Assert.That(
                feed[FeatureId.GammaLevelsProximity].IsValid,
                Is.EqualTo(ticks == price),
                $"{ticks} ticks: {feed[FeatureId.GammaLevelsProximity].Reason}"
            );
        }
    }

    [TestCase("volatility", 300, "no fresh implied volatility")]
    [TestCase("vix", 900, "the volatility index is missing or older than 15 minutes")]
    public void A_part_of_the_feed_that_stops_makes_it_not_ready_within_its_limit(string stopped, int limitSeconds, string reason)
    {
        var feed = Warm(out var last);
        var price = feed.Core.LastPrice.Value;
        var stoppedAt = stopped == "vix" ? last.Vix : last.Contracts;
        for (var second = WarmSeconds; second <= WarmSeconds + limitSeconds + 60; second++)
        {
            var millis = Start + (second * 1_000L);
            feed.Play(new OptionTapeEvent(millis) { Price = price + (second % 2) });
            if (stopped != "volatility" && second % 60 == 5)
                feed.Update(Contracts.Select(c => c with { VolatilityAtSeconds = millis / 1e3 }), millis);
            if (stopped != "vix" && second % 60 == 5)
                feed.Print(IndexSymbol.Vix, 14, millis);
            var reading = feed[FeatureId.GammaLevelsProximity];
            if (millis - stoppedAt <= limitSeconds * 1_000L)
                Assert.That(reading.IsValid, Is.True, $"{second} s: {reading.Reason}");
            else
                Assert.That(reading.Reason, Is.EqualTo(reason), $"{second} s");
        }
    }

    [Test]
    public void For_five_seconds_after_a_free_choice_the_gate_of_the_levels_is_shut()
    {
        var feed = new OptionFeed();
        feed.List(Contracts);
        var shut = new List<long>();
        foreach (var e in OptionMorning.Tape(7, Start, WarmSeconds, Spot, Contracts, isStirred: false))
        {
            feed.Play(e);
            if (!feed.Core.Gates[(int)Gate.LevelsStand].Passed)
                shut.Add(e.Millis - Start);
        }

        // The chain is covered at the first minute mark after its first values and ten prints of the index.
        Assert.That(feed.Core.Levels.Analytics!.ChosenAt.Value / UnixNanos.PerMilli - Start, Is.EqualTo(60_000));
        Assert.That((shut[0], shut[^1]), Is.EqualTo((60_010L, 64_020L)));
    }

    [Test]
    public void Each_thing_that_is_missing_is_named()
    {
        Assert.That(new OptionFeed()[FeatureId.GammaLevelsProximity].Reason, Does.Contain("the study is stale"));
        Assert.That(ReasonAfter(f => f.Condition(FeedCondition.Down)), Is.EqualTo("the options feed is down"));
        Assert.That(ReasonAfter(f => f.Condition(FeedCondition.Delayed, IndexSymbol.Spx)), Is.EqualTo("the options are delayed or frozen"));
        Assert.That(ReasonAfter(f => f.Condition(FeedCondition.Down, IndexSymbol.Vix)), Does.StartWith("the volatility index is missing"));
        Assert.That(ReasonAfter(f => f.Condition(FeedCondition.Down, IndexSymbol.Ndx)), Is.Empty);
        Assert.That(ReasonAfter(f => f.Print(IndexSymbol.Vix, 3, After)), Is.EqualTo("the volatility index is not within 5 to 100"));
        Assert.That(
            ReasonAfter(f => f.Print(IndexSymbol.Vix, 14, After, ChainSource.Delayed)),
            Does.StartWith("the volatility index is missing")
        );
        Assert.That(ReasonAfter(f => f.List(Contracts)), Is.EqualTo("open interest is missing or older than one trading day"));
        Assert.That(
            ReasonAfter(f => f.Core.Process(MarketEvent.StudyAttached(UnixNanos.Trusted(UnixNanos.PerSecond), false, isRoll: true))),
            Does.StartWith("no basis yet")
        );
        Assert.That(
            ReasonAfter(f => f.Core.Process(MarketEvent.GapDeclared(UnixNanos.Trusted(UnixNanos.PerSecond), 1))),
            Is.EqualTo("under 14 bars")
        );
    }

    [Test]
    public void A_chain_of_which_much_is_withheld_is_not_ready_for_want_of_coverage()
    {
        var few = Contracts
            .Select(c => c.Date <= NewYorkTime.From(MadeUpChain.Now).Date.PlusDays(1) ? c : c with { Volatility = 0 })
            .ToList();
        var feed = new OptionFeed();
        feed.List(few);
        foreach (var e in OptionMorning.Tape(2, Start, WarmSeconds, Spot, few, isStirred: false))
            feed.Play(e);
        Assert.That(feed[FeatureId.GammaLevelsProximity].Reason, Is.EqualTo("chain coverage is under 0.80"));
        Assert.That(feed.Core.Levels.ChainCoverage, Is.InRange(0.05, 0.80));
    }

    [Test]
    public void A_chain_of_which_much_open_interest_never_arrived_is_not_ready_and_says_why()
    {
        var partial = Contracts.Select((c, i) => i % 4 == 0 ? c with { OpenInterest = null } : c).ToList();
        var feed = new OptionFeed();
        feed.List(partial);
        foreach (var e in OptionMorning.Tape(2, Start, WarmSeconds, Spot, partial, isStirred: false))
            feed.Play(e);
        Assert.That(feed[FeatureId.GammaLevelsProximity].Reason, Is.EqualTo("under 0.80 of the chain's open interest has arrived"));
        Assert.That(feed.Core.Levels.OpenInterestShare, Is.InRange(0.5, 0.80));
        Assert.That(feed.Core.Levels.ChainCoverage, Is.LessThanOrEqualTo(feed.Core.Levels.OpenInterestShare));
    }

    [TestCase(ChainSource.Live, false, "")]
    [TestCase(ChainSource.Delayed, false, "the options are delayed or frozen")]
    [TestCase(ChainSource.Delayed, true, "the options are delayed or frozen")]
    [TestCase(ChainSource.Frozen, true, "the options are delayed or frozen")]
    [TestCase(ChainSource.Replay, false, "replayed or made-up options do not serve beside a live chart")]
    [TestCase(ChainSource.Synthetic, false, "replayed or made-up options do not serve beside a live chart")]
    [TestCase(ChainSource.Replay, true, "")]
    [TestCase(ChainSource.Synthetic, true, "")]
    public void A_source_serves_only_where_it_may(ChainSource source, bool isLabelled, string reason)
    {
        var feed = new OptionFeed(source: source, isLabelled: isLabelled);
        Play(feed);
        Assert.That(feed[FeatureId.GammaLevelsProximity].Reason, Is.EqualTo(reason));
        if (source == ChainSource.Replay && isLabelled)
            Assert.That(feed[FeatureId.GammaLevelsProximity].Text, Is.EqualTo("replayed or made-up options"));
    }

    [Test]
    public void An_instrument_of_another_index_hears_nothing_of_it()
    {
        var feed = new OptionFeed(InstrumentOptions.Nq);
        Play(feed);
        Assert.That(feed[FeatureId.GammaLevelsProximity].Reason, Is.EqualTo("no option chain is listed"));
    }

    [Test]
    public void The_step_allocates_nothing_while_options_change()
    {
        var feed = Warm(out _);
        var changes = new ChainChanges();
        var print = new IndexPrint { Index = IndexSymbol.Spx, Source = ChainSource.Live };
        var (price, before, valid) = (feed.Core.LastPrice.Value, 0L, 0);
        for (var i = 0; i < 60_000; i++)
        {
            if (i == 20_000)
                before = AllocatedBytes.OfThisThread();
            var at = OptionFeed.At(Start + (WarmSeconds * 1_000L) + (i * 20L));
            feed.Core.Process(
                MarketEvent.Trade(at, at, PriceTicks.Trusted(price + (i % 7)), OneLot, Aggressor.Buy, PrintGroup.None, default, default)
            );
            if (i % 50 == 0)
            {
                (print.At, print.Points) = (at, Spot + (i % 3));
                feed.Core.Process(OptionEvents.Printed(at, print));
                (print.Index, print.Points) = (IndexSymbol.Vix, 14);
                feed.Core.Process(OptionEvents.Printed(at, print));
                print.Index = IndexSymbol.Spx;
            }

            if (i % 500 == 0)
            {
                Fill(changes, at, i);
                feed.Core.Process(OptionEvents.Updated(at, changes));
            }

            valid += feed.Core.State.Readings[0].Reading.IsValid ? 1 : 0;
        }

        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
        Assert.That(valid, Is.GreaterThan(50_000));
    }

    private static readonly Engine.Market.Contracts OneLot = Engine.Market.Contracts.Trusted(1);

    private static long After => Start + (WarmSeconds * 1_000L);

    private static LevelCrossfade Blend(double first, double second)
    {
        var blend = new LevelCrossfade();
        blend.Set(first);
        blend.FadeTo(second, UnixNanos.Trusted(100), 1_000);
        return blend;
    }

    private static string ReasonAfter(Action<OptionFeed> what)
    {
        var feed = Warm(out _);
        Assert.That(feed[FeatureId.GammaLevelsProximity].Reason, Is.Empty);
        what(feed);
        feed.Beat(After);
        return feed[FeatureId.GammaLevelsProximity].Reason;
    }

    private static OptionFeed Warm(out (long Contracts, long Vix) last)
    {
        var feed = new OptionFeed();
        last = Play(feed);
        return feed;
    }

    private static (long Contracts, long Vix) Play(OptionFeed feed)
    {
        feed.List(Contracts);
        var tape = OptionMorning.Tape(7, Start, WarmSeconds, Spot, Contracts, isStirred: false);
        foreach (var e in tape)
            feed.Play(e);
        return (tape.Last(e => e.Contracts is not null).Millis, tape.Last(e => e.Print is { Index: IndexSymbol.Vix }).Millis);
    }

    private static void Fill(ChainChanges changes, UnixNanos at, int turn)
    {
        changes.Begin(IndexSymbol.Spx);
        for (var contract = 0; contract < Contracts.Count; contract++)
        {
            changes.Add(new VolatilityChange(contract, 0.1 + (0.01 * ((turn + contract) % 7)), at));
            changes.Add(new QuoteChange(contract, 1, 1.1, at));
            changes.AddVolume(new LotsChange(contract, turn / 500, at));
            changes.AddOpenInterest(new LotsChange(contract, 1_000 + (contract % 50), at));
        }
    }
}
