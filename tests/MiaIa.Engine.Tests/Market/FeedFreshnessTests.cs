using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Market;

public sealed class FeedFreshnessTests
{
    private const long StudyStale = 3_000;
    private const long BookStale = 1_700;

    [Test]
    public void It_says_at_every_moment_what_the_two_times_say() =>
        Law.Holds(seed =>
        {
            var random = new Random(seed);
            var feeds = new FeedFreshness(StudyStale, BookStale);
            var now = 1L;
            for (var i = 0; i < 3_000; i++)
            {
                now += random.Next(5) == 0 ? random.Next(4_000) : random.Next(300);
                Look(feeds, now);
                switch (random.Next(40))
                {
                    case < 8:
                        feeds.StudySpoke(now);
                        break;
                    case < 14:
                        feeds.BookCame(now);
                        break;
                    case < 16:
                        feeds.Heartbeat(now);
                        break;
                    case 16:
                        feeds.Detach();
                        break;
                }

                Look(feeds, now);
            }
        });

    private static void Look(FeedFreshness feeds, long now)
    {
        var before = (feeds.IsStudyFresh, feeds.IsBookFresh);
        var said = feeds.Refresh(now);
        var isStudyFresh = feeds.StudySeenAt != 0 && now - feeds.StudySeenAt < StudyStale;
        var isBookFresh = feeds.BookSeenAt != 0 && now - feeds.BookSeenAt < BookStale;
        Assert.That((feeds.IsStudyFresh, feeds.IsBookFresh), Is.EqualTo((isStudyFresh, isBookFresh)), $"at {now}");
        Assert.That(said, Is.EqualTo(before != (isStudyFresh, isBookFresh)), $"at {now}");
    }
}
