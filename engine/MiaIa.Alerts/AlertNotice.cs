namespace MiaIa.Alerts;

/// <summary>An alert that is to be told.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Alert">As it stood then.</param>
public sealed record AlertNotice(NoticeCause Cause, Alert Alert)
{
    /// <summary>Numbers of the alerts that a summary speaks of; empty = of its own alone.</summary>
    public IReadOnlyList<ulong> Others { get; init; } = [];

    /// <summary>Whether it says that its alert is over.</summary>
    public bool IsEnd => Cause is NoticeCause.Resolved or NoticeCause.Expired;

    /// <summary>Whether it speaks of an alert.</summary>
    public bool IsOf(ulong id) => Alert.Id == id || Others.Contains(id);

    /// <summary>One line for a person: <c>ERROR no_volume ES: …</c>.</summary>
    public string Line
    {
        get
        {
            var word = Cause switch
            {
                NoticeCause.Resolved => "RESOLVED",
                NoticeCause.Expired => "EXPIRED",
                _ => Alert.Severity.ToString().ToUpperInvariant(),
            };
            var subject = Alert.Subject.Length == 0 ? "" : $" {Alert.Subject}";
            var again = Cause switch
            {
                NoticeCause.Reminded => " (still)",
                NoticeCause.Escalated => " (more serious)",
                NoticeCause.Raised when Alert.Count > 1 => string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $" ({Alert.Count} times)"
                ),
                _ => "",
            };
            return $"{word} {Alert.Name}{subject}{again}: {Alert.Text}";
        }
    }
}
