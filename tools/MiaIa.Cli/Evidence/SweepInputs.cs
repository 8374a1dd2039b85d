using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;

namespace MiaIa.Cli.Evidence;

/// <summary>What sets of parameters are tried with.</summary>
/// <param name="Plan">What to try.</param>
/// <param name="Instrument">As the settings have it.</param>
/// <param name="Settings">Path of the settings; empty = the defaults.</param>
/// <param name="Kept">Days whose readings are kept.</param>
/// <param name="Recordings">What the index says of these days, and which were left out.</param>
/// <param name="Folder">Takes the results.</param>
/// <param name="Carry">Has further plans carried as the readings were.</param>
internal sealed record SweepInputs(
    SweepPlan Plan,
    InstrumentOptions Instrument,
    string Settings,
    KeptVersions Kept,
    RecordedNote Recordings,
    string Folder,
    Func<PlanFolder, CancellationToken, Task<CarryResult>> Carry
);
