namespace MiaIa.ZeroMq;

/// <summary>What a socket can do without waiting.</summary>
[Flags]
public enum PollEvents
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A message can be received.</summary>
    Readable = 1,

    /// <summary>A message can be sent.</summary>
    Writable = 2,
}
