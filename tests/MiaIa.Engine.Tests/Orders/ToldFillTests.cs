using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>A fill that is told again under its id.</summary>
public sealed class ToldFillTests
{
    [TestCase(1, 19_990, Direction.None)]
    [TestCase(2, 20_000, Direction.None)]
    [TestCase(1, 20_000, Direction.Short)]
    public void A_known_fill_with_another_content_is_counted_said_and_blocks_until_two_positions_were_equal(
        int lots,
        int price,
        Direction direction
    )
    {
        var rig = OrderRig.InPosition();
        var first = rig.Fills.Single();
        rig.Read(1);
        Assert.That(rig.Tracker.WhyNot, Is.Empty);
        for (var told = 0; told < 2; told++)
        {
            rig.Fill(first.OrderId, OrderRole.Entry, lots, price, direction, first.Key);
            rig.Take(first);
        }

        var side = direction == Direction.Short ? "sold" : "bought";
        Assert.That(
            rig.Remarks,
            Has.One.EqualTo(
                $"fill {first.Key} was told as bought 1 at 20000 ticks by order {first.OrderId}, and now as {side} {lots} at {price} ticks by order {first.OrderId}: the first one counts"
            ),
            "once, though it is told twice"
        );
        Assert.That((rig.Tracker.Counters.Contradictions, rig.Tracker.OwnPosition, rig.Fills.Count), Is.EqualTo((1, 1, 1)));
        Assert.That(rig.Tracker.WhyNot, Is.EqualTo("a fill was told twice with other contents"));
        rig.Fill(first.OrderId, OrderRole.Entry, lots, price, direction, first.Key);
        rig.Snapshot(1, WorkingBracket(rig, first.OrderId));
        rig.Snapshot(1, WorkingBracket(rig, first.OrderId));
        Assert.That((rig.Tracker.WhyNot, rig.Tracker.Counters.Contradictions), Is.EqualTo(("", 1)));
    }

    [Test]
    public void A_known_fill_whose_order_is_learned_later_is_the_same_fill()
    {
        var rig = OrderRig.Ready();
        var key = rig.Fill(0, OrderRole.External, 1, 20_000, Direction.Long);
        rig.Fill(1, OrderRole.Entry, 1, 20_000, Direction.Long, key);
        Assert.That((rig.Tracker.Counters.Contradictions, rig.Tracker.Counters.DuplicateFills), Is.EqualTo((0, 1)));
    }

    private static OrderReport[] WorkingBracket(OrderRig rig, ulong id) =>
        [
            rig.Make(OrderReportKind.Working, id, OrderRole.Stop, 21, price: 19_992),
            rig.Make(OrderReportKind.Working, id, OrderRole.Target, 22, price: 20_016),
        ];
}
