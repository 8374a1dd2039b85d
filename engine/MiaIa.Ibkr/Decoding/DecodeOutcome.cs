namespace MiaIa.Ibkr.Decoding;

/// <summary>What became of a frame.</summary>
public enum DecodeOutcome
{
    /// <summary>It was delivered.</summary>
    Delivered,

    /// <summary>Nobody here reads its id; it was skipped and counted.</summary>
    Unknown,

    /// <summary>A field was wrong; nothing of it was delivered, and it was counted.</summary>
    Malformed,
}
