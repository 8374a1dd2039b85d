using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Client;

/// <summary>Raises alerts, each once an episode. An episode is told apart by name and subject, and ends when it is said to.</summary>
internal sealed class AlertBook(TimeProvider time, Action<Alert> raised)
{
    private readonly HashSet<(string Name, string Subject)> _open = [];

    /// <summary>Raises an alert whatever was raised before.</summary>
    public void Raise(string name, AlertSeverity severity, string text) => raised(new Alert(name, severity, text, time.GetUtcNow()));

    /// <summary>Raises an alert unless its episode is open already.</summary>
    /// <returns>True when it was raised.</returns>
    public bool RaiseOnce(string name, AlertSeverity severity, string text, string subject = "")
    {
        if (!_open.Add((name, subject)))
            return false;
        Raise(name, severity, text);
        return true;
    }

    /// <summary>Ends an episode.</summary>
    /// <returns>True when it was open.</returns>
    public bool Close(string name, string subject = "") => _open.Remove((name, subject));

    /// <summary>A text of the Gateway as it may stand in a log.</summary>
    public static string Quoted(string text) => ShownText.Of(text);
}
