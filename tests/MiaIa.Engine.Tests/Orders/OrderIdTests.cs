using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>An id names one order for ever: it is the tag of Sierra's.</summary>
public sealed class OrderIdTests
{
    /// <summary>What was cut out of a journal may have been ordered: no id of it is given out again.</summary>
    [Test]
    public void Order_ids_go_on_from_the_clock_where_records_are_missing()
    {
        const ulong Step = 4;
        var tracker = new OrderTracker(
            new OrderOptions
            {
                AreIdsOfTheClock = true,
                FirstOrderId = 2,
                OrderIdStep = Step,
            }
        );
        var now = UnixNanos.Trusted(1_704_908_398_080_000_000);
        var lost = new HashSet<ulong>();
        var signals = 0ul;
        for (var i = 0; i < 3; i++)
            lost.Add(Denied());
        tracker.PassIdsUntil(UnixNanos.Trusted(now.Value - UnixNanos.PerSecond));
        Assert.That(lost.Add(Denied()), Is.True, "never backwards");
        now = UnixNanos.Trusted(now.Value + UnixNanos.PerSecond);
        tracker.PassIdsUntil(now);
        var next = Denied();
        Assert.That((next >= (ulong)now.Micros, next % Step), Is.EqualTo((true, 2ul)));
        Assert.That(lost, Has.All.LessThan(next));
        tracker.PassIdsUntil(now);
        Assert.That(Denied(), Is.EqualTo(next + Step), "once");

        ulong Denied()
        {
            Assert.That(tracker.TrySubmit(OrderRig.Approve(++signals), now, now), Is.True, tracker.WhyDenied);
            var id = tracker.Intents[0].OrderId;
            tracker.Deny(id, "kept", now, now);
            return id;
        }
    }
}
