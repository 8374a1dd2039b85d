using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>The table of an order's life: as docs/orders.md shows it, and laws that no cell may break.</summary>
public sealed class OrderLifeTests
{
    private static readonly OrderState[] States = Enum.GetValues<OrderState>();
    private static readonly OrderEvent[] Events = Enum.GetValues<OrderEvent>();

    [Test]
    public void The_document_shows_the_table_that_the_tracker_lives_by()
    {
        var rows = OrderDocument.Table("| what happens |");
        var columns = rows[0];
        Assert.That(columns[1..], Is.EquivalentTo(States.Select(s => s.ToString())), "every state has its column");
        Assert.That(rows.Skip(1).Select(row => row[0]), Is.EqualTo(Events.Select(e => e.ToString())), "every event has its row");
        var wrong =
            from row in rows.Skip(1)
            from column in Enumerable.Range(1, States.Length)
            let state = Enum.Parse<OrderState>(columns[column])
            let step = OrderLife.After(state, Enum.Parse<OrderEvent>(row[0]))
            let told = (step.State == state ? "=" : step.State.ToString()) + Sign(step.Action)
            where told != row[column]
            select $"{row[0]} in {state}: the document says {row[column]}, the tracker does {told}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Nothing_brings_an_ended_order_back_but_a_snapshot_or_what_contradicts_that_nothing_was_made()
    {
        OrderState[] ended = [OrderState.Filled, OrderState.Canceled, OrderState.Rejected];
        var wrong =
            from state in ended
            from happened in Events
            where happened != OrderEvent.Shown && Open(OrderLife.After(state, happened).State)
            select $"{happened} in {state}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Whatever_ends_unasked_or_comes_back_lets_the_next_entry_wait()
    {
        var wrong =
            from state in States
            from happened in Events
            let step = OrderLife.After(state, happened)
            let isUnasked = Open(state) && !Open(step.State) && step.State != OrderState.Filled
            let isBack = !Open(state) && Open(step.State)
            let isExpected = happened is OrderEvent.Released
                || (happened is OrderEvent.Canceled && state == OrderState.Canceling)
                || (happened is OrderEvent.Refused && state == OrderState.Decided)
            where (isUnasked || isBack) && !isExpected && step.Action != OrderAction.Doubt
            select $"{happened} in {state} leads to {step}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Silence_asks_and_decides_nothing_and_only_an_unfilled_entry_is_cancelled()
    {
        foreach (var state in States)
        {
            var silent = OrderLife.After(state, OrderEvent.Silent);
            Assert.That(silent.Action, Is.AnyOf(OrderAction.None, OrderAction.Ask), $"{state}");
            Assert.That(silent.State == state || (state, silent.State) == (OrderState.Decided, OrderState.Unresolved), $"{state}");
            var unwanted = OrderLife.After(state, OrderEvent.Unwanted).Action == OrderAction.Cancel;
            Assert.That(unwanted, Is.EqualTo(Open(state) && state != OrderState.Partial), $"{state}");
        }
    }

    private static bool Open(OrderState state) => new TrackedOrder { State = state }.IsOpen;

    private static string Sign(OrderAction action) =>
        action switch
        {
            OrderAction.Late => "~",
            OrderAction.Ask => "?",
            OrderAction.Doubt => "!",
            OrderAction.Cancel => "-",
            _ => "",
        };
}
