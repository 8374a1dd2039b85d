using Google.Protobuf;
using MiaIa.Grpc;
using MiaIa.Interop.V1;

namespace Interop.Grpc;

/// <summary>The methods of interop.proto.</summary>
internal static class PeerMethods
{
    public const string Service = "miaia.interop.v1.Peer";

    public static GrpcMethod<Nothing, Nothing> Empty { get; } =
        Method(Service, "Empty", GrpcMethodKind.Unary, Nothing.Parser, Nothing.Parser);

    public static GrpcMethod<Ask, Answer> Unary { get; } = Method(Service, "Unary", GrpcMethodKind.Unary, Ask.Parser, Answer.Parser);

    public static GrpcMethod<Ask, Sum> Up { get; } = Method(Service, "Up", GrpcMethodKind.ClientStream, Ask.Parser, Sum.Parser);

    public static GrpcMethod<AskMany, Answer> Down { get; } =
        Method(Service, "Down", GrpcMethodKind.ServerStream, AskMany.Parser, Answer.Parser);

    public static GrpcMethod<Ask, Answer> Both { get; } = Method(Service, "Both", GrpcMethodKind.Duplex, Ask.Parser, Answer.Parser);

    public static GrpcMethod<Nothing, Nothing> Missing { get; } =
        Method(Service, "Missing", GrpcMethodKind.Unary, Nothing.Parser, Nothing.Parser);

    public static GrpcMethod<Nothing, Nothing> OfNobody { get; } =
        Method("miaia.interop.v1.Nobody", "Empty", GrpcMethodKind.Unary, Nothing.Parser, Nothing.Parser);

    private static GrpcMethod<TRequest, TResponse> Method<TRequest, TResponse>(
        string service,
        string name,
        GrpcMethodKind kind,
        MessageParser<TRequest> request,
        MessageParser<TResponse> response
    )
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new(service, name, kind, ProtobufMarshaller.For(request), ProtobufMarshaller.For(response));
}
