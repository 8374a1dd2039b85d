namespace Simulation.Checks;

/// <summary>What a run is held to.</summary>
internal sealed record Limits
{
    /// <summary>Mode or account forbid every order call.</summary>
    internal bool MayNotOrder { get; init; }

    /// <summary>No entry of ours is made from here on.</summary>
    internal long EntriesEndSteadyNs { get; init; } = long.MaxValue;

    /// <summary>No position of ours stands from here on.</summary>
    internal long FlatFromSteadyNs { get; init; } = long.MaxValue;

    internal int EngineCeiling { get; init; }

    /// <summary>The lower of engine's and study's.</summary>
    internal int Ceiling { get; init; }

    internal long DailyLossCents { get; init; }

    internal int SlippageTicks { get; init; }

    internal long TickCents { get; init; }

    internal long FeeCents { get; init; }

    /// <summary>Whether the study could do anything about a position or an order now: it is called, and Sierra takes orders.</summary>
    internal Func<bool> IsProtectionPossible { get; init; } = () => true;
}
