using MiaIa.Ibkr.Connection;
using Microsoft.Extensions.Time.Testing;

namespace MiaIa.Ibkr.Tests.Connection;

public sealed class TokenBucketTests
{
    // Timestamps of a machine that runs for a day. Those of the fake's own start, the year 2000, are beyond what a double holds exactly.
    private static readonly DateTimeOffset Start = new(1, 1, 2, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_burst_goes_at_once_and_then_one_each_25_ms()
    {
        var bucket = new TokenBucket(40, 4, new FakeTimeProvider(Start));
        var waits = Enumerable.Range(0, 7).Select(_ => bucket.Take().TotalMilliseconds);
        Assert.That(waits, Is.EqualTo(new[] { 0.0, 0, 0, 0, 25, 50, 75 }));
    }

    [Test]
    public void A_pause_fills_the_bucket_and_never_above_the_burst()
    {
        var clock = new FakeTimeProvider(Start);
        var bucket = new TokenBucket(40, 4, clock);
        for (var i = 0; i < 4; i++)
            bucket.Take();
        clock.Advance(TimeSpan.FromHours(1));
        var waits = Enumerable.Range(0, 5).Select(_ => bucket.Take().TotalMilliseconds);
        Assert.That(waits, Is.EqualTo(new[] { 0.0, 0, 0, 0, 25 }));
    }

    [Test]
    public void In_no_second_go_more_than_rate_and_burst_whatever_the_pauses()
    {
        const int Seed = 40;
        var random = new Random(Seed);
        var clock = new FakeTimeProvider(Start);
        var bucket = new TokenBucket(40, 4, clock);
        var sent = new List<TimeSpan>();
        for (var i = 0; i < 20_000; i++)
        {
            clock.Advance(bucket.Take());
            sent.Add(clock.GetElapsedTime(0));
            if (random.Next(10) == 0)
                clock.Advance(TimeSpan.FromMilliseconds(random.Next(300)));
        }
        for (int last = 0, first = 0; last < sent.Count; last++)
        {
            while (sent[last] - sent[first] >= TimeSpan.FromSeconds(1))
                first++;
            Assert.That(last - first + 1, Is.LessThanOrEqualTo(43), $"messages in the second before message {last}");
        }
    }
}
