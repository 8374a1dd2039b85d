namespace MiaIa.Engine.Orders;

/// <summary>Where an order stands in its life. The table of docs/orders.md says what leads where.</summary>
public enum OrderState : byte
{
    /// <summary>Its command is decided; nobody has answered.</summary>
    Decided = 0,

    /// <summary>No answer came in time: it may or may not exist. Sierra is asked by id; it is never sent again.</summary>
    Unresolved,

    /// <summary>Handed to Sierra.</summary>
    Sent,

    /// <summary>In the market.</summary>
    Working,

    /// <summary>Some lots are filled, the rest works.</summary>
    Partial,

    /// <summary>It is no longer wanted and that has been said; it may still fill.</summary>
    Canceling,

    /// <summary>Nothing is left to fill.</summary>
    Filled,

    /// <summary>Cancelled; lots that filled before stay filled.</summary>
    Canceled,

    /// <summary>Rejected by Sierra or the broker.</summary>
    Rejected,

    /// <summary>Nothing was made of its command.</summary>
    Refused,

    /// <summary>Sierra does not show it any longer and has not said what became of it.</summary>
    Vanished,

    /// <summary>Its command never left: denied here.</summary>
    Denied,
}
