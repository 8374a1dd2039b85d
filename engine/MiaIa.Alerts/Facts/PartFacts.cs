namespace MiaIa.Alerts.Facts;

/// <summary>The account's limits.</summary>
public sealed record AccountFacts
{
    /// <summary>Realised profit of the trade date after fees, in cents.</summary>
    public long RealizedCents { get; init; }

    /// <summary>The loss limit of a trade date, in cents, positive; 0 = none is known.</summary>
    public long LossLimitCents { get; init; }

    /// <summary>Whether the loss limit of the trade date is reached.</summary>
    public bool IsLossLimitReached { get; init; }

    /// <summary>Entries of the trade date.</summary>
    public int Trades { get; init; }

    /// <summary>How many are allowed; 0 = not known.</summary>
    public int TradesMax { get; init; }

    /// <summary>Too many entry commands in a short time.</summary>
    public bool IsRunaway { get; init; }
}

/// <summary>The link to IBKR.</summary>
public sealed record IbkrFacts
{
    /// <summary>Its state, such as <c>Live</c>.</summary>
    public string Link { get; init; } = "";

    /// <summary>Whether values flow.</summary>
    public bool IsLive { get; init; }

    /// <summary>Messages of the client since the last facts, oldest first.</summary>
    public IReadOnlyList<IbkrNews> News { get; init; } = [];

    /// <summary>Errors of the client that were told once and are not over, oldest first.</summary>
    public IReadOnlyList<IbkrNews> OpenErrors { get; init; } = [];

    /// <summary>Names of contracts that are wanted and that IBKR does not know.</summary>
    public IReadOnlyList<string> UnknownContracts { get; init; } = [];
}

/// <summary>What the IBKR client told.</summary>
/// <param name="Name">Such as <c>gateway_wedged</c>.</param>
/// <param name="IsError">Somebody has to do something.</param>
/// <param name="Text">What happened and what helps.</param>
public sealed record IbkrNews(string Name, bool IsError, string Text);

/// <summary>A channel that is on.</summary>
/// <param name="Name">Such as <c>discord</c>.</param>
/// <param name="Failure">Why the newest message was given up; empty = it went, or none did yet.</param>
/// <param name="IsTried">Whether any message was sent or given up since the start.</param>
public sealed record ChannelFacts(string Name, string Failure, bool IsTried = true);

/// <summary>A disk that the engine writes to.</summary>
/// <param name="Root">Where it is mounted, or its drive.</param>
/// <param name="Places">What lies on it, such as <c>journal, log</c>.</param>
/// <param name="FreeBytes">Room on it; null when the system does not say.</param>
public sealed record DiskFacts(string Root, string Places, long? FreeBytes);
