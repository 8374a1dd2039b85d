using MiaIa.Bridge.Wire;

namespace MiaIa.Bridge.Logging;

/// <summary>Totals since the start. Only the relay thread writes them; others may read a moment-old value.</summary>
internal sealed class BridgeCounters
{
    private readonly long[] _refused = new long[Enum.GetValues<FrameFault>().Length];

    /// <summary>Messages from studies, of any kind.</summary>
    internal long FramesReceived { get; set; }

    /// <summary>Bytes of these messages.</summary>
    internal long BytesReceived { get; set; }

    /// <summary>Frames written to the engine.</summary>
    internal long FramesRelayed { get; set; }

    /// <summary>Frames that had been taken before.</summary>
    internal long Duplicates { get; set; }

    /// <summary>Frames that came before one that was missing; the study sends them again.</summary>
    internal long OutOfOrder { get; set; }

    /// <summary>How often a study was asked to resend.</summary>
    internal long ResendsRequested { get; set; }

    /// <summary>Gaps that studies declared.</summary>
    internal long Gaps { get; set; }

    /// <summary>Frames inside these gaps: lost for good, and known to be.</summary>
    internal long FramesInGaps { get; set; }

    /// <summary>Frames dropped while the engine was away; the study's ring keeps them.</summary>
    internal long DroppedEngineAway { get; set; }

    /// <summary>Frames dropped because the engine did not read fast enough; the study's ring keeps them.</summary>
    internal long DroppedEngineSlow { get; set; }

    /// <summary>Frames of a study that does not publish.</summary>
    internal long DroppedNotPublisher { get; set; }

    /// <summary>Frames of studies that the bridge does not know, e.g. because it was started anew; the study's ring keeps them.</summary>
    internal long FromUnknownStudy { get; set; }

    /// <summary>How often an unknown study was asked for Hello.</summary>
    internal long HelloRequests { get; set; }

    /// <summary>Frames that a study said goodbye without delivering.</summary>
    internal long UndeliveredAtGoodbye { get; set; }

    /// <summary>Frames from the engine that were sent to studies.</summary>
    internal long FramesReturned { get; set; }

    /// <summary>Frames from the engine whose study was no longer connected.</summary>
    internal long NobodyThere { get; set; }

    /// <summary>Frames for a study that only receives, dropped because its queue was full.</summary>
    internal long ReaderOverflows { get; set; }

    /// <summary>Frames from the engine that could not be read.</summary>
    internal long EngineFramesMalformed { get; set; }

    /// <summary>How often a study and the engine found each other.</summary>
    internal long Attached { get; set; }

    /// <summary>How often they lost each other.</summary>
    internal long Lost { get; set; }

    /// <summary>Frames refused, for any reason.</summary>
    internal long RefusedTotal => _refused.Sum();

    /// <summary>Frames refused for one reason.</summary>
    internal long Refused(FrameFault fault) => _refused[(int)fault];

    internal void CountRefused(FrameFault fault) => _refused[(int)fault]++;

    /// <summary>The reasons that occurred, for a log line.</summary>
    internal string RefusedByReason() =>
        string.Join(", ", Enum.GetValues<FrameFault>().Where(f => Refused(f) > 0).Select(f => $"{f} {Refused(f)}"));
}
