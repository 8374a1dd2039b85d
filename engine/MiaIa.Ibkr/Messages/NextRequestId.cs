namespace MiaIa.Ibkr.Messages;

/// <summary>The first request id that is free.</summary>
/// <param name="Id">From here on.</param>
public readonly record struct NextRequestId(int Id);
