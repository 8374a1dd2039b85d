namespace MiaIa.Grpc.Server;

/// <summary>Bounds and clocks of the server.</summary>
public sealed record GrpcServerOptions
{
    /// <summary>Longest message that is taken or sent, in bytes. Default 65,536.</summary>
    public int MessageBytesMax { get; init; } = 64 * 1024;

    /// <summary>Silence after which a ping is sent to a client; at least 1 s. Default 10 s.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for the answer to a ping before the connection counts as dead; at least 1 s. Default 5 s.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time that open calls get to end by themselves when the server stops; then they are cancelled. Default 5 s.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Calls that may be open at once on one connection. Default 100.</summary>
    public int CallsPerConnectionMax { get; init; } = 100;

    /// <summary>The clock of deadlines and drain.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
