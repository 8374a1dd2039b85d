namespace MiaIa.Ibkr.Client;

/// <summary>Something the trader should know.</summary>
/// <param name="Name">One of <see cref="AlertNames"/>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">What happened and what helps; text of the Gateway in it is escaped.</param>
/// <param name="At">When, UTC.</param>
public sealed record Alert(string Name, AlertSeverity Severity, string Text, DateTimeOffset At);
