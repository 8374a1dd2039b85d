using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Orders;

/// <summary>What stands in the market for our position, summed once a call, and since when a part of it has had no working stop.</summary>
internal sealed class Protection(TrackedState state)
{
    internal int StopLots { get; private set; }

    internal int TargetLots { get; private set; }

    internal bool HasOpenEntry { get; private set; }

    internal bool HasOpenExit { get; private set; }

    /// <summary>A stop, target or exit of ours may still fill.</summary>
    internal bool HasOpenClosing { get; private set; }

    /// <summary>A position of ours or an order that may make one.</summary>
    internal bool HasSomething => state.Position.Own != 0 || HasOpenEntry || HasOpenClosing;

    internal bool HasUnresolved { get; private set; }

    /// <summary>A command may still be answered: its silence has to be noted.</summary>
    internal bool AwaitsAnswer { get; private set; }

    /// <summary>A status told of more lots than executions have shown.</summary>
    internal bool AreFillsMissing { get; private set; }

    /// <summary>0 = every lot is protected.</summary>
    internal long NakedSinceNanos { get; set; }

    internal void Sum()
    {
        StopLots = TargetLots = 0;
        HasOpenEntry = HasOpenExit = HasOpenClosing = HasUnresolved = AwaitsAnswer = AreFillsMissing = false;
        foreach (var order in state.Orders.All)
        {
            if (order.Role == OrderRole.External)
                continue;
            var isWorking = order.State is OrderState.Working or OrderState.Partial;
            AwaitsAnswer |= order.AwaitsAnswer;
            HasUnresolved |= order.State == OrderState.Unresolved;
            AreFillsMissing |= order.ToldLots > order.FilledLots;
            switch (order.Role)
            {
                case OrderRole.Entry:
                    HasOpenEntry |= order.IsOpen;
                    break;
                case OrderRole.Stop:
                    StopLots += isWorking ? order.RestLots : 0;
                    HasOpenClosing |= order.IsOpen;
                    break;
                case OrderRole.Target:
                    TargetLots += isWorking ? order.RestLots : 0;
                    HasOpenClosing |= order.IsOpen;
                    break;
                default:
                    HasOpenExit |= order.IsOpen;
                    HasOpenClosing |= order.IsOpen;
                    break;
            }
        }
    }

    /// <summary>Whether a lot of ours has stood without a working stop for too long.</summary>
    internal bool IsNakedTooLong()
    {
        if (state.Position.Own == 0 || !state.CanCommand)
        {
            NakedSinceNanos = 0;
            return false;
        }

        var exposed = state.Position.Exposed(state.IsReadingNewer);
        var read = state.AreReadStopsNewer && state.Position.HasReading ? state.Position.Reading.WorkingStopLots : 0;
        if (exposed <= Math.Max(StopLots, read))
        {
            NakedSinceNanos = 0;
            return false;
        }

        if (NakedSinceNanos == 0)
            NakedSinceNanos = state.Elapsed;
        return state.HasPassed(NakedSinceNanos, state.Options.NakedMillis);
    }
}
