using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>
/// Fault 63 at the core: a study attaches again in the midst of a millisecond and sends its tape as history. The times are those of the data's
/// b1.scid: the counter inside the millisecond stops at 999, so that the last six of 1,005 trades bear one time.
/// </summary>
public sealed class SeamTests
{
    private const int Burst = 1_005;
    private const long StartMicros = 1_773_325_800_000_000;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(500)]
    [TestCase(999)]
    [TestCase(1_000)]
    [TestCase(1_001)]
    [TestCase(1_004)]
    [TestCase(1_005)]
    public void Fault_63_no_trade_of_a_millisecond_is_lost_or_counted_twice_at_a_seam(int live)
    {
        var feed = new Feed();
        Attach(feed);
        Send(feed, 0, live, isHistory: false);
        feed.Process(MarketEvent.StudyDetached(feed.Local));
        Attach(feed);
        Send(feed, 0, Burst, isHistory: true);
        Assert.That(feed.Core.Counters.Lots, Is.EqualTo(Burst));
        Assert.That(feed.Core.Counters.HistoryKnown, Is.EqualTo(live));
    }

    [Test]
    public void History_sent_at_two_attaches_counts_once_and_what_follows_live_is_all_new()
    {
        var feed = new Feed();
        Attach(feed);
        Send(feed, 0, 1_002, isHistory: true);
        Attach(feed);
        Send(feed, 0, 1_003, isHistory: true);
        Send(feed, 1_003, Burst, isHistory: false);
        Attach(feed);
        Send(feed, 0, Burst, isHistory: true);
        Assert.That(feed.Core.Counters.Lots, Is.EqualTo(Burst));
    }

    private static void Attach(Feed feed) => feed.Process(MarketEvent.StudyAttached(feed.Local, isContinuation: false));

    private static void Send(Feed feed, int from, int to, bool isHistory)
    {
        for (var i = from; i < to; i++)
        {
            feed.Process(
                MarketEvent.Trade(
                    UnixNanos.Trusted((StartMicros + Math.Min(i, 999)) * UnixNanos.PerMicro),
                    feed.Local,
                    PriceTicks.Trusted(27_201),
                    Contracts.Trusted(1),
                    Aggressor.Buy,
                    PrintGroup.None,
                    default,
                    default,
                    isHistory
                )
            );
        }
    }
}
