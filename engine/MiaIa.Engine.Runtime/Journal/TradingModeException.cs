namespace MiaIa.Engine.Runtime.Journal;

/// <summary>Orders or positions of another mode than the settings' are open: under this one nobody would look after them.</summary>
/// <param name="message">Both modes, what is open, and what to do.</param>
public sealed class TradingModeException(string message) : Exception(message);
