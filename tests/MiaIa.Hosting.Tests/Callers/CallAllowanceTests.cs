using System.Net;
using MiaIa.Hosting.Callers;
using Microsoft.Extensions.Time.Testing;

namespace MiaIa.Hosting.Tests.Callers;

public sealed class CallAllowanceTests
{
    private readonly IPAddress _one = IPAddress.Parse("192.0.2.1");

    [Test]
    public void It_is_used_up_and_fills_again_evenly()
    {
        var time = Held();
        var allowance = new CallAllowance(aSecond: 2, atOnce: 4, addressesMax: 10, time);
        Assert.That(Taken(allowance, _one, 10), Is.EqualTo(4));
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.That(Taken(allowance, _one, 10), Is.EqualTo(1));
        time.Advance(TimeSpan.FromHours(1));
        Assert.That(Taken(allowance, _one, 10), Is.EqualTo(4), "never more than the whole");
    }

    [Test]
    public void Each_address_has_its_own_and_a_network_of_IPv6_is_one()
    {
        var allowance = new CallAllowance(aSecond: 1, atOnce: 2, addressesMax: 10, Held());
        Assert.That(Taken(allowance, _one, 5), Is.EqualTo(2));
        Assert.That(Taken(allowance, IPAddress.Parse("::ffff:192.0.2.1"), 5), Is.Zero, "the same one, written otherwise");
        Assert.That(Taken(allowance, IPAddress.Parse("192.0.2.2"), 5), Is.EqualTo(2));
        Assert.That(Taken(allowance, IPAddress.Parse("2001:db8::1"), 5), Is.EqualTo(2));
        Assert.That(Taken(allowance, IPAddress.Parse("2001:db8::ffff"), 5), Is.Zero);
        Assert.That(Taken(allowance, IPAddress.Parse("2001:db8:0:1::1"), 5), Is.EqualTo(2));
    }

    [Test]
    public void Of_many_addresses_the_one_that_was_quiet_longest_is_forgotten()
    {
        var allowance = new CallAllowance(aSecond: 1, atOnce: 1, addressesMax: 3, Held());
        foreach (var last in (int[])[1, 2, 3])
            Assert.That(allowance.TryTake(IPAddress.Parse($"192.0.2.{last}")), Is.True);
        Assert.That(allowance.TryTake(IPAddress.Parse("192.0.2.1")), Is.False, "known, and now the newest");
        Assert.That(allowance.TryTake(IPAddress.Parse("192.0.2.4")), Is.True, "takes the place of the second");
        Assert.That(allowance.TryTake(IPAddress.Parse("192.0.2.1")), Is.False);
        Assert.That(allowance.TryTake(IPAddress.Parse("192.0.2.2")), Is.True, "forgotten");
    }

    private static FakeTimeProvider Held() => new(DateTimeOffset.UnixEpoch);

    private static int Taken(CallAllowance allowance, IPAddress address, int tries) =>
        Enumerable.Range(0, tries).Count(_ => allowance.TryTake(address));
}
