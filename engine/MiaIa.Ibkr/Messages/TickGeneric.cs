namespace MiaIa.Ibkr.Messages;

/// <summary>A number that is neither price nor size, such as a volatility.</summary>
/// <param name="RequestId">The line.</param>
/// <param name="Type">Which number.</param>
/// <param name="Value">The number in its own unit; null when not known.</param>
public readonly record struct TickGeneric(int RequestId, TickType Type, double? Value);
