namespace Simulation.Faults;

/// <summary>The rates that are in force now.</summary>
internal sealed class FaultSwitch(FaultRates rates)
{
    internal FaultRates Rates { get; private set; } = rates;

    internal bool AreOn => Rates != FaultRates.None;

    internal void Stop() => Rates = FaultRates.None;
}
