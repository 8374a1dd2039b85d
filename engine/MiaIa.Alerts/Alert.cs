namespace MiaIa.Alerts;

/// <summary>One alert as it stands; it does not change.</summary>
/// <param name="Id">Rises within a process.</param>
/// <param name="Code">Its kind.</param>
/// <param name="Subject">What it is about, such as <c>ES</c>; empty = the whole engine.</param>
/// <param name="Severity">How serious it has become.</param>
/// <param name="Text">What is so, with figures.</param>
/// <param name="Since">When it began.</param>
/// <param name="LastSeen">When it was last seen to be so.</param>
/// <param name="Count">How often it began since it is listed.</param>
public sealed record Alert(
    ulong Id,
    AlertCode Code,
    string Subject,
    AlertSeverity Severity,
    string Text,
    DateTimeOffset Since,
    DateTimeOffset LastSeen,
    int Count
)
{
    /// <summary>Who has seen it; empty = nobody.</summary>
    public string AcknowledgedBy { get; init; } = "";

    /// <summary>When he said so.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When it was over; null while it is open.</summary>
    public DateTimeOffset? OverAt { get; init; }

    /// <summary>Over because it was seen to be; else it has expired.</summary>
    public bool IsResolved { get; init; }

    /// <summary>Whether it still counts.</summary>
    public bool IsOpen => OverAt is null;

    /// <summary>Its kind's name.</summary>
    public string Name => AlertKinds.Of(Code).Name;

    /// <summary>When it goes: while it is open, unless it is seen again; afterwards from the list.</summary>
    public DateTimeOffset ExpiresAt => (OverAt ?? LastSeen) + AlertKinds.Of(Code).Expires;
}
