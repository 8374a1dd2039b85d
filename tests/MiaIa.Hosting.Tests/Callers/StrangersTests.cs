using System.Net;
using MiaIa.Hosting.Callers;

namespace MiaIa.Hosting.Tests.Callers;

public sealed class StrangersTests
{
    private const int Max = 8;

    private readonly IPAddress _honest = IPAddress.Parse("192.0.2.1");
    private readonly IPAddress _other = IPAddress.Parse("192.0.2.2");

    [Test]
    public void Fault_56_a_flood_from_one_address_turns_out_its_own_and_nobody_of_another([Values] bool isGreeted)
    {
        var strangers = new Strangers(Max, "room");
        var turnedOut = new List<int>();
        var isHonestOut = false;
        strangers.Enter(_honest, _ => isHonestOut = true);
        for (var i = 0; i < 1000; i++)
        {
            var number = i;
            var one = strangers.Enter(_other, _ => turnedOut.Add(number));
            if (isGreeted)
                one.Hear();
        }

        Assert.That(isHonestOut, Is.False);
        Assert.That(turnedOut, Is.EqualTo(Enumerable.Range(0, 1000 - (Max - 1))), "the one that has waited longest first");
    }

    [Test]
    public void Of_one_address_who_has_said_nothing_goes_before_who_has()
    {
        var strangers = new Strangers(2, "room");
        var turnedOut = new List<string>();
        strangers.Enter(_other, _ => turnedOut.Add("heard")).Hear();
        strangers.Enter(_other, _ => turnedOut.Add("silent"));
        strangers.Enter(_other, _ => turnedOut.Add("newest"));
        Assert.That(turnedOut.Single(), Is.EqualTo("silent"));
    }

    [Test]
    public void The_newest_gets_the_room_of_one_that_was_heard_when_there_is_no_other()
    {
        var strangers = new Strangers(2, "room");
        var turnedOut = new List<string>();
        strangers.Enter(_other, _ => turnedOut.Add("first")).Hear();
        strangers.Enter(_other, _ => turnedOut.Add("second")).Hear();
        strangers.Enter(_other, _ => turnedOut.Add("newest"));
        Assert.That(turnedOut.Single(), Is.EqualTo("first"));
    }

    [Test]
    public void Who_has_left_or_is_known_takes_no_room()
    {
        var strangers = new Strangers(2, "room");
        var turnedOut = 0;
        for (var i = 0; i < 100; i++)
        {
            var one = strangers.Enter(i % 2 == 0 ? _honest : null, _ => turnedOut++);
            if (i % 3 == 0)
                one.Know();
            else
                one.Leave();
            one.Leave();
        }

        Assert.That(turnedOut, Is.Zero);
    }

    [Test]
    public void The_addresses_of_one_IPv6_network_count_as_one()
    {
        var strangers = new Strangers(Max, "room");
        var isHonestOut = false;
        strangers.Enter(IPAddress.Parse("2001:db8:0:1::1"), _ => isHonestOut = true);
        for (var i = 0; i < 100; i++)
            strangers.Enter(IPAddress.Parse($"2001:db8:0:2::{i:x}"), _ => { });
        Assert.That(isHonestOut, Is.False);
    }
}
