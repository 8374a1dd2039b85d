namespace MiaIa.Ibkr.Messages;

/// <summary>The Gateway's clock: the answer to the heartbeat.</summary>
/// <param name="UnixSeconds">Seconds since 1970 UTC.</param>
public readonly record struct CurrentTime(long UnixSeconds);
