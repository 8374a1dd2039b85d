using MiaIa.Engine.Host.Chains;
using MiaIa.Ibkr.Connection;

namespace MiaIa.Engine.Host.Tests.Chains;

public sealed class TapeClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 14, 30, 0, TimeSpan.Zero);

    [Test]
    public void Before_the_first_print_the_time_is_the_simulated_Gateways()
    {
        var limits = new ScaledClock(Start, 60, TimeProvider.System);
        Assert.That(new TapeClock(limits, () => 0).GetUtcNow(), Is.EqualTo(limits.GetUtcNow()).Within(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void From_the_first_print_on_it_is_the_tapes_and_the_limits_stay_the_Gateways()
    {
        var limits = new ScaledClock(Start, 60, TimeProvider.System);
        var tape = Start.AddHours(3);
        var clock = new TapeClock(limits, () => (tape - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Assert.That(clock.GetUtcNow(), Is.EqualTo(tape));
        var before = limits.GetTimestamp();
        var between = clock.GetTimestamp();
        Assert.That(between, Is.InRange(before, limits.GetTimestamp()));
    }
}
