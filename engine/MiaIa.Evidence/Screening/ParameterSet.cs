using MiaIa.Engine.Confluence;
using MiaIa.Engine.Signals;

namespace MiaIa.Evidence.Screening;

/// <summary>What may differ from set to set without a feature being computed anew.</summary>
/// <param name="Number">Its place in the plan, from 1.</param>
/// <param name="Confluence">Weights and tiers.</param>
/// <param name="Signals">Floors, times, stop and target.</param>
public sealed record ParameterSet(int Number, ConfluenceOptions Confluence, SignalOptions Signals);
