namespace MiaIa.Bridge.Relay;

/// <summary>What became of a frame for a study.</summary>
internal enum SendOutcome
{
    /// <summary>NetMQ has it.</summary>
    Sent,

    /// <summary>That study's queue is full; nothing was taken.</summary>
    WouldBlock,

    /// <summary>Nobody with that routing id is connected; nothing was taken.</summary>
    NoRoute,
}
