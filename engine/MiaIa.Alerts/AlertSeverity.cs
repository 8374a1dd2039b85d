namespace MiaIa.Alerts;

/// <summary>How much an alert matters. The numbers are those of alert.proto.</summary>
public enum AlertSeverity
{
    /// <summary>Good to know; nobody has to do anything.</summary>
    Information = 1,

    /// <summary>Something is worse than it should be; trading goes on.</summary>
    Warning = 2,

    /// <summary>Something does not work, and entries may wait for it.</summary>
    Error = 3,

    /// <summary>Somebody has to look now.</summary>
    Critical = 4,
}
