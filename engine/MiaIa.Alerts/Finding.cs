namespace MiaIa.Alerts;

/// <summary>What a rule sees at one moment.</summary>
/// <param name="Code">The kind of alert.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Severity">How serious it is.</param>
/// <param name="Text">With figures.</param>
/// <param name="IsEvent">It has happened and does not last: the alert goes when it expires, and nobody is told that it is over.</param>
/// <param name="Once">Which event it is: one of the same number is not told again; 0 = each is another.</param>
public readonly record struct Finding(AlertCode Code, string Subject, AlertSeverity Severity, string Text, bool IsEvent, ulong Once = 0);
