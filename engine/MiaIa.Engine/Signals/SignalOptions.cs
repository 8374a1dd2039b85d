namespace MiaIa.Engine.Signals;

/// <summary>When signals are born and end, how large they are and where stop and target stand.</summary>
public sealed record SignalOptions
{
    /// <summary>Coverage from which a signal may be born and live, 0 … 1. Design: 0.70.</summary>
    public double CoverageFloor { get; init; } = 0.70;

    /// <summary>Contracts at multiplier 1, ≥ 1. Seed: 1 for ES.</summary>
    public int BaseContracts { get; init; } = 1;

    /// <summary>Contracts at most, ≥ 1. Seed: max_position_size 2 for ES.</summary>
    public int CeilingContracts { get; init; } = 2;

    /// <summary>Size multipliers. Seed: 2.0, 1.5, 1.0, 0.5.</summary>
    public double PremiumMultiplier { get; init; } = 2.0;

    /// <inheritdoc cref="PremiumMultiplier"/>
    public double StrongMultiplier { get; init; } = 1.5;

    /// <inheritdoc cref="PremiumMultiplier"/>
    public double GoodMultiplier { get; init; } = 1.0;

    /// <inheritdoc cref="PremiumMultiplier"/>
    public double WeakMultiplier { get; init; } = 0.5;

    /// <summary>How long a tier has to hold, in milliseconds of market time. Design: 750; raised by what the noise says (docs/decisions/0024).</summary>
    public int HoldMillis { get; init; } = 5_000;

    /// <summary>How long a signal lives, in seconds of market time.</summary>
    public int TimeToLiveSeconds { get; init; } = 60;

    /// <summary>A signal ends when C in its direction falls this far below the lowest tradeable limit.</summary>
    public double EndMargin { get; init; } = 0.03;

    /// <summary>A signal keeps a tier until C in its direction falls this far below the tier's limit.</summary>
    public double DemotionMargin { get; init; } = 0.02;

    /// <summary>A direction is armed again once C in it has fallen this far below the lowest tradeable limit.</summary>
    public double RearmMargin { get; init; } = 0.10;

    /// <summary>… and this many seconds of market time have passed since its last signal ended.</summary>
    public int RearmSeconds { get; init; } = 30;

    /// <summary>Distance of the stop in ticks.</summary>
    public int StopTicks { get; init; } = 8;

    /// <summary>Distance of the target in ticks: twice the stop.</summary>
    public int TargetTicks { get; init; } = 16;
}
