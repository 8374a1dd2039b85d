using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>What the study refuses, and what is rejected, is handed on once with its code, and counted.</summary>
public sealed class ToldRefusalTests
{
    [TestCase(OrderReportKind.Refused, 0UL, "drift")]
    [TestCase(OrderReportKind.Rejected, 20UL, "broker")]
    public void A_refused_entry_is_told_once(OrderReportKind kind, ulong broker, string code)
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(kind, id, OrderRole.Entry, broker, code: code);
        var told = rig.Tracker.Refusals.ToArray().Single();
        Assert.That((told.OrderId, told.Kind, told.Code, rig.Tracker.Counters.Refused), Is.EqualTo((id, kind, code, 1)));

        rig.Report(kind, id, OrderRole.Entry, broker, code: code);
        Assert.That((rig.Tracker.Refusals.Length, rig.Tracker.Counters.Refused), Is.EqualTo((0, 1)), "it was told before");
    }

    [Test]
    public void A_refused_flatten_is_told()
    {
        var rig = OrderRig.InPosition();
        rig.Flatten("enough");
        var id = rig.Left.Last(intent => intent.Kind == OrderIntentKind.Flatten).OrderId;
        rig.TakeBare(OrderReportKind.Refused, id);
        Assert.That((rig.Tracker.Refusals.Length, rig.Tracker.Counters.Refused), Is.EqualTo((1, 1)));
    }

    [Test]
    public void What_is_accepted_and_what_somebody_else_has_rejected_is_not_told()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        Assert.That(rig.Tracker.Refusals.Length, Is.Zero);
        rig.Report(OrderReportKind.Working, 0, OrderRole.External, 31);
        rig.Report(OrderReportKind.Rejected, 0, OrderRole.External, 31);
        Assert.That((rig.Tracker.Refusals.Length, rig.Tracker.Counters.Refused), Is.EqualTo((0, 0)));
    }
}
