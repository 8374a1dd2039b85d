namespace MiaIa.Engine.Accounts;

/// <summary>What an order is there for. The numbers are the wire's.</summary>
public enum OrderRole : byte
{
    /// <summary>Not known; never used.</summary>
    None = 0,

    /// <summary>Opens a position.</summary>
    Entry = 1,

    /// <summary>Protects it: attached to the entry, or placed by the study where there was none.</summary>
    Stop = 2,

    /// <summary>Takes its profit: attached to the entry.</summary>
    Target = 3,

    /// <summary>Closes it at the market: a flatten, or the study's watchdog.</summary>
    Exit = 4,

    /// <summary>Not ours.</summary>
    External = 5,
}
