using System.Collections.Frozen;

namespace MiaIa.Ibkr.Client;

/// <summary>
/// The one state machine of the connection over all sessions, as a table; <c>docs/ibkr.md</c> shows the same rows, and a test compares them.
/// An event without a row changes nothing.
/// </summary>
public static class LinkFlow
{
    /// <summary>Every row.</summary>
    public static FrozenDictionary<(LinkState State, LinkEvent Event), LinkStep> Rows { get; } = Build().ToFrozenDictionary();

    /// <summary>What follows from an event.</summary>
    public static LinkStep Next(LinkState state, LinkEvent happened) =>
        Rows.TryGetValue((state, happened), out var step) ? step : new LinkStep(state, LinkAction.None);

    private static Dictionary<(LinkState, LinkEvent), LinkStep> Build()
    {
        var rows = new Dictionary<(LinkState, LinkEvent), LinkStep>
        {
            [(LinkState.Stopped, LinkEvent.Start)] = new(LinkState.Opening, LinkAction.Open),
            [(LinkState.Opening, LinkEvent.Opened)] = new(LinkState.Live, LinkAction.AskAll),
            [(LinkState.Opening, LinkEvent.Failed)] = new(LinkState.Waiting, LinkAction.Wait),
            [(LinkState.Opening, LinkEvent.IdTaken)] = new(LinkState.Waiting, LinkAction.WaitForId),
            [(LinkState.Opening, LinkEvent.IdSeemsTaken)] = new(LinkState.Waiting, LinkAction.NextId),
            [(LinkState.Opening, LinkEvent.Stop)] = new(LinkState.Stopped, LinkAction.Close),
            [(LinkState.Waiting, LinkEvent.Due)] = new(LinkState.Opening, LinkAction.Open),
            [(LinkState.Waiting, LinkEvent.Stop)] = new(LinkState.Stopped, LinkAction.None),
            [(LinkState.Live, LinkEvent.FarmBroken)] = new(LinkState.Degraded, LinkAction.None),
            [(LinkState.Degraded, LinkEvent.FarmsWell)] = new(LinkState.Live, LinkAction.CheckFlow),
            [(LinkState.ServerBroken, LinkEvent.FarmsWell)] = new(LinkState.Live, LinkAction.CheckFlow),
        };
        foreach (var state in (LinkState[])[LinkState.Live, LinkState.Degraded, LinkState.ServerBroken, LinkState.LinkLost])
        {
            rows[(state, LinkEvent.Failed)] = new(LinkState.Waiting, LinkAction.MarkOld | LinkAction.Wait);
            rows[(state, LinkEvent.IdTaken)] = new(LinkState.Waiting, LinkAction.MarkOld | LinkAction.WaitForId);
            rows[(state, LinkEvent.Stop)] = new(LinkState.Stopped, LinkAction.MarkOld | LinkAction.Close);
            // Farms may still be broken when the link comes back; only news of the farms ends that.
            var back = state == LinkState.Degraded ? LinkState.Degraded : LinkState.Live;
            rows[(state, LinkEvent.BackDataLost)] = new(back, LinkAction.AskAll);
            rows[(state, LinkEvent.BackDataKept)] = new(back, LinkAction.CheckFlow);
            if (state != LinkState.LinkLost)
                rows[(state, LinkEvent.LinkLost)] = new(LinkState.LinkLost, LinkAction.MarkOld);
            if (state is LinkState.Live or LinkState.Degraded)
                rows[(state, LinkEvent.ServerBroken)] = new(LinkState.ServerBroken, LinkAction.MarkOld);
        }
        return rows;
    }
}
