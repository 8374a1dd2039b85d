using MiaIa.Engine.Host.Sessions;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Machine;

/// <summary>What waits in the runner's queues. Under the runner's lock.</summary>
internal static class WaitingReport
{
    internal static void Add(MachineView view, IReadOnlyList<StudySession> studies, int commands)
    {
        foreach (var study in studies)
        {
            view.Waiting.Add(
                new WaitingLine
                {
                    Kind = WaitingKind.StudyBytes,
                    Subject = study.Instrument?.Name ?? study.Peer,
                    Waiting = (ulong)study.WaitingBytes,
                    Limit = FrameOutbox.WaitingBytesMax,
                }
            );
        }

        view.Waiting.Add(new WaitingLine { Kind = WaitingKind.Commands, Waiting = (ulong)commands });
    }
}
