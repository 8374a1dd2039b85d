namespace MiaIa.Engine.Orders;

/// <summary>What an <see cref="OrderReport"/> says. The numbers are the wire's OrderStatus.</summary>
public enum OrderReportKind : byte
{
    /// <summary>Nothing was made of the command; the code says why.</summary>
    Refused = 1,

    /// <summary>Handed to Sierra.</summary>
    Sent = 2,

    /// <summary>Accepted and working.</summary>
    Working = 3,

    /// <summary>Some lots are filled, the rest works.</summary>
    Partial = 4,

    /// <summary>Nothing is left to fill.</summary>
    Filled = 5,

    /// <summary>Cancelled; lots that filled before stay filled.</summary>
    Canceled = 6,

    /// <summary>Rejected by Sierra or the broker, also after it was accepted.</summary>
    Rejected = 7,

    /// <summary>The command had come before: nothing was made anew.</summary>
    Exists = 8,
}
