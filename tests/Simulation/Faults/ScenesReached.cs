namespace Simulation.Faults;

/// <summary>Scenes.</summary>
internal sealed class ScenesReached : Reached<Scene>;
