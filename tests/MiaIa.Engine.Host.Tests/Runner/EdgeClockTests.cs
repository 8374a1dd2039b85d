using MiaIa.Engine.Host.Sessions;

namespace MiaIa.Engine.Host.Tests.Runner;

public sealed class EdgeClockTests
{
    private const long Second = 1_000_000_000;

    private readonly TwoClocks _time = new();

    [TestCase(100e-6)]
    [TestCase(-100e-6)]
    public void Three_days_of_a_counter_that_drifts_are_no_offset_and_never_run_backwards(double drift)
    {
        var clock = new EdgeClock(_time, 0);
        var newest = 0L;
        for (var second = 0; second < 3 * 86_400; second++)
        {
            _time.Pass(1, 1 + drift);
            Assert.That(clock.Follow(0), Is.Zero);
            var now = clock.ReceivedUnixNs;
            if (now <= newest || Math.Abs(clock.WallUnixNs - now) > Second / 100)
                Assert.Fail($"second {second}: {clock.WallUnixNs - now} ns from the wall clock, {now - newest} ns after the one before");
            newest = now;
        }
    }

    [TestCase(3600)]
    [TestCase(-3600)]
    [TestCase(5)]
    public void A_wall_clock_that_is_set_wrong_is_not_followed(double seconds)
    {
        var clock = new EdgeClock(_time, 0);
        var began = clock.ReceivedUnixNs;
        _time.Set(seconds);
        for (var second = 0; second < 60; second++)
        {
            _time.Pass(1);
            Assert.That(clock.Follow(0), Is.Zero);
        }

        // Nor when the market disagrees with something else than that.
        Assert.That(clock.Follow((long)(-seconds * Second)), Is.Zero);
        Assert.That(clock.ReceivedUnixNs - began, Is.EqualTo(60 * Second));
    }

    [TestCase(3600)]
    [TestCase(5)]
    public void A_wall_clock_that_was_behind_the_market_and_is_set_right_is_followed_at_once(double seconds)
    {
        var clock = new EdgeClock(_time, 0);
        var offset = (long)(seconds * Second);
        Assert.That(clock.Follow(offset), Is.Zero, "not set yet");
        _time.Set(seconds);
        Assert.That(clock.Follow(offset), Is.EqualTo(offset));
        Assert.That(clock.WallUnixNs - clock.ReceivedUnixNs, Is.Zero);
        Assert.That(clock.Follow(0), Is.Zero);
    }

    [Test]
    public void One_that_was_ahead_is_waited_for_and_no_time_runs_backwards()
    {
        var clock = new EdgeClock(_time, 0);
        _time.Set(-5);
        var newest = clock.ReceivedUnixNs;
        var seconds = 0;
        for (; seconds < 100 && Math.Abs(clock.WallUnixNs - clock.ReceivedUnixNs) > Second; seconds++)
        {
            Assert.That(clock.Follow(clock.WallUnixNs - clock.ReceivedUnixNs), Is.Zero);
            _time.Pass(1);
            Assert.That(clock.ReceivedUnixNs, Is.GreaterThan(newest));
            newest = clock.ReceivedUnixNs;
        }

        Assert.That(seconds, Is.EqualTo(8), "half as fast as the wall clock, down to what is a drift");
    }

    /// <summary>A wall clock and a counter that a test moves, together and apart.</summary>
    private sealed class TwoClocks : TimeProvider
    {
        private DateTimeOffset _wall = new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero);
        private long _counted;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _wall;

        public override long GetTimestamp() => _counted;

        internal void Set(double seconds) => _wall += TimeSpan.FromSeconds(seconds);

        internal void Pass(double seconds, double wallRate = 1)
        {
            _counted += (long)(seconds * TimeSpan.TicksPerSecond);
            _wall += TimeSpan.FromTicks((long)(seconds * wallRate * TimeSpan.TicksPerSecond));
        }
    }
}
