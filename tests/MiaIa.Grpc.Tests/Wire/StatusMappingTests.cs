using MiaIa.Grpc.Wire;

namespace MiaIa.Grpc.Tests.Wire;

public sealed class StatusMappingTests
{
    [TestCase(400, GrpcStatusCode.Internal)]
    [TestCase(401, GrpcStatusCode.Unauthenticated)]
    [TestCase(403, GrpcStatusCode.PermissionDenied)]
    [TestCase(404, GrpcStatusCode.Unimplemented)]
    [TestCase(429, GrpcStatusCode.Unavailable)]
    [TestCase(502, GrpcStatusCode.Unavailable)]
    [TestCase(503, GrpcStatusCode.Unavailable)]
    [TestCase(504, GrpcStatusCode.Unavailable)]
    [TestCase(500, GrpcStatusCode.Unknown)]
    [TestCase(200, GrpcStatusCode.Unknown)]
    public void Maps_an_http_status_as_the_contract_says(int http, GrpcStatusCode code) =>
        Assert.That(StatusMapping.FromHttpStatus(http), Is.EqualTo(code));

    [TestCase(0x0, GrpcStatusCode.Internal)]
    [TestCase(0x1, GrpcStatusCode.Internal)]
    [TestCase(0x2, GrpcStatusCode.Internal)]
    [TestCase(0x3, GrpcStatusCode.Internal)]
    [TestCase(0x4, GrpcStatusCode.Internal)]
    [TestCase(0x5, GrpcStatusCode.Unknown)]
    [TestCase(0x6, GrpcStatusCode.Internal)]
    [TestCase(0x7, GrpcStatusCode.Unavailable)]
    [TestCase(0x8, GrpcStatusCode.Cancelled)]
    [TestCase(0x9, GrpcStatusCode.Internal)]
    [TestCase(0xa, GrpcStatusCode.Internal)]
    [TestCase(0xb, GrpcStatusCode.ResourceExhausted)]
    [TestCase(0xc, GrpcStatusCode.PermissionDenied)]
    [TestCase(0xd, GrpcStatusCode.Unknown)]
    [TestCase(0x1234, GrpcStatusCode.Unknown)]
    public void Maps_an_http2_error_as_the_contract_says(long error, GrpcStatusCode code) =>
        Assert.That(StatusMapping.FromHttp2Error(error), Is.EqualTo(code));

    [TestCase("application/grpc", true)]
    [TestCase("application/grpc+proto", true)]
    [TestCase("application/grpc;charset=utf-8", true)]
    [TestCase("Application/GRPC", true)]
    [TestCase("application/grpc-web", false)]
    [TestCase("application/json", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void Knows_a_grpc_content_type(string? contentType, bool isGrpc) =>
        Assert.That(WireNames.IsGrpc(contentType), Is.EqualTo(isGrpc));
}
