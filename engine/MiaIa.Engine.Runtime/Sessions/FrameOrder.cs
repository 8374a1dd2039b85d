using MiaIa.Engine.Runtime.Ingress;

namespace MiaIa.Engine.Runtime.Sessions;

/// <summary>Go-back-N: frames are taken strictly in order.</summary>
public static class FrameOrder
{
    /// <summary>Where a frame stands.</summary>
    /// <param name="expected">The next counter.</param>
    /// <param name="newestAnnounced">The newest frame that the study's Hello named.</param>
    /// <param name="frame">The frame.</param>
    public static FramePlace PlaceOf(ulong expected, ulong newestAnnounced, FrameReader frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.Counter == 0 ? FramePlace.Next
            : frame.Counter < expected ? FramePlace.Duplicate
            : frame.FirstCounter <= expected ? (IsAnnounced(frame, newestAnnounced) ? FramePlace.Next : FramePlace.Unannounced)
            : FramePlace.Later;
    }

    // One place in the order speaks for itself. A gap over more of them moves the order on by its word alone, so its study has to have said
    // before that it came so far: a gap up to 2^63 would make a duplicate of everything that follows.
    private static bool IsAnnounced(FrameReader frame, ulong newestAnnounced) =>
        frame.FirstCounter == frame.Counter || frame.Counter <= newestAnnounced;
}
