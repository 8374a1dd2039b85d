namespace MiaIa.Ibkr.Messages;

/// <summary>Bits beside a price.</summary>
[Flags]
public enum TickAttributes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The quote can be executed automatically.</summary>
    CanAutoExecute = 1,

    /// <summary>The bid is beyond the day's upper or the ask beyond its lower limit.</summary>
    PastLimit = 2,

    /// <summary>The price is from before the open.</summary>
    PreOpen = 4,
}
