namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>By what the best of many sets is chosen.</summary>
public enum SelectionRule
{
    /// <summary>The Sharpe ratio of its days.</summary>
    Sharpe,

    /// <summary>What it earned after costs.</summary>
    Profit,

    /// <summary>What winners earned by what losers cost.</summary>
    ProfitFactor,

    /// <summary>What a trade earned on average.</summary>
    MeanTrade,
}
