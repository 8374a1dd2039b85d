using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace MiaIa.Engine.Host.Service;

/// <summary>
/// Answers a stream that carries no messages with INVALID_ARGUMENT, also where the service is a library's: reflection would fail with UNKNOWN and
/// a stack in the log. What is asked in one message, <see cref="RequestGate"/> has read before.
/// </summary>
internal sealed class MalformedStreams : Interceptor
{
    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        ArgumentNullException.ThrowIfNull(continuation);
        try
        {
            await continuation(requestStream, responseStream, context).ConfigureAwait(false);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"a message cannot be read: {malformed.Message}"));
        }
    }
}
