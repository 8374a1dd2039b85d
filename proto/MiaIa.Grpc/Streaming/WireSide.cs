namespace MiaIa.Grpc.Streaming;

/// <summary>How one side names what the other sent wrongly, and how much it takes.</summary>
/// <param name="Compressed">Status of a compressed message.</param>
/// <param name="Malformed">Status of a payload that is not the message it should be.</param>
/// <param name="MessageBytesMax">Longest message that is read or written, in bytes.</param>
internal sealed record WireSide(GrpcStatusCode Compressed, GrpcStatusCode Malformed, int MessageBytesMax)
{
    public static WireSide Server(int messageBytesMax) =>
        new(GrpcStatusCode.Unimplemented, GrpcStatusCode.InvalidArgument, messageBytesMax);

    public static WireSide Client(int messageBytesMax) => new(GrpcStatusCode.Internal, GrpcStatusCode.Internal, messageBytesMax);
}
