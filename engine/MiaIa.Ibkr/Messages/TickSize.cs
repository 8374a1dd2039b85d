namespace MiaIa.Ibkr.Messages;

/// <summary>A size, a volume or an open interest.</summary>
/// <param name="RequestId">The line.</param>
/// <param name="Type">Which size.</param>
/// <param name="Size">Contracts or shares; null when not known.</param>
public readonly record struct TickSize(int RequestId, TickType Type, decimal? Size);
