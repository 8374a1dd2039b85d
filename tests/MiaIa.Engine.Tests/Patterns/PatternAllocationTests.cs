using MiaIa.Engine.Market;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns;

public sealed class PatternAllocationTests
{
    [Test]
    public void Patterns_that_fire_and_names_that_are_known_allocate_nothing()
    {
        var feed = new Feed();
        // The feed writes down what is decided; that is not the step's.
        feed.Decisions.EnsureCapacity(10_000);
        var tape = PatternTape.Session(seed: 3, minutes: 120);
        var half = tape.Count / 2;
        var (fired, before) = (0L, 0L);
        for (var i = 0; i < tape.Count; i++)
        {
            if (i == half)
            {
                fired = Fired(feed);
                before = AllocatedBytes.OfThisThread();
            }

            feed.Play(tape[i]);
            var at = UnixNanos.Trusted(tape[i].Millis * UnixNanos.PerMilli);
            feed.Process(MarketEvent.PatternFound(at, feed.Local, Names[i % 3], i % 2 == 0 ? Direction.Long : Direction.Short, 0.5));
            feed.Process(MarketEvent.StudyValueRead(at, feed.Local, Names[i % 3], i));
        }

        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
        Assert.That(Fired(feed) - fired, Is.GreaterThan(20), "patterns fired while it was measured");
    }

    private static readonly string[] Names = ["double_top", "opening_drive", "failed_auction"];

    private static long Fired(Feed feed)
    {
        var fired = 0L;
        for (var kind = PatternKind.BattleNavale; kind <= PatternKind.DeltaDivergence; kind++)
            fired += feed.Core.Patterns.Times(kind, Direction.Long) + feed.Core.Patterns.Times(kind, Direction.Short);
        return fired;
    }
}
