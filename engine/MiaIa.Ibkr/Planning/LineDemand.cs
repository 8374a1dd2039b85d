namespace MiaIa.Ibkr.Planning;

/// <summary>What a contract's line is for.</summary>
internal enum LineDemand
{
    /// <summary>It streams its volatility.</summary>
    Volatility,

    /// <summary>It is visited for its open interest.</summary>
    OpenInterest,

    /// <summary>It is visited for its volatility.</summary>
    Refresh,
}
