namespace MiaIa.ZeroMq;

/// <summary>What became of a message for one peer of a ROUTER.</summary>
public enum SendOutcome
{
    /// <summary>libzmq has taken it.</summary>
    Sent,

    /// <summary>The peer's queue is full (high-water mark); nothing was taken.</summary>
    WouldBlock,

    /// <summary>No connected peer has this routing id; nothing was taken. Needs <see cref="ZeroMqSocketOptions.RouterMandatory"/>.</summary>
    NoRoute,
}
