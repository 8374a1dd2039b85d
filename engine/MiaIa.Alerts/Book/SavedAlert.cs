namespace MiaIa.Alerts.Book;

/// <summary>An alert as the book knows it, with what was told of it.</summary>
/// <param name="Alert">As it stands.</param>
/// <param name="IsEvent">It has happened, and does not last.</param>
/// <param name="IsTold">Whether somebody has heard of it.</param>
/// <param name="SevereSince">Since when it has been as serious as it is.</param>
/// <param name="SilentFor">How long its newest silence is.</param>
/// <param name="SilentUntil">When that ends.</param>
/// <param name="Once">Which event it was; 0 = any.</param>
/// <param name="HeardBy">The channels that have taken a message of it; null = not known.</param>
public sealed record SavedAlert(
    Alert Alert,
    bool IsEvent,
    bool IsTold,
    DateTimeOffset SevereSince,
    TimeSpan SilentFor,
    DateTimeOffset SilentUntil,
    ulong Once,
    IReadOnlyList<string>? HeardBy = null
);
