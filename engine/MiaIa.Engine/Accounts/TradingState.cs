namespace MiaIa.Engine.Accounts;

/// <summary>Whether entries may pass; exits always do. The numbers are the wire's.</summary>
public enum TradingState : byte
{
    /// <summary>Entries pass.</summary>
    Active = 1,

    /// <summary>A condition blocks entries (stale, reconciling, replay, clocks apart) and heals by itself.</summary>
    Reducing = 2,

    /// <summary>A breach (loss limit, kill, runaway) or a person blocks entries, until a person lifts it.</summary>
    Halted = 3,
}
