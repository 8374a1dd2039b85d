using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>An entry whose command never left.</summary>
public sealed class DeniedHereTests
{
    [Test]
    public void A_command_that_could_not_be_put_on_the_device_is_denied_here()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Deny(id, "journal_failed");
        Assert.That((rig.Order(id).Outcome, rig.Tracker.HasOpenEntry), Is.EqualTo((OrderOutcome.DeniedHere, false)));
        rig.Pass(5_000);
        Assert.That(rig.Left, Has.None.Matches<OrderIntent>(i => i.Kind == OrderIntentKind.Query && i.OrderId == id));
    }

    [Test]
    public void An_entry_that_was_kept_back_is_denied_here_also_when_it_was_asked_about_or_is_to_be_cancelled()
    {
        var rig = OrderRig.Ready();
        var asked = rig.Enter();
        rig.Pass(2_000);
        Assert.That(rig.Order(asked).State, Is.EqualTo(OrderState.Unresolved));
        rig.Deny(asked, "not_sent");
        Assert.That((rig.Order(asked).Outcome, rig.Tracker.HasOpenEntry), Is.EqualTo((OrderOutcome.DeniedHere, false)));
        rig.Pass(10_000);
        rig.Read(0);
        rig.Read(0);
        var unwanted = rig.Enter(signalId: 2);
        rig.CancelEntry(2);
        rig.Deny(unwanted, "not_sent");
        Assert.That(rig.Order(unwanted).Outcome, Is.EqualTo(OrderOutcome.DeniedHere));
    }

    [Test]
    public void What_Sierra_has_shown_of_an_entry_is_not_denied()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        rig.CancelEntry(1);
        rig.Deny(id, "not_sent");
        Assert.That(rig.Order(id).State, Is.EqualTo(OrderState.Canceling));
    }
}
