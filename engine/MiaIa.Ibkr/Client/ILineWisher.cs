namespace MiaIa.Ibkr.Client;

/// <summary>Where lines are wished for and dropped.</summary>
public interface ILineWisher
{
    /// <summary>Lines that the session has; lower than set once the Gateway has refused one for want of lines.</summary>
    int Limit { get; }

    /// <summary>Wishes a line.</summary>
    /// <returns>Its key, which the reader is called with.</returns>
    int Wish(LineWish wish);

    /// <summary>Wishes a line no more; nothing happens when it was dropped before.</summary>
    void Drop(int line);

    /// <summary>Raises an alert.</summary>
    void Raise(string name, AlertSeverity severity, string text);
}
