using MiaIa.Engine.Runtime.Ingress;

namespace MiaIa.Engine.Runtime.Sessions;

/// <summary>Go-back-N: frames are taken strictly in order.</summary>
public static class FrameOrder
{
    /// <summary>Where <paramref name="frame"/> stands when <paramref name="expected"/> is the next counter.</summary>
    public static FramePlace PlaceOf(ulong expected, FrameReader frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.Counter == 0 ? FramePlace.Next
            : frame.Counter < expected ? FramePlace.Duplicate
            : frame.FirstCounter <= expected ? FramePlace.Next
            : FramePlace.Later;
    }
}
