namespace MiaIa.Ibkr.Messages;

/// <summary>A request has delivered everything.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Kind">Of which kind it was.</param>
public readonly record struct RequestEnd(int RequestId, RequestEndKind Kind);
