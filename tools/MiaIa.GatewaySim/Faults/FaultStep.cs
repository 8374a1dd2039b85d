namespace MiaIa.GatewaySim.Faults;

/// <summary>One line of a script.</summary>
/// <param name="At">Since the simulator's start.</param>
/// <param name="Fault">What happens.</param>
public sealed record FaultStep(TimeSpan At, Fault Fault);
