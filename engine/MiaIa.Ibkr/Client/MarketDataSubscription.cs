namespace MiaIa.Ibkr.Client;

/// <summary>A market-data line that is subscribed until it is dropped, over all sessions.</summary>
/// <param name="Contract">What.</param>
/// <param name="GenericTicks">Comma list of extra ticks, or empty.</param>
/// <param name="Priority">Lower numbers are asked first, after a reconnection above all.</param>
/// <param name="IsWatched">Whether silence is looked into.</param>
public sealed record MarketDataSubscription(Contract Contract, string GenericTicks = "", int Priority = 0, bool IsWatched = true);
