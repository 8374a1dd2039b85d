namespace MiaIa.Engine.Risk;

/// <summary>How a contract stands on a trading day.</summary>
public enum ContractStanding : byte
{
    /// <summary>No contract, or a month in which none expires.</summary>
    Unknown = 0,

    /// <summary>The front month.</summary>
    Front,

    /// <summary>The front month while the next one is accepted as well.</summary>
    Rolling,

    /// <summary>The next one from the roll day on.</summary>
    Next,

    /// <summary>It is its last day, or past it.</summary>
    Expiring,

    /// <summary>Its time has not come.</summary>
    TooFar,
}
