namespace MiaIa.Ibkr.Messages;

/// <summary>The answer to a request for bars. <see cref="BarsEnd"/> follows it at every server version.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Items">Oldest first.</param>
public sealed record Bars(int RequestId, IReadOnlyList<Bar> Items);
