namespace MiaIa.Engine.Options;

/// <summary>What dealers are taken to hold of the open interest; it sets the sign of exposure. The number is the sign of calls.</summary>
public enum DealerPosition
{
    /// <summary>Calls count +, puts −: customers write calls and buy puts. The naive convention.</summary>
    LongCallsShortPuts = 1,

    /// <summary>Calls count −, puts +.</summary>
    ShortCallsLongPuts = -1,
}
