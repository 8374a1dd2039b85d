namespace MiaIa.Engine.Orders;

/// <summary>
/// When Sierra's side is asked: at once when something is in doubt, each second while anything is, every few seconds otherwise; by id for a
/// command that has had no answer. One question at a time leaves, and never a command again.
/// </summary>
internal sealed class Questions(TrackedState state)
{
    private const int SpacingMillis = 250;
    private const int UnsettledMillis = 1_000;

    /// <summary>0 = none yet.</summary>
    internal long AskedNanos { get; set; }

    /// <summary>Everything is to be asked anew, at once.</summary>
    internal void Restart()
    {
        AskedNanos = 0;
        state.MustAsk = true;
    }

    internal void Ask(FlattenCourse flatten, bool isSettled)
    {
        if (state.IsPaper || !state.IsAttached)
            return;
        if (flatten is { IsOn: true, IsUnanswered: true } && state.HasPassed(flatten.AskedNanos, state.Options.AnswerMillis))
            state.Ask(flatten.OrderId);
        var wait = isSettled ? 1_000 * state.Options.QuerySeconds : UnsettledMillis;
        if (AskedNanos != 0 && !state.HasPassed(AskedNanos, state.MustAsk ? SpacingMillis : wait))
            return;
        AskedNanos = state.Elapsed;
        var id = state.AskId;
        state.Output.Add(new OrderIntent(OrderIntentKind.Query, id, default, id == 0 ? "reconcile" : "unanswered", state.Now));
        state.MustAsk = false;
        state.AskId = 0;
        if (id == 0)
            return;
        if (id == flatten.OrderId)
            flatten.AskedNanos = state.Elapsed;
        foreach (var order in state.Orders.All)
        {
            if (order.OrderId == id)
                order.AskedNanos = state.Elapsed;
        }
    }

    /// <summary>Lets commands that nobody has answered in time be asked about.</summary>
    internal void NoteSilence()
    {
        if (state.IsPaper || !state.IsAttached)
            return;
        var wait = state.Options.AnswerMillis;
        foreach (var order in state.Orders.All)
        {
            if (order.AwaitsAnswer && state.HasPassed(order.EventNanos, wait) && state.HasPassed(order.AskedNanos, wait))
                _ = state.Apply(order, OrderEvent.Silent);
        }
    }
}
