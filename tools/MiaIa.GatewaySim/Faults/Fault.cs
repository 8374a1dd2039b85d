namespace MiaIa.GatewaySim.Faults;

/// <summary>One thing that happens.</summary>
/// <param name="Kind">What.</param>
/// <param name="Argument">To what, or how much; see <see cref="FaultKind"/>. Empty for none.</param>
/// <param name="Length">For how long; null = the kind's own.</param>
public sealed record Fault(FaultKind Kind, string Argument = "", TimeSpan? Length = null);
