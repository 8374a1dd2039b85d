namespace MiaIa.Engine.Risk;

/// <summary>Why a signal was not traded. The names on the wire, the numbers in the records: never reused, never renumbered.</summary>
public enum RiskCode : byte
{
    /// <summary>The account is not ACTIVE: halted by a person, a breach or a condition.</summary>
    Halted = 0,

    /// <summary>The study or the book has not been heard of for too long, or the study's clock is off.</summary>
    StaleFeed,

    /// <summary>Coverage is below its floor.</summary>
    Coverage,

    /// <summary>Chart, trade symbol, calendar and account do not name the same contract, or it expires.</summary>
    ContractGuard,

    /// <summary>Outside the hours in which entries are allowed, or too near to a close.</summary>
    Session,

    /// <summary>The spread is wider than allowed.</summary>
    Spread,

    /// <summary>The last trade is too far from the signal's reference or from the book.</summary>
    PriceCollar,

    /// <summary>The book is unknown, crossed, locked or one-sided for too long.</summary>
    BookUnsound,

    /// <summary>Nothing traded for too long in regular hours.</summary>
    NoVolume,

    /// <summary>The size of the tier is less than one contract.</summary>
    SizeZero,

    /// <summary>The position would exceed the ceiling.</summary>
    PositionCeiling,

    /// <summary>There is a position, in this instrument or another, or an entry that is not at its end.</summary>
    PositionOpen,

    /// <summary>The signal is against the open position.</summary>
    OppositePosition,

    /// <summary>Realised and worst open loss with this trade's stop and slippage would pass the day's limit.</summary>
    DailyLoss,

    /// <summary>The trade date has had its number of trades.</summary>
    TradesOfDay,

    /// <summary>The margin of the position would exceed the balance.</summary>
    Margin,

    /// <summary>Too soon after a loss.</summary>
    LossCooldown,

    /// <summary>Too near to the price of a recent losing entry.</summary>
    LossLevel,

    /// <summary>Too many entry commands a minute, or identical ones in a row: disabled until a person enables it.</summary>
    Runaway,

    /// <summary>The engine's and Sierra's orders and positions are not reconciled.</summary>
    Reconciling,

    /// <summary>The mode does not fit: a replay or made-up market in live mode, an account that is not on the list, Sierra's simulation.</summary>
    ModeMismatch,

    /// <summary>A stop or target that no order can have.</summary>
    BracketInvalid,
}
