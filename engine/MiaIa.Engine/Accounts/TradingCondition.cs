namespace MiaIa.Engine.Accounts;

/// <summary>What blocks entries and heals by itself, each as a bit. The numbers are in the records: never reused.</summary>
[Flags]
public enum TradingCondition : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No study is attached, or the study or the book has not been heard of for too long.</summary>
    StaleFeed = 1,

    /// <summary>The engine's and Sierra's orders and positions are not reconciled, after an attach or a gap.</summary>
    Reconciling = 2,

    /// <summary>The market is a replay, or old tape is being read.</summary>
    Replay = 4,

    /// <summary>The study's clock stands too far from the local one.</summary>
    ClockOff = 8,
}
