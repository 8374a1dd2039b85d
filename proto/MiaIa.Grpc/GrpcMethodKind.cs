namespace MiaIa.Grpc;

/// <summary>Which side of a method streams.</summary>
public enum GrpcMethodKind
{
    /// <summary>One request, one response.</summary>
    Unary,

    /// <summary>One request, any number of responses.</summary>
    ServerStream,

    /// <summary>Any number of requests, one response.</summary>
    ClientStream,

    /// <summary>Any number of both, each side at its own pace.</summary>
    Duplex,
}
