namespace MiaIa.Ibkr.Messages;

/// <summary>The line was asked for at the wrong place; ask again with this contract.</summary>
/// <param name="RequestId">The line.</param>
/// <param name="ConId">The contract to ask for.</param>
/// <param name="Exchange">Where to ask.</param>
public sealed record Reroute(int RequestId, int ConId, string Exchange);
