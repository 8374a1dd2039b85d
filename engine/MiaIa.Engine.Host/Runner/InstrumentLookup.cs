using Grpc.Core;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Runner;

/// <summary>Which instruments a client means by a name.</summary>
internal static class InstrumentLookup
{
    /// <summary>The instrument of that name, or all when the name is empty.</summary>
    /// <exception cref="RpcException">The instrument is not one of ours.</exception>
    internal static IEnumerable<InstrumentEngine> Of(EngineState state, string name) =>
        name.Length == 0 ? state.Instruments
        : state.FindInstrument(name) is { } instrument ? [instrument]
        : throw new RpcException(
            new Status(
                StatusCode.NotFound,
                $"the instrument {Refusal.Quote(name)} is not one of {string.Join(", ", state.Instruments.Select(l => l.Name))}"
            )
        );
}
