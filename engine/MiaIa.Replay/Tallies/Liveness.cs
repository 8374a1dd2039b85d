namespace MiaIa.Replay.Tallies;

/// <summary>What is wrong with a column of readings, if anything.</summary>
public enum Liveness
{
    /// <summary>It says different things at different times.</summary>
    Alive = 0,

    /// <summary>It was not ready at a single evaluation.</summary>
    NeverReady,

    /// <summary>It said one thing all the time.</summary>
    Constant,

    /// <summary>It stood at +1 or −1 at more than half of the evaluations: it no longer grades.</summary>
    Saturated,

    /// <summary>It runs against the sum of all others (correlation below −0.5): its sign may be the wrong way round.</summary>
    SignFlipped,
}
