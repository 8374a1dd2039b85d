using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>A person allows entries again while a flatten is not over.</summary>
public sealed class ResumedFlattenTests
{
    [Test]
    public void Fault_38_a_resume_ends_a_flatten_that_had_nothing_to_close_and_none_leaves_for_a_study_that_comes_later()
    {
        var rig = new OrderRig();
        rig.Flatten("kill");
        Assert.That(rig.Tracker.IsFlattening, Is.True, "nobody has said that all is flat");
        rig.Resume();
        Assert.That(rig.Tracker.IsFlattening, Is.False);
        rig.Attach();
        rig.Snapshot(0);
        rig.Pass(5_000);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.Zero);
    }

    [Test]
    public void Fault_38_a_resume_ends_no_flatten_of_a_position()
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("kill");
        rig.Resume();
        Assert.That(rig.Tracker.IsFlattening, Is.True);
        Assert.That(rig.TryEnter(signalId: 2), Is.False);
    }
}
