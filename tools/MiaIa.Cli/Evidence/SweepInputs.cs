using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;

namespace MiaIa.Cli.Evidence;

/// <summary>What sets of parameters are tried with.</summary>
/// <param name="Plan">What to try.</param>
/// <param name="Instrument">As the settings have it.</param>
/// <param name="Days">Whose readings are kept.</param>
/// <param name="Folder">Takes the results.</param>
internal sealed record SweepInputs(SweepPlan Plan, InstrumentOptions Instrument, IReadOnlyList<KeptDay> Days, string Folder);
