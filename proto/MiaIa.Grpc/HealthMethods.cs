using MiaIa.Health.V1;

namespace MiaIa.Grpc;

/// <summary>The methods of <c>grpc.health.v1.Health</c>.</summary>
public static class HealthMethods
{
    /// <summary>Full name of the service.</summary>
    public const string Service = "grpc.health.v1.Health";

    /// <summary>The status now; NotFound for a service that is not known.</summary>
    public static GrpcMethod<HealthCheckRequest, HealthCheckResponse> Check { get; } =
        new(
            Service,
            "Check",
            GrpcMethodKind.Unary,
            ProtobufMarshaller.For(HealthCheckRequest.Parser),
            ProtobufMarshaller.For(HealthCheckResponse.Parser)
        );

    /// <summary>The status now and at each change.</summary>
    public static GrpcMethod<HealthCheckRequest, HealthCheckResponse> Watch { get; } =
        new(
            Service,
            "Watch",
            GrpcMethodKind.ServerStream,
            ProtobufMarshaller.For(HealthCheckRequest.Parser),
            ProtobufMarshaller.For(HealthCheckResponse.Parser)
        );
}
