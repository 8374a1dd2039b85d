namespace MiaIa.Engine.Runtime.Ingress;

/// <summary>Why a study's frame was refused. The names on the wire and in the log are the snake_case form of these.</summary>
public enum RefusalReason
{
    /// <summary>The bytes are not a StudyFrame.</summary>
    Malformed,

    /// <summary>The frame has no body, or one that this engine does not know.</summary>
    NoBody,

    /// <summary>Columns that describe the same records have different lengths.</summary>
    UnequalColumns,

    /// <summary>More records, levels or values than the schema allows, or none where there must be one.</summary>
    BadCount,

    /// <summary>A price that is not positive, absurdly large, or does not fit its neighbours.</summary>
    BadPrice,

    /// <summary>A size outside the schema's range.</summary>
    BadVolume,

    /// <summary>An aggressor, direction, print group or status that the schema does not name.</summary>
    BadEnum,

    /// <summary>A market time before 2000, after 2100, or far out of order.</summary>
    BadTime,

    /// <summary>Book levels that do not strictly fall (bids) or rise (asks).</summary>
    LevelsNotMonotone,

    /// <summary>A double that is NaN or infinite.</summary>
    NotFinite,

    /// <summary>A number outside the range that the schema gives.</summary>
    OutOfRange,

    /// <summary>A name or text that is empty, too long, repeated or has characters that names do not have.</summary>
    BadName,

    /// <summary>A gap whose counters do not fit its own place in the order.</summary>
    BadGap,

    /// <summary>Options: a listing that is not the current one, or a contract that it does not hold.</summary>
    UnknownContract,

    /// <summary>A record more than two seconds ahead of its stream's median offset to the local clock.</summary>
    Misdated,

    /// <summary>A trade or a book at a price that the instrument cannot have.</summary>
    OffScale,

    /// <summary>A study or a position of another account than the journal's, or of another kind of account than the mode's.</summary>
    OtherAccount,
}
