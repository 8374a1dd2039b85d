namespace MiaIa.SierraFiles;

/// <summary>Who crossed the spread.</summary>
public enum TradeSide
{
    /// <summary>No side: a quote-only update, or a record that sums trades of both sides.</summary>
    None,

    /// <summary>Traded at the bid: a seller crossed.</summary>
    Sell,

    /// <summary>Traded at the ask: a buyer crossed.</summary>
    Buy,
}
