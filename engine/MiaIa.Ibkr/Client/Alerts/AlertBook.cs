using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Client;

/// <summary>Raises alerts, each once an episode. An episode is told apart by name and subject, and ends when it is said to.</summary>
internal sealed class AlertBook(TimeProvider time, Action<Alert> raised)
{
    private readonly Dictionary<(string Name, string Subject), Alert> _open = [];

    /// <summary>Errors whose episode is open: told once, and not over.</summary>
    public IReadOnlyList<Alert> OpenErrors =>
        [.. _open.Values.Where(alert => alert.Severity == AlertSeverity.Error).OrderBy(alert => alert.At)];

    /// <summary>Raises an alert whatever was raised before.</summary>
    public void Raise(string name, AlertSeverity severity, string text) => raised(new Alert(name, severity, text, time.GetUtcNow()));

    /// <summary>Raises an alert unless its episode is open already.</summary>
    /// <returns>True when it was raised.</returns>
    public bool RaiseOnce(string name, AlertSeverity severity, string text, string subject = "")
    {
        var alert = new Alert(name, severity, text, time.GetUtcNow());
        if (!_open.TryAdd((name, subject), alert))
            return false;
        raised(alert);
        return true;
    }

    /// <summary>Ends an episode.</summary>
    /// <returns>True when it was open.</returns>
    public bool Close(string name, string subject = "") => _open.Remove((name, subject));

    /// <summary>A text of the Gateway as it may stand in a log.</summary>
    public static string Quoted(string text) => ShownText.Of(text);
}
