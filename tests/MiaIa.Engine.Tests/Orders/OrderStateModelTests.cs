using MiaIa.Engine.Accounts;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>
/// The state of an entry after any reports in any order, against a model that knows no table: it looks at the whole history at once and asks what
/// was ever said, and what was said first.
/// </summary>
public sealed class OrderStateModelTests
{
    private const int Lots = 2;
    private const int ReportsMax = 12;

    private static readonly OrderReportKind[] Kinds =
    [
        OrderReportKind.Sent,
        OrderReportKind.Working,
        OrderReportKind.Partial,
        OrderReportKind.Filled,
        OrderReportKind.Canceled,
        OrderReportKind.Rejected,
        OrderReportKind.Refused,
    ];

    [Test]
    public void An_entry_is_in_the_state_that_its_whole_history_says() =>
        Law.Holds(
            seed =>
            {
                var random = new Random(seed);
                var rig = OrderRig.Ready();
                var id = rig.Enter(lots: Lots);
                var history = new List<OrderReportKind>();
                for (var left = random.Next(1, ReportsMax); left > 0; left--)
                {
                    var kind = Kinds[random.Next(Kinds.Length)];
                    history.Add(kind);
                    var filled = kind switch
                    {
                        OrderReportKind.Partial => 1,
                        OrderReportKind.Filled => Lots,
                        _ => 0,
                    };
                    rig.Report(kind, id, OrderRole.Entry, kind == OrderReportKind.Refused ? 0UL : 20, lots: Lots, filled: filled);
                    var order = rig.Order(id);
                    Assert.That(order.State, Is.EqualTo(Expected(history)), $"seed {seed}: {string.Join(' ', history)}");
                    Assert.That(order.IsOpen, Is.EqualTo(IsOpen(history)), $"seed {seed}: {string.Join(' ', history)}");
                }

                Assert.That(
                    rig.Left.Count(intent => intent.Kind == OrderIntentKind.Enter),
                    Is.EqualTo(1),
                    "no report makes a second order"
                );
            },
            seeds: 1_000
        );

    // Filled is final and undoes any other end; of the other ends the first one stands; without an end the furthest that was reached; a refusal
    // counts only while nothing says that there is an order.
    private static OrderState Expected(List<OrderReportKind> history)
    {
        if (history.Contains(OrderReportKind.Filled))
            return OrderState.Filled;
        var ends = history.Where(kind => kind is OrderReportKind.Canceled or OrderReportKind.Rejected).ToList();
        if (ends.Count > 0)
            return ends[0] == OrderReportKind.Canceled ? OrderState.Canceled : OrderState.Rejected;
        if (history.Contains(OrderReportKind.Partial))
            return OrderState.Partial;
        if (history.Contains(OrderReportKind.Working))
            return OrderState.Working;
        return history.Contains(OrderReportKind.Sent) ? OrderState.Sent : OrderState.Refused;
    }

    private static bool IsOpen(List<OrderReportKind> history) =>
        Expected(history) is OrderState.Sent or OrderState.Working or OrderState.Partial;
}
