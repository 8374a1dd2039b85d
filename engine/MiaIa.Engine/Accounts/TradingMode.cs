namespace MiaIa.Engine.Accounts;

/// <summary>What becomes of an order. The numbers are the wire's.</summary>
public enum TradingMode : byte
{
    /// <summary>Filled on paper from the same trades and book; the study makes no order call at all. The default.</summary>
    DryRun = 1,

    /// <summary>Executed by Sierra, only while its global trade simulation is on.</summary>
    Sim = 2,

    /// <summary>Executed by Sierra with a real account.</summary>
    Live = 3,
}
