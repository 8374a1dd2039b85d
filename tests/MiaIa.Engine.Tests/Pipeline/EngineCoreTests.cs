using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

public sealed class EngineCoreTests
{
    private const long Start = RandomTape.RegularOpenMillis;

    [Test]
    public void A_trend_bears_a_signal_that_carries_everything_a_reader_needs()
    {
        var feed = new Feed(Feed.BuiltOnly);
        Trend(feed, minutes: 45);
        var born = feed.Decisions[0];
        Assert.Multiple(() =>
        {
            Assert.That((born.Event, born.Direction, born.SignalId), Is.EqualTo((SignalEvent.Born, Direction.Long, 1UL)));
            Assert.That(born.Tier, Is.GreaterThanOrEqualTo(Tier.Good));
            Assert.That(born.Stop - born.Reference, Is.EqualTo(-8));
            Assert.That(born.Target - born.Reference, Is.EqualTo(16));
            Assert.That(born.TimeToLiveMicros, Is.EqualTo(60_000_000));
            Assert.That(born.BornAt, Is.EqualTo(born.ObservedAt));
            Assert.That(born.Size.Value, Is.GreaterThanOrEqualTo(1));
            Assert.That(born.Gates.ToArray(), Has.Length.EqualTo(GateNames.Count));
            Assert.That(born.Gates.ToArray().Where(gate => !gate.Passed).Select(gate => $"{gate.Name}: {gate.Detail}"), Is.Empty);
            Assert.That(born.Readings.ToArray().Sum(scored => scored.Contribution), Is.EqualTo(born.Score).Within(1e-9));
            Assert.That(born.Readings.ToArray().Select(scored => scored.Name), Is.EqualTo(FeatureNames.All.ToArray()));
        });
        Assert.That(feed.Core.TryGetAlive(out var alive), Is.EqualTo(feed.Decisions[^1].Event != SignalEvent.Ended));
        Assert.That(alive.SignalId, Is.EqualTo(feed.Decisions[^1].SignalId));
    }

    [Test]
    public void With_the_coverage_floor_of_the_design_the_built_features_alone_bear_nothing()
    {
        var feed = new Feed();
        Trend(feed, minutes: 45);
        Assert.That(feed.Decisions, Is.Empty);
        var ready = feed.Core.State.Readings.ToArray().Where(scored => scored.Reading.IsValid).Sum(scored => scored.Weight);
        Assert.That(feed.Core.State.Coverage, Is.EqualTo(ready).Within(1e-12).And.LessThan(0.70));
        Assert.That(Verdict(feed, Gate.Coverage).Passed, Is.False);
    }

    [Test]
    public void Fault_05_History_warms_the_features_and_bears_no_signal()
    {
        var feed = new Feed(Feed.BuiltOnly);
        Trend(feed, minutes: 45, isHistory: true);
        Assert.That(feed.Decisions, Is.Empty);
        feed.Play(new TapeEvent(Start + (45 * 60_000) - 1));
        Assert.That(feed[FeatureId.VwapTrendSignal].IsValid, feed[FeatureId.VwapTrendSignal].Reason);
        Assert.That(feed.Core.Counters.TradeRecords, Is.EqualTo(45 * 60 * 2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Gates_are_not_asked_about_history(bool isHistory)
    {
        // The study is heard meanwhile, as it is while it reads history: the features have values.
        var feed = new Feed();
        for (var half = 0; half < 45 * 120; half++)
        {
            var millis = Start + (half * 500);
            feed.Pass(1);
            feed.Trade(millis, 17_600 + (half / 40), 2 + (half % 3), isBuy: half % 8 != 0, isHistory);
            feed.Play(new TapeEvent(millis, Bids: [new Level(17_000, 90)], Asks: [new Level(19_000, 10)]));
        }

        var judged = Enumerable.Range(0, GateMeter.Gates).Sum(gate => feed.Core.Trading.Meter[gate].Judged);
        Assert.That(judged, isHistory ? Is.Zero : Is.Positive);
        Assert.That(feed.Core.IsInPast, Is.EqualTo(isHistory));
    }

    [Test]
    public void Fault_05_History_that_was_lived_through_is_left_out_and_counted()
    {
        var feed = new Feed(Feed.BuiltOnly);
        Trend(feed, minutes: 12);
        var before = feed.Core.State.ScoreNano;
        var lots = feed.Core.Counters.Lots;
        for (var second = 0; second < 60; second++)
            feed.Trade(Start + (second * 1_000), 99_999, 500, isHistory: true);
        Assert.That((feed.Core.State.ScoreNano, feed.Core.Counters.Lots), Is.EqualTo((before, lots)));
        Assert.That(feed.Core.Counters.HistoryKnown, Is.EqualTo(60));
    }

    [Test]
    public void While_halted_nothing_is_born_and_a_gate_says_so()
    {
        var feed = new Feed(Feed.BuiltOnly);
        feed.Process(MarketEvent.Halt(feed.Local));
        Trend(feed, minutes: 45);
        Assert.That(feed.Decisions, Is.Empty);
        Assert.That((feed.Core.IsHalted, Verdict(feed, Gate.NotHalted).Passed), Is.EqualTo((true, false)));
        feed.Process(MarketEvent.Resume(feed.Local));
        Trend(feed, minutes: 1, from: 45);
        Assert.That(feed.Decisions, Is.Not.Empty);
    }

    [Test]
    public void An_older_market_time_counts_as_of_now()
    {
        var feed = new Feed();
        feed.Trade(Start + 60_000, 17_600, 1);
        feed.Trade(Start, 17_604, 2);
        Assert.That(feed.Core.Now.Value, Is.EqualTo((Start + 60_000) * UnixNanos.PerMilli));
        Assert.That((feed.Core.Counters.ObservedClamped, feed.Core.Counters.Lots, feed.Core.LastPrice.Value), Is.EqualTo((1L, 3L, 17_604)));
    }

    [Test]
    public void Fault_08_A_gap_makes_the_tape_features_warm_up_again()
    {
        var feed = new Feed(Feed.BuiltOnly);
        Trend(feed, minutes: 45);
        feed.Process(MarketEvent.GapDeclared(feed.Local, 17));
        Assert.That(feed[FeatureId.VolumeConfirmation].Reason, Does.Contain("11 minutes"));
        Assert.That(feed[FeatureId.VwapTrendSignal].Reason, Does.Contain("30 bars"));
        Assert.That((feed.Core.Counters.Gaps, feed.Core.Counters.FramesMissing), Is.EqualTo((1L, 17L)));
        Trend(feed, minutes: 31, from: 45);
        Assert.That(feed[FeatureId.VolumeConfirmation].IsValid && feed[FeatureId.VwapTrendSignal].IsValid);
    }

    [TestCase(false, false, false, TestName = "A study that attaches again without its history leaves a gap")]
    [TestCase(false, true, true, TestName = "History that overlaps what was known closes it")]
    [TestCase(true, false, true, TestName = "An epoch that goes on left nothing out")]
    public void Attaching_again(bool isContinuation, bool resendsHistory, bool staysReady)
    {
        var feed = new Feed(Feed.BuiltOnly);
        Trend(feed, minutes: 45);
        feed.Process(MarketEvent.StudyDetached(feed.Local));
        Assert.That(feed.Core.State.Coverage, Is.Zero, "a study that left is stale at once");
        feed.Process(MarketEvent.StudyAttached(feed.Local, isContinuation));
        if (resendsHistory)
            feed.Trade(Start + (44 * 60_000), 17_600, 1, isHistory: true);
        Trend(feed, minutes: 1, from: 45);
        Assert.That(feed[FeatureId.VolumeConfirmation].IsValid, Is.EqualTo(staysReady));
    }

    [Test]
    public void Fault_44_Another_contract_is_known_by_its_own_history_alone()
    {
        var feed = new Feed(Feed.BuiltOnly);
        Trend(feed, minutes: 45);
        Assert.That(feed[FeatureId.VolumeConfirmation].IsValid && feed[FeatureId.VwapTrendSignal].IsValid);
        feed.ShowOther(isRoll: true);
        Trend(feed, minutes: 1, from: 45);
        Assert.That(feed[FeatureId.VolumeConfirmation].Reason, Does.Contain("11 minutes"));
        Assert.That(feed[FeatureId.VwapTrendSignal].Reason, Does.Contain("30 bars"));

        feed.ShowOther(isRoll: true);
        for (var minute = 0; minute < 46; minute++)
            feed.Trade(Start + (minute * 60_000), 17_800, 1, isHistory: true);
        Trend(feed, minutes: 1, from: 46);
        Assert.That(feed[FeatureId.VolumeConfirmation].IsValid && feed[FeatureId.VwapTrendSignal].IsValid);
    }

    [Test]
    public void A_year_that_the_calendar_does_not_know_fails_closed_with_a_clear_text()
    {
        const long Year2029 = 1_872_000_000_000;
        var feed = new Feed(Feed.BuiltOnly);
        Trend(feed, minutes: 45, from: (Year2029 - Start) / 60_000);
        Assert.That(feed.Core.CalendarError, Does.Contain("covers 2022 to 2028"));
        Assert.That(feed.Decisions, Is.Empty);
        Assert.That(Verdict(feed, Gate.SessionOpen).Passed, Is.False);
    }

    [Test]
    public void Bars_patterns_and_other_messages_are_counted_and_keep_the_study_fresh()
    {
        var feed = new Feed();
        var at = UnixNanos.Trusted(Start * UnixNanos.PerMilli);
        feed.Process(MarketEvent.StudyBarClosed(at, feed.Local));
        feed.Process(MarketEvent.PatternFound(at, feed.Local, "battle_navale", Direction.Long, 0.5));
        feed.Process(MarketEvent.StudyAlive(default, feed.Local));
        Assert.That((feed.Core.Counters.StudyBars, feed.Core.Counters.Patterns, feed.Core.Counters.Events), Is.EqualTo((1L, 1L, 3L)));
        Assert.That(Verdict(feed, Gate.TradesFresh).Passed);
    }

    [Test]
    public void An_event_that_no_factory_made_is_refused() =>
        Assert.That(() => new Feed().Core.Process(default), Throws.ArgumentException.With.Message.Contains("None"));

    [Test]
    public void The_largest_sizes_and_the_widest_prices_stay_within_range()
    {
        var feed = new Feed(Feed.BuiltOnly);
        for (var i = 0; i < 4_000; i++)
            feed.Trade(Start + (i * 1_000), i % 2 == 0 ? 1 : PriceTicks.MaxValue, Contracts.MaxValue, isBuy: i % 3 == 0);
        feed.Play(new TapeEvent(Start + 4_000_000, Bids: [new Level(1, Contracts.MaxValue)], Asks: [new Level(PriceTicks.MaxValue, 1)]));
        foreach (var scored in feed.Core.State.Readings)
            Assert.That(scored.Reading.Value, Is.InRange(-1.0, 1.0), scored.Name);
        Assert.That(feed[FeatureId.VwapTrendSignal].IsValid && feed[FeatureId.VolumeConfirmation].IsValid);
    }

    [Test]
    public void Refuses_options_that_cannot_be_meant()
    {
        Assert.Multiple(() =>
        {
            Refused(InstrumentOptions.Es with { StudyStaleMillis = 0 }, "study stale 0 ms");
            Refused(InstrumentOptions.Es with { Signals = new SignalOptions { CoverageFloor = 1.1 } }, "coverage floor 1.1");
            Refused(InstrumentOptions.Es with { Signals = new SignalOptions { StopTicks = 0 } }, "stop 0");
            Refused(InstrumentOptions.Es with { FirstSignalId = 0 }, "first signal id");
            Refused(InstrumentOptions.Es with { Features = new FeatureOptions { BookDepthLevels = 11 } }, "book depth 11");
            Refused(InstrumentOptions.Es with { Features = new FeatureOptions { TimeframeDeltaFull = 0 } }, "timeframe delta 0");
            Refused(InstrumentOptions.Es with { Features = new FeatureOptions { VwapBandBars = 33 } }, "band window 33");
            Refused(InstrumentOptions.Es with { Features = new FeatureOptions { VwapBandInner = 2 } }, "outer band 2");
            Refused(InstrumentOptions.Es with { Features = new FeatureOptions { VolumeRatioFull = double.NaN } }, "NaN");
        });
        static void Refused(InstrumentOptions options, string named) =>
            Assert.That(() => new EngineCore(options), Throws.ArgumentException.With.Message.Contains(named));
    }

    // A rising minute of two trades a second with ever more buyers, and a book that leans up.
    private static void Trend(Feed feed, long minutes, long from = 0, bool isHistory = false)
    {
        for (var half = from * 120; half < (from + minutes) * 120; half++)
        {
            var millis = Start + (half * 500);
            feed.Pass(1);
            feed.Trade(millis, 17_600 + (int)((half - (from * 120)) / 40), 2 + (int)(half % 3), isBuy: half % 8 != 0, isHistory);
            if (!isHistory)
                feed.Play(new TapeEvent(millis, Bids: [new Level(17_000, 90)], Asks: [new Level(19_000, 10)]));
        }
    }

    private static GateVerdict Verdict(Feed feed, Gate gate) => feed.Core.Gates[(int)gate];
}
