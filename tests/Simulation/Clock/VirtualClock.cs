namespace Simulation.Clock;

/// <summary>Both clocks of the simulated PC: the steady one only moves when the simulation says so, the wall clock can be stepped beside it.</summary>
internal sealed class VirtualClock(long startUnixNs) : TimeProvider
{
    private const long NsPerTick = 100;

    /// <summary>Steady time at the start: above 0, as a machine's.</summary>
    internal const long StartSteadyNs = 1_000_000_000;

    /// <summary>ns on the steady clock.</summary>
    internal long SteadyNs { get; private set; } = StartSteadyNs;

    /// <summary>What the wall clock is off from the market's time.</summary>
    internal long WallOffsetNs { get; set; }

    /// <summary>The market's own time, ns since 1970 UTC: no step of the wall clock moves it.</summary>
    internal long MarketUnixNs => startUnixNs + SteadyNs - StartSteadyNs;

    /// <summary>The wall clock, ns since 1970 UTC.</summary>
    internal long WallUnixNs => MarketUnixNs + WallOffsetNs;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1_000_000_000;

    /// <inheritdoc/>
    public override long GetTimestamp() => SteadyNs;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(WallUnixNs / NsPerTick);

    internal void MoveTo(long steadyNs) => SteadyNs = Math.Max(SteadyNs, steadyNs);
}
