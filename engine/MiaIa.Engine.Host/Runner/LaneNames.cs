using MiaIa.Grpc;

namespace MiaIa.Engine.Host.Runner;

/// <summary>Which lanes a client means by a name.</summary>
internal static class LaneNames
{
    /// <summary>The lane of an instrument, or all when the name is empty.</summary>
    /// <exception cref="GrpcStatusException">The instrument is not one of ours.</exception>
    internal static IEnumerable<InstrumentLane> Of(EngineStep step, string instrument) =>
        instrument.Length == 0 ? step.Lanes
        : step.FindLane(instrument) is { } lane ? [lane]
        : throw new GrpcStatusException(
            GrpcStatusCode.NotFound,
            $"the instrument {Ingress.Refusal.Quote(instrument)} is not one of {string.Join(", ", step.Lanes.Select(l => l.Name))}"
        );
}
