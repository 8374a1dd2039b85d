namespace MiaIa.Grpc.Client;

/// <summary>What one call carries beside its messages. The default is: no deadline, no metadata, not cancellable.</summary>
public readonly record struct CallOptions
{
    /// <summary>
    /// Time that the call may take, counted from its start; null = any. It travels to the server, and ends the call here
    /// with DeadlineExceeded whether or not the server reacts. Zero or less ends the call before anything is sent.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Request headers.</summary>
    public GrpcMetadata? Metadata { get; init; }

    /// <summary>Ends the call with Cancelled, and the server's handler learns of it.</summary>
    public CancellationToken Cancellation { get; init; }
}
