namespace MiaIa.Grpc.Client;

/// <summary>Bounds and clocks of a channel.</summary>
public sealed record GrpcChannelOptions
{
    /// <summary>Longest message that is sent or taken, in bytes. Default 65,536.</summary>
    public int MessageBytesMax { get; init; } = 64 * 1024;

    /// <summary>Time to establish a connection before a call fails with Unavailable. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Silence after which a ping is sent while a call is open; at least 1 s. Default 10 s.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for the answer to a ping before the connection counts as dead; at least 1 s. Default 5 s.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of the deadlines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
