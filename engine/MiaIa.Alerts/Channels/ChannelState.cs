namespace MiaIa.Alerts.Channels;

/// <summary>What a channel has done since the start.</summary>
/// <param name="Name">Such as <c>discord</c>.</param>
/// <param name="Sent">Messages that were taken.</param>
/// <param name="Failed">Given up, after all tries.</param>
/// <param name="Dropped">Older ones that made room.</param>
/// <param name="Waiting">Not sent yet, the one that is being tried among them.</param>
/// <param name="Failure">Why the newest was given up; empty when one was taken since, or none was given up.</param>
/// <param name="LastFailure">Why the newest try failed; empty when one was taken since, or none failed.</param>
public sealed record ChannelState(string Name, long Sent, long Failed, long Dropped, int Waiting, string Failure, string LastFailure);
