namespace Simulation.Faults;

/// <summary>Rows of the table of faults.</summary>
internal sealed class RowsReached : Reached<FaultRow>;
