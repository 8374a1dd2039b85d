using MiaIa.Engine.Market;

namespace MiaIa.Engine.Signals;

/// <summary>What the life of signals looks at, at one moment.</summary>
/// <param name="Now">Market time; never falls from one input to the next.</param>
/// <param name="ScoreNano">C in units of 1e-9.</param>
/// <param name="HasCoverage">Coverage is at the floor or above.</param>
/// <param name="HasFreshFeeds">Trades and book are fresh.</param>
/// <param name="MayBeBorn">Live, not halted, and the market is open.</param>
/// <param name="LevelsStand">The option levels have not been chosen freely just now.</param>
internal readonly record struct SignalInput(
    UnixNanos Now,
    long ScoreNano,
    bool HasCoverage,
    bool HasFreshFeeds,
    bool MayBeBorn,
    bool LevelsStand = true
);
