namespace MiaIa.Grpc;

/// <summary>
/// A call that did not end well. A client's call throws it; a server's handler throws it to choose the status
/// that the client sees. Any other exception of a handler reaches the client as a bare Unknown.
/// </summary>
public sealed class GrpcStatusException : Exception
{
    /// <summary>Wraps a status, with the trailers that came with it and the failure behind it, where there are any.</summary>
    public GrpcStatusException(GrpcStatus status, GrpcMetadata? trailers = null, Exception? innerException = null)
        : base((status ?? throw new ArgumentNullException(nameof(status))).ToString(), innerException)
    {
        Status = status;
        Trailers = trailers ?? [];
    }

    /// <summary>Makes the status from its code and text.</summary>
    public GrpcStatusException(GrpcStatusCode code, string message)
        : this(new GrpcStatus(code, message)) { }

    /// <summary>How the call ended.</summary>
    public GrpcStatus Status { get; }

    /// <summary>Metadata that accompanied the status; a server's handler may set it too. Empty when there was none.</summary>
    public GrpcMetadata Trailers { get; }
}
