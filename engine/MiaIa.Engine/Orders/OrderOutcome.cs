namespace MiaIa.Engine.Orders;

/// <summary>What is known of a command's fate.</summary>
public enum OrderOutcome : byte
{
    /// <summary>An answer may still come in time.</summary>
    Awaited = 0,

    /// <summary>Sierra made an order of it.</summary>
    Confirmed,

    /// <summary>Sierra's side made nothing of it.</summary>
    Refused,

    /// <summary>It never left.</summary>
    DeniedHere,

    /// <summary>Nobody can say; entries wait.</summary>
    Unresolved,
}
