namespace Simulation.Faults;

/// <summary>The rates that are in force now.</summary>
internal sealed class FaultSwitch(FaultRates rates)
{
    private FaultRates _drawn = rates;

    internal FaultRates Rates => ArePaused ? FaultRates.None : _drawn;

    /// <summary>Nothing breaks for a while.</summary>
    internal bool ArePaused { get; set; }

    internal bool AreOn => _drawn != FaultRates.None;

    internal void Stop() => _drawn = FaultRates.None;
}
