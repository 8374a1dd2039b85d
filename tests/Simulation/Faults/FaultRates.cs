namespace Simulation.Faults;

/// <summary>How much goes wrong in one run: each seed draws its own. A rate is a chance a second unless its name says otherwise.</summary>
internal sealed record FaultRates
{
    /// <summary>Chance of a message between study and bridge to be lost.</summary>
    internal double DropOfMessage { get; init; }

    /// <summary>Chance of a message to be late, by up to <see cref="DelayMsMax"/>.</summary>
    internal double DelayOfMessage { get; init; }

    internal int DelayMsMax { get; init; }

    /// <summary>Chance of an order command to be told twice.</summary>
    internal double DuplicateOfMessage { get; init; }

    internal double ConnectionBreak { get; init; }

    internal double CallBreak { get; init; }

    internal double Partition { get; init; }

    internal double StudyReload { get; init; }

    internal double BridgeRestart { get; init; }

    internal double EngineKill { get; init; }

    /// <summary>Chance of a write to stop in its middle.</summary>
    internal double TornWrite { get; init; }

    internal double FullDisk { get; init; }

    internal double FailedSync { get; init; }

    internal double SyncStall { get; init; }

    internal double StudyStall { get; init; }

    internal double ClockStep { get; init; }

    internal double OrderBreakage { get; init; }

    internal double ManualTrade { get; init; }

    internal double Kill { get; init; }

    /// <summary>No fault at all.</summary>
    internal static FaultRates None { get; } = new();

    internal static FaultRates Draw(Random random)
    {
        return new()
        {
            DropOfMessage = Often(0.3) * (random.Next(4) == 0 ? 1 : 0.05),
            DelayOfMessage = Often(0.2),
            DelayMsMax = random.Next(1, 2_500),
            DuplicateOfMessage = Often(0.3),
            ConnectionBreak = Often(0.02),
            CallBreak = Often(0.02),
            Partition = Often(0.01),
            StudyReload = Often(0.01),
            BridgeRestart = Often(0.01),
            EngineKill = Often(0.01),
            TornWrite = Often(0.001),
            FullDisk = Often(0.005),
            FailedSync = Often(0.003),
            SyncStall = Often(0.05),
            StudyStall = Often(0.02),
            ClockStep = Often(0.01),
            OrderBreakage = Often(0.3),
            ManualTrade = Often(0.005),
            Kill = Often(0.005),
        };

        // Two runs of five know nothing of a kind of fault, the others anything up to its most.
        double Often(double max) => random.Next(5) < 2 ? 0 : random.NextDouble() * max;
    }
}
