using MiaIa.Engine.Host.Machine;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <content>How what feeds it is, for the view System.</content>
internal sealed partial class EngineRunner
{
    /// <summary>Adds feeds, what waits for studies and the device, and the studies' versions.</summary>
    internal void Describe(MachineView view)
    {
        lock (_gate)
        {
            FeedReport.Add(view, _state, _clock.ReceivedUnixNs);
            WaitingReport.Add(view, _subscribers.Studies, _outbound.Commands.WaitingCount);
            VersionReport.Add(view, _state);
        }
    }
}
