using MiaIa.Engine.Market;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

public sealed class GhostsInTheStepTests
{
    [Test]
    public void Every_signal_that_was_born_is_a_ghost_that_ended_is_open_is_lost_or_was_not_opened()
    {
        var core = new EngineCore(Feed.BuiltOnly);
        var book = new BookSnapshot();
        var ended = 0;
        foreach (var e in WavyTape.Of(1, RandomTape.RegularOpenMillis * UnixNanos.PerMilli, 100_000))
        {
            core.Process(e.Event(UnixNanos.Trusted(e.Nanos), book));
            foreach (ref readonly var ghost in core.Trading.Ghosts.Ended)
                ended += ghost.Trip.Rule == LimitRule.Through ? 1 : 0;
        }

        var ghosts = core.Trading.Ghosts;
        Assert.That(ended, Is.GreaterThan(5), "ghosts ended while their ends could be read");
        Assert.That(ended + ghosts.Open + ghosts.Lost + ghosts.NotOpened, Is.EqualTo(core.Counters.SignalsBorn));
    }
}
