namespace MiaIa.Engine.Confluence;

/// <summary>The limits of |C| from which each tier begins. Bands are half-open: a score on a limit has met it.</summary>
public sealed record TierLimits
{
    /// <summary>Seed: 0.38.</summary>
    public double Premium { get; init; } = 0.38;

    /// <summary>Seed: 0.32.</summary>
    public double Strong { get; init; } = 0.32;

    /// <summary>Seed: 0.28.</summary>
    public double Good { get; init; } = 0.28;

    /// <summary>Seed: 0.18.</summary>
    public double Weak { get; init; } = 0.18;
}
