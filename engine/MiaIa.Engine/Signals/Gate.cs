namespace MiaIa.Engine.Signals;

/// <summary>What a signal has to pass to be born.</summary>
public enum Gate : byte
{
    /// <summary>A tradeable tier and its direction have held long enough. Value and limit: milliseconds.</summary>
    TierHeld = 0,

    /// <summary>Coverage is at the floor or above. Value and limit: shares.</summary>
    Coverage,

    /// <summary>The study has spoken recently. Value and limit: milliseconds since.</summary>
    TradesFresh,

    /// <summary>The book was confirmed recently. Value and limit: milliseconds since.</summary>
    BookFresh,

    /// <summary>The direction is armed again since its last signal. Value: 1 when it is; limit: 1.</summary>
    Rearmed,

    /// <summary>Nobody has halted the engine. Value: 1 when halted; limit: 0.</summary>
    NotHalted,

    /// <summary>The event is live, not history. Value: 1 when history; limit: 0.</summary>
    Live,

    /// <summary>The exchange calendar knows the day and the market is open. Value: 1 when so; limit: 1.</summary>
    SessionOpen,

    /// <summary>The option levels were not chosen freely within the last 5 s. Value: 1 when so; limit: 1.</summary>
    LevelsStand,
}
