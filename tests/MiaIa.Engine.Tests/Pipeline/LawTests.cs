using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>Causality, batches, determinism and silence, held for the whole step.</summary>
public sealed class LawTests
{
    // Less than the 3 s by as much as the events themselves let local time creep.
    private const long StaleMillis = 2_990;
    private const long MostLateMillis = 300;

    [Test]
    public void What_comes_later_changes_nothing_that_was_said_before() =>
        Law.Holds(seed =>
        {
            var tape = RandomTape.Morning(seed, 3_000);
            var other = tape.Take(2_000)
                .Concat(RandomTape.Morning(unchecked(seed + 1), 1_000).Select(e => e with { Millis = e.Millis + 86_400_000 }))
                .ToList();
            Assert.That(Trace(other).Take(2_000), Is.EqualTo(Trace(tape).Take(2_000)));
        });

    [Test]
    public void Ticks_of_the_local_clock_between_the_events_change_nothing() =>
        Law.Holds(seed =>
        {
            var tape = RandomTape.Morning(seed, 3_000);
            var cuts = new Random(seed);
            var (whole, cut) = (new Feed(Feed.BuiltOnly), new Feed(Feed.BuiltOnly));
            foreach (var e in tape)
            {
                whole.Play(e);
                while (cuts.Next(3) == 0)
                    cut.Process(MarketEvent.Clock(cut.Local));
                cut.Play(e);
                Assert.That(cut.Core.State.ScoreNano, Is.EqualTo(whole.Core.State.ScoreNano));
            }

            Assert.That(cut.Core.DecisionHash, Is.EqualTo(whole.Core.DecisionHash));
        });

    [Test]
    public void Frames_that_come_late_change_no_hash_while_no_feed_is_stale() =>
        Law.Holds(seed =>
        {
            var delays = new Random(seed);
            var (prompt, late) = (new Feed(Feed.BuiltOnly), new Feed(Feed.BuiltOnly));
            foreach (var e in RandomTape.Morning(seed))
            {
                prompt.Play(e);
                var silentMillis = (late.Local - late.Core.BookKnownAt) / UnixNanos.PerMilli;
                late.Pass(delays.Next((int)Math.Clamp(StaleMillis - silentMillis, 1, MostLateMillis)));
                late.Play(e);
            }

            Assert.That(late.Decisions.Any(decision => decision.Gates[(int)Gate.BookFresh].Value > 0), "a signal's book was old");
            Assert.That(late.Core.DecisionHash, Is.EqualTo(prompt.Core.DecisionHash));
        });

    [Test]
    public void The_same_events_give_the_same_decisions_byte_for_byte() =>
        Law.Holds(seed =>
        {
            var tape = RandomTape.Morning(seed);
            var (first, second) = (new Feed(Feed.BuiltOnly), new Feed(Feed.BuiltOnly));
            first.Play(tape);
            second.Play(tape);
            Assert.That(second.Core.DecisionHash, Is.EqualTo(first.Core.DecisionHash));
            Assert.That(first.Decisions, Is.Not.Empty, "the tape makes signals");
            Assert.That(first.Core.DecisionHash, Is.Not.EqualTo(new Feed().Core.DecisionHash));
        });

    [Test]
    public void Every_value_is_finite_and_within_its_range() =>
        Law.Holds(seed =>
        {
            var feed = new Feed(Feed.BuiltOnly);
            foreach (var e in RandomTape.Morning(seed, 3_000))
            {
                feed.Play(e);
                foreach (var scored in feed.Core.State.Readings)
                    Assert.That(scored.Reading.Value, Is.InRange(-1.0, 1.0), scored.Name);
                Assert.That(feed.Core.State.Score, Is.InRange(-1.0, 1.0));
            }
        });

    [Test]
    public void Without_trades_and_books_nothing_is_ready_and_no_signal_is_born()
    {
        var feed = new Feed(Feed.BuiltOnly);
        for (var second = 0; second < 3_600; second++)
            feed.Play(new TapeEvent(RandomTape.RegularOpenMillis + (second * 1_000)));
        foreach (var scored in feed.Core.State.Readings)
            Assert.That(scored.Reading.IsValid, Is.False, scored.Name);
        Assert.That(feed.Core.State.Readings.ToArray().Select(scored => scored.Reading.Reason), Has.All.Not.Empty);
        Assert.That(feed.Decisions, Is.Empty);
    }

    [Test]
    public void A_feed_that_stops_makes_every_built_feature_not_ready_within_three_seconds()
    {
        var feed = new Feed(Feed.BuiltOnly);
        feed.Play(RandomTape.Morning(7));
        Assert.That(feed.Core.State.Coverage, Is.GreaterThan(0.9));
        feed.Pass(2_999);
        feed.Process(MarketEvent.Clock(feed.Local));
        Assert.That(feed.Core.State.Coverage, Is.GreaterThan(0.9));
        feed.Pass(1);
        feed.Process(MarketEvent.Clock(feed.Local));
        Assert.That(feed.Core.State.Coverage, Is.Zero);
        Assert.That(feed[FeatureId.VolumeConfirmation].Reason, Does.Contain("stale"));
        Assert.That(feed[FeatureId.OrderBookImbalance].Reason, Does.Contain("stale"));
    }

    [Test]
    public void A_quiet_market_with_heartbeats_is_not_stale_unless_the_server_is_gone()
    {
        var feed = new Feed(Feed.BuiltOnly);
        var tape = RandomTape.Morning(7);
        feed.Play(tape);
        var last = tape[^1].Millis;
        for (var second = 1; second <= 10; second++)
        {
            feed.Pass(1_000);
            feed.Process(MarketEvent.Heartbeat(At(last + (second * 1_000)), feed.Local));
        }

        Assert.That(feed[FeatureId.VwapTrendSignal].IsValid);
        for (var second = 11; second <= 14; second++)
        {
            feed.Pass(1_000);
            feed.Process(MarketEvent.Heartbeat(At(last + (second * 1_000)), feed.Local, isFeedConnected: false));
        }

        Assert.That(feed[FeatureId.VwapTrendSignal].Reason, Does.Contain("stale"));
    }

    private static UnixNanos At(long millis) => UnixNanos.Trusted(millis * UnixNanos.PerMilli);

    private static List<long> Trace(IEnumerable<TapeEvent> tape)
    {
        var feed = new Feed(Feed.BuiltOnly);
        var scores = new List<long>();
        foreach (var e in tape)
        {
            feed.Play(e);
            scores.Add(feed.Core.State.ScoreNano);
        }

        return scores;
    }
}
