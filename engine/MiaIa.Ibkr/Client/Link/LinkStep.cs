namespace MiaIa.Ibkr.Client;

/// <summary>One row of the table: what follows from an event in a state.</summary>
/// <param name="Next">The state afterwards.</param>
/// <param name="Action">What has to be done.</param>
public readonly record struct LinkStep(LinkState Next, LinkAction Action);
