using MiaIa.Bridge.Sessions;

namespace MiaIa.Bridge.Relay;

/// <summary>Ends a study's session and lets the next one take its place.</summary>
internal static class Succession
{
    /// <summary>Removes a study. Those that waited for its lease are asked for Hello: the first to answer publishes.</summary>
    internal static void End(StudyTable table, StudySession session, TimeSpan grace, BridgeReplies replies)
    {
        var published = session.IsPublisher;
        table.Remove(session, grace);
        if (published)
            Offer(table, session.Key, replies);
    }

    /// <summary>A lease is free.</summary>
    internal static void Offer(StudyTable table, LeaseKey key, BridgeReplies replies)
    {
        foreach (var waiting in table.All)
        {
            if (waiting.Key == key && waiting.WaitsForLease)
                replies.HelloRequest(waiting.RoutingId, waiting.Epoch);
        }
    }
}
