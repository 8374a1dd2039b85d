namespace MiaIa.Bridge.Wire;

/// <summary>Why a frame is refused. Its name in lower case is the code that the study sees.</summary>
internal enum FrameFault
{
    None,

    /// <summary>Longer than a frame may be.</summary>
    Oversized,

    /// <summary>Not the bytes of a protobuf message, or a known field with another wire type.</summary>
    Malformed,

    /// <summary>A body that this version does not know.</summary>
    UnknownBody,

    /// <summary>No body at all.</summary>
    NoBody,

    /// <summary>More than one body.</summary>
    TwoBodies,

    /// <summary>Epoch 0, which names no study.</summary>
    NoEpoch,

    /// <summary>A sequenced body without a counter, or an unsequenced one with one.</summary>
    BadCounter,

    /// <summary>A gap whose ends are the wrong way round, or that does not stand in the place of its last frame.</summary>
    BadGap,

    /// <summary>A gap beyond what the study's Hello named.</summary>
    UnannouncedGap,

    /// <summary>A message of more parts than a frame has, and more than the first one of a connection has.</summary>
    ManyParts,

    /// <summary>The connection has not proved that it is this user's.</summary>
    NoCredential,

    /// <summary>A Hello of another protocol version.</summary>
    VersionMismatch,

    /// <summary>A Hello of an epoch that another program has begun.</summary>
    EpochTaken,

    /// <summary>A Hello without an instrument.</summary>
    BadInstrument,

    /// <summary>More studies than the bridge serves.</summary>
    TooManyStudies,
}
