namespace MiaIa.Engine.Risk;

/// <summary>Why a signal was not traded. The names on the wire, the numbers in the records: never reused, never renumbered.</summary>
public enum RiskCode : byte
{
    /// <summary>
    /// The account is not ACTIVE: halted by a person, a breach or a condition.
    /// Value: 1 ACTIVE, 2 REDUCING, 3 HALTED; limit: 1.
    /// </summary>
    Halted = 0,

    /// <summary>
    /// The study or the book has not been heard of for too long, or the study's clock is off.
    /// Value: 1 a feed is stale, 2 the clock is off, 3 both; limit: 0.
    /// </summary>
    StaleFeed,

    /// <summary>Coverage is below its floor. Value and limit: shares.</summary>
    Coverage,

    /// <summary>
    /// Chart, trade symbol and calendar do not name the same contract, or it expires.
    /// Value: 1 front, 2 front while rolling, 3 next while rolling, 4 expiring, 5 too far, none when they differ; limit: 3.
    /// </summary>
    ContractGuard,

    /// <summary>
    /// Outside the hours in which entries are allowed, or too near to a close.
    /// Value: seconds until entries end, below 0 outside the hours; limit: 0.
    /// </summary>
    Session,

    /// <summary>The spread is wider than allowed. Value and limit: ticks.</summary>
    Spread,

    /// <summary>The last trade is too far from the signal's reference or from the book. Value and limit: ticks.</summary>
    PriceCollar,

    /// <summary>The book is unknown, crossed, locked or one-sided for too long. Value and limit: milliseconds.</summary>
    BookUnsound,

    /// <summary>Nothing traded for too long in regular hours. Value and limit: seconds since the last trade.</summary>
    NoVolume,

    /// <summary>The size of the tier is less than one contract. Value and limit: contracts.</summary>
    SizeZero,

    /// <summary>The position would exceed the ceiling. Value and limit: contracts with this entry.</summary>
    PositionCeiling,

    /// <summary>
    /// There is a position, in this instrument or another, or an entry that is not at its end, or another instrument may have lots that nobody has counted yet.
    /// Value: instruments with a position, an open entry or a doubt; limit: 0.
    /// </summary>
    PositionOpen,

    /// <summary>The signal is against the open position. Value: contracts of the position that it is against; limit: 0.</summary>
    OppositePosition,

    /// <summary>
    /// Realised and worst open loss with this trade's stop and slippage would pass the day's limit.
    /// Value and limit: dollars of loss.
    /// </summary>
    DailyLoss,

    /// <summary>The trade date has had its number of trades. Value and limit: trades.</summary>
    TradesOfDay,

    /// <summary>
    /// The margin of the position would exceed the balance.
    /// Value and limit: dollars; no value while no balance is known.
    /// </summary>
    Margin,

    /// <summary>Too soon after a loss. Value and limit: seconds since the loss; infinite before one.</summary>
    LossCooldown,

    /// <summary>Too near to the price of a recent losing entry. Value and limit: ticks; infinite without one.</summary>
    LossLevel,

    /// <summary>
    /// Too many entry commands a minute, or identical ones in a row: disabled until a person enables it.
    /// Value and limit: commands in the minute, or in the row, with this one.
    /// </summary>
    Runaway,

    /// <summary>The engine's and Sierra's orders and positions are not reconciled. Value: 1 when they are; limit: 1.</summary>
    Reconciling,

    /// <summary>
    /// The mode does not fit: a replay or made-up market in live mode, an account that is not on the list, Sierra's simulation.
    /// Value: 1 dry-run, 2 sim, 3 live; limit: the same when it fits.
    /// </summary>
    ModeMismatch,

    /// <summary>A stop or target that no order can have. Value: the shorter distance in ticks; limit: 1.</summary>
    BracketInvalid,
}
