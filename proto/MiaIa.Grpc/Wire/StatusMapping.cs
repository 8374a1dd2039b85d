namespace MiaIa.Grpc.Wire;

/// <summary>What a failure below gRPC means as a status: the two tables of the public contract.</summary>
internal static class StatusMapping
{
    /// <summary>For a response that is no gRPC response: a proxy's answer, another server.</summary>
    public static GrpcStatusCode FromHttpStatus(int httpStatus) =>
        httpStatus switch
        {
            400 => GrpcStatusCode.Internal,
            401 => GrpcStatusCode.Unauthenticated,
            403 => GrpcStatusCode.PermissionDenied,
            404 => GrpcStatusCode.Unimplemented,
            429 or 502 or 503 or 504 => GrpcStatusCode.Unavailable,
            _ => GrpcStatusCode.Unknown,
        };

    /// <summary>For a stream that ended with RST_STREAM, or a connection that ended with GOAWAY.</summary>
    public static GrpcStatusCode FromHttp2Error(long errorCode) =>
        errorCode switch
        {
            0x7 => GrpcStatusCode.Unavailable, // REFUSED_STREAM: nothing was done, try again
            0x8 => GrpcStatusCode.Cancelled, // CANCEL
            0xb => GrpcStatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
            0xc => GrpcStatusCode.PermissionDenied, // INADEQUATE_SECURITY
            0x5 or 0xd => GrpcStatusCode.Unknown, // STREAM_CLOSED, HTTP_1_1_REQUIRED: the contract names none
            >= 0x0 and <= 0xa => GrpcStatusCode.Internal,
            _ => GrpcStatusCode.Unknown,
        };
}
