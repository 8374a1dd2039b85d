namespace MiaIa.Alerts;

/// <summary>How one kind of alert behaves. Times are of the engine's clock.</summary>
/// <param name="Code">The kind.</param>
/// <param name="Name">Its name on the wire, in documents and in messages.</param>
/// <param name="Severity">With which it begins; a rule may raise it.</param>
/// <param name="Cooldown">The least time between two messages of one alert; it doubles with each.</param>
/// <param name="ClearAfter">How long it must not be seen before it counts as over.</param>
/// <param name="Escalates">After how long without acknowledgement it becomes one step more serious; null = never.</param>
/// <param name="Expires">After how long it goes when nobody can say whether it is still so, and how long it is listed when it is over.</param>
/// <param name="Does">What the person who reads it can do.</param>
public sealed record AlertKind(
    AlertCode Code,
    string Name,
    AlertSeverity Severity,
    TimeSpan Cooldown,
    TimeSpan ClearAfter,
    TimeSpan? Escalates,
    TimeSpan Expires,
    string Does
);
