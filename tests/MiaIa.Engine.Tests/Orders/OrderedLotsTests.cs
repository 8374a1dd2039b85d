namespace MiaIa.Engine.Tests.Orders;

public sealed class OrderedLotsTests
{
    [Test]
    public void A_signal_has_the_lots_of_its_own_entry_and_none_without_one()
    {
        var rig = OrderRig.Ready();
        Assert.That(rig.Tracker.LotsOrderedFor(7), Is.Zero);
        rig.Enter(signalId: 7, lots: 2);
        Assert.That((rig.Tracker.LotsOrderedFor(7), rig.Tracker.LotsOrderedFor(8)), Is.EqualTo((2, 0)));
    }
}
