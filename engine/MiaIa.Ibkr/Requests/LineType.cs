namespace MiaIa.Ibkr.Requests;

/// <summary>What a market-data line delivers.</summary>
public enum LineType
{
    /// <summary>Values as they happen; a subscription is needed.</summary>
    Live = 1,

    /// <summary>The last values of the closed market.</summary>
    Frozen = 2,

    /// <summary>Values about 15 minutes old.</summary>
    Delayed = 3,

    /// <summary>The last delayed values of the closed market.</summary>
    DelayedFrozen = 4,
}
