namespace MiaIa.Ibkr.Client;

/// <summary>How much an alert matters to the trader.</summary>
public enum AlertSeverity
{
    /// <summary>Good to know: expected, or over.</summary>
    Info,

    /// <summary>Something is missing or old; the client deals with it.</summary>
    Warning,

    /// <summary>Somebody has to do something.</summary>
    Error,
}
