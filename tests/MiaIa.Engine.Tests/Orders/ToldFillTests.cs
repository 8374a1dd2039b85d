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

    [Test]
    public void What_a_study_tells_as_nobodys_of_an_order_that_Sierra_has_for_us_is_ours_and_counts_once()
    {
        var rig = OrderRig.InPosition();
        var fill = rig.MakeFill(0, OrderRole.External, 1, 20_016, Direction.Short) with { BrokerId = 22 };
        rig.Take(fill);
        Assert.That((rig.Fills[^1].OrderId, rig.Fills[^1].Role), Is.EqualTo((1UL, OrderRole.Target)));
        HoldTargetThatFilledOnce(rig, fill);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void An_execution_that_counted_as_nobodys_counts_once_when_its_order_is_learned(bool isToldByTheFill)
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        rig.Fill(id, OrderRole.Entry, 1, 20_000);
        var fill = rig.MakeFill(0, OrderRole.External, 1, 20_016, Direction.Short) with { BrokerId = 22 };
        rig.Take(fill);
        Assert.That((rig.Fills[^1].OrderId, rig.Tracker.OwnPosition), Is.EqualTo((0UL, 0)), "nothing told yet whose order 22 is");
        if (isToldByTheFill)
            rig.Take(fill with { OrderId = id, Role = OrderRole.Target });
        HoldTargetThatFilledOnce(rig, fill);
    }

    [Test]
    public void Lots_that_counted_as_external_are_ours_once_their_entry_is_learned()
    {
        var rig = OrderRig.Ready();
        var id = rig.Enter();
        rig.Take(rig.MakeFill(0, OrderRole.External, 1, 20_000, Direction.Long) with { BrokerId = 20 });
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition), Is.EqualTo((0, 1)));
        rig.Report(OrderReportKind.Working, id, OrderRole.Entry, 20);
        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition, rig.Fills.Count), Is.EqualTo((1, 0, 1)));
        Assert.That((rig.Order(id).State, rig.Order(id).FilledLots), Is.EqualTo((OrderState.Filled, 1)));
        rig.Pass(1_100);
        rig.Snapshot(1);
        rig.Pass(1_100);
        Assert.That(rig.Count(OrderIntentKind.Flatten), Is.EqualTo(1), "lots of ours without a stop");
    }

    [TestCase(23UL, 1, Direction.Short)]
    [TestCase(0UL, 1, Direction.Short)]
    [TestCase(22UL, 1, Direction.Long)]
    [TestCase(22UL, 2, Direction.Short)]
    public void A_trade_of_another_order_another_side_or_more_lots_than_ours_has_stays_nobodys(ulong broker, int lots, Direction direction)
    {
        var rig = OrderRig.InPosition();
        rig.Take(rig.MakeFill(0, OrderRole.External, lots, 20_016, direction) with { BrokerId = broker });
        Assert.That((rig.Fills[^1].OrderId, rig.Order(1, OrderRole.Target).FilledLots), Is.EqualTo((0UL, 0)));
    }

    // Another study, which knows the order, tells that it has filled: nothing is missing, and nothing is inferred.
    private static void HoldTargetThatFilledOnce(OrderRig rig, Fill fill)
    {
        rig.Report(OrderReportKind.Filled, 1, OrderRole.Target, 22, filled: 1, price: 20_016);
        rig.Pass(2_100);
        for (var told = 0; told < 3; told++)
        {
            rig.Snapshot(0, [], [fill]);
            rig.Snapshot(0, [], [fill with { OrderId = 1, Role = OrderRole.Target }]);
        }

        Assert.That((rig.Tracker.OwnPosition, rig.Tracker.ExternalPosition, rig.Fills.Count), Is.EqualTo((0, 0, 2)));
        Assert.That((rig.Tracker.Counters.InferredFills, rig.Tracker.Counters.Contradictions), Is.EqualTo((0, 0)));
        Assert.That(rig.Order(1, OrderRole.Target).FilledLots, Is.EqualTo(1));
    }

    private static OrderReport[] WorkingBracket(OrderRig rig, ulong id) =>
        [
            rig.Make(OrderReportKind.Working, id, OrderRole.Stop, 21, price: 19_992),
            rig.Make(OrderReportKind.Working, id, OrderRole.Target, 22, price: 20_016),
        ];
}
