using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Proto;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Switches;

/// <summary>
/// What a message says that cannot wait for a runner which is stuck: who greets it, and that the trader has pressed the button. On any thread; the
/// runner reads the message again, with everything else in it.
/// </summary>
internal static class StuckFrames
{
    /// <summary>The epoch of its Hello, 0 when there is none, and the button.</summary>
    internal static (ulong Hello, StudySwitch? Pressed) Read(StudyFrames message)
    {
        var (hello, pressed) = (0UL, (StudySwitch?)null);
        var frame = new FrameReader();
        foreach (var bytes in message.Frame)
        {
            if (bytes.Length > FrameLimits.FrameBytesMax || !frame.TryRead(bytes.Span) || frame.Refusal is not null)
                continue;
            if (frame.Body == StudyFrame.BodyOneofCase.Hello)
                hello = frame.Epoch;
            else if (frame.Body == StudyFrame.BodyOneofCase.StudySwitch)
                pressed = frame.Message!.StudySwitch;
        }

        return (hello, pressed);
    }
}
