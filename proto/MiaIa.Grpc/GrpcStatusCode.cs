namespace MiaIa.Grpc;

/// <summary>How a call ended. Names and numbers are those of the public gRPC contract.</summary>
public enum GrpcStatusCode
{
    /// <summary>The call did what it should.</summary>
    Ok = 0,

    /// <summary>The caller, or the handler itself, gave the call up.</summary>
    Cancelled = 1,

    /// <summary>A failure whose details stay with the side on which it happened.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the server's state.</summary>
    InvalidArgument = 3,

    /// <summary>The time that the caller gave has passed.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>What should be created exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A bound was reached: message size, buffer, quota.</summary>
    ResourceExhausted = 8,

    /// <summary>The server's state does not allow this now; a retry alone does not help.</summary>
    FailedPrecondition = 9,

    /// <summary>Stopped by a conflict; a retry of the whole sequence may help.</summary>
    Aborted = 10,

    /// <summary>Past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The server does not know the service, the method or the encoding.</summary>
    Unimplemented = 12,

    /// <summary>The wire contract was broken.</summary>
    Internal = 13,

    /// <summary>The server cannot be reached or is shutting down; a retry may help.</summary>
    Unavailable = 14,

    /// <summary>Something was lost for good.</summary>
    DataLoss = 15,

    /// <summary>The caller did not say, or could not prove, who it is.</summary>
    Unauthenticated = 16,
}
