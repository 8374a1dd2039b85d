namespace MiaIa.Grpc.Wire;

/// <summary>Header names and values of the contract.</summary>
internal static class WireNames
{
    public const string ContentType = "application/grpc";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Identity = "identity";
    public const string UserAgent = "grpc-miaia-dotnet/0.1";

    /// <summary>Whether a Content-Type is gRPC's own, with or without a named message format.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');
}
