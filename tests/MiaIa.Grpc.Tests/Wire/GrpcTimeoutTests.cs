using MiaIa.Grpc.Wire;

namespace MiaIa.Grpc.Tests.Wire;

public sealed class GrpcTimeoutTests
{
    [TestCase("1n", 1)]
    [TestCase("100n", 1)]
    [TestCase("101n", 2)]
    [TestCase("5u", 50)]
    [TestCase("100m", 1_000_000)]
    [TestCase("2S", 20_000_000)]
    [TestCase("3M", 1_800_000_000)]
    [TestCase("1H", 36_000_000_000)]
    [TestCase("00000001S", 10_000_000)]
    public void Reads_every_unit(string header, long ticks)
    {
        Assert.That(GrpcTimeout.TryParse(header, out var timeout), Is.True);
        Assert.That(timeout.Ticks, Is.EqualTo(ticks));
    }

    [Test]
    public void Reads_a_timeout_beyond_every_timer_as_the_longest_one()
    {
        Assert.That(GrpcTimeout.TryParse("99999999H", out var timeout), Is.True);
        Assert.That(timeout, Is.EqualTo(GrpcTimeout.TimerMax));
    }

    [TestCase("")]
    [TestCase("S")]
    [TestCase("5")]
    [TestCase("5s")]
    [TestCase("-5S")]
    [TestCase("+5S")]
    [TestCase(" 5S")]
    [TestCase("1.5S")]
    [TestCase("123456789S")]
    public void Refuses_what_is_none(string header) => Assert.That(GrpcTimeout.TryParse(header, out _), Is.False);

    [TestCase(1, "1u")]
    [TestCase(10, "1u")]
    [TestCase(11, "2u")]
    [TestCase(1_000_000, "100000u")]
    [TestCase(999_999_990, "99999999u")]
    [TestCase(1_000_000_000, "100000m")]
    [TestCase(1_000_000_001, "100001m")]
    [TestCase(36_000_000_000_000, "3600000S")]
    public void Writes_the_finest_unit_that_has_room_rounded_up(long ticks, string header) =>
        Assert.That(GrpcTimeout.Format(new TimeSpan(ticks)), Is.EqualTo(header));

    [Test]
    public void Writes_at_most_eight_digits_and_a_unit() =>
        Assert.That(GrpcTimeout.Format(TimeSpan.MaxValue), Has.Length.LessThanOrEqualTo(9));
}
