namespace Simulation.Study;

/// <summary>What the chart shows the study in its calls.</summary>
internal enum ChartState
{
    AsEver,
    Recalculated,
    Downloading,
    Replaying,
    TapeAway,
    OtherSymbol,

    /// <summary>Sierra's trade simulation is on where it should be off, or off where it should be on.</summary>
    OtherSimulation,
}
