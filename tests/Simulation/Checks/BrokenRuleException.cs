namespace Simulation.Checks;

/// <summary>Something that must always hold did not.</summary>
internal sealed class BrokenRuleException(string rule) : Exception(rule);
