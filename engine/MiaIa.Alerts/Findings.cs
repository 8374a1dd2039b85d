namespace MiaIa.Alerts;

/// <summary>All that the rules see at one moment. What no rule names is not so; what one cannot tell stays as it was until it expires.</summary>
public sealed class Findings
{
    private readonly List<Finding> _seen = [];
    private readonly HashSet<(AlertCode Code, string Subject)> _unknown = [];
    private readonly HashSet<AlertCode> _unknownKinds = [];

    /// <summary>In the order in which the rules named them.</summary>
    public IReadOnlyList<Finding> Seen => _seen;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _seen.Clear();
        _unknown.Clear();
        _unknownKinds.Clear();
    }

    /// <summary>Something is so.</summary>
    /// <param name="code">The kind of alert.</param>
    /// <param name="subject">What it is about; empty = the whole engine.</param>
    /// <param name="text">With figures.</param>
    /// <param name="severity">Null = the kind's own.</param>
    public void Holds(AlertCode code, string subject, string text, AlertSeverity? severity = null) =>
        _seen.Add(new Finding(code, subject, severity ?? AlertKinds.Of(code).Severity, text, IsEvent: false));

    /// <summary>Something has happened.</summary>
    /// <param name="code">The kind of alert.</param>
    /// <param name="subject">What it is about; empty = the whole engine.</param>
    /// <param name="text">With figures.</param>
    /// <param name="once">Which event it is, so that it is told once, over a restart too; 0 = each is another.</param>
    public void Happened(AlertCode code, string subject, string text, ulong once = 0) =>
        _seen.Add(new Finding(code, subject, AlertKinds.Of(code).Severity, text, IsEvent: true, once));

    /// <summary>Nobody can tell now.</summary>
    public void Unknown(AlertCode code, string subject) => _unknown.Add((code, subject));

    /// <summary>Nobody can tell now of any subject.</summary>
    public void Unknown(AlertCode code) => _unknownKinds.Add(code);

    internal bool IsUnknown(AlertCode code, string subject) => _unknownKinds.Contains(code) || _unknown.Contains((code, subject));
}
