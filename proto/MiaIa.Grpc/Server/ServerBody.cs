using System.Runtime.CompilerServices;
using MiaIa.Grpc.Streaming;
using Microsoft.AspNetCore.Http;

namespace MiaIa.Grpc.Server;

/// <summary>Both directions of a call's HTTP/2 stream, ended by the call's token.</summary>
internal sealed class ServerBody : IByteSource, IByteSink
{
    private readonly GrpcServerCall _call;
    private readonly Stream _request;
    private readonly HttpResponse _response;

    public ServerBody(HttpContext http, GrpcServerCall call)
    {
        _call = call;
        _request = http.Request.Body;
        _response = http.Response;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            return await _request.ReadAsync(buffer, _call.Token).ConfigureAwait(false);
        }
        catch (IOException gone)
        {
            // Kestrel's word for a client that reset the stream or lost its connection.
            throw new OperationCanceledException("The client is gone.", gone, _call.Aborted);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        // Kestrel takes and forgets what is written after the client has gone; a handler has to learn of it.
        _call.Token.ThrowIfCancellationRequested();
        _call.ApplyHeaders();
        await _response.Body.WriteAsync(bytes, _call.Token).ConfigureAwait(false);
    }

    public void Abort(GrpcStatus status)
    {
        // The exception that follows ends the handler, and the handler's end ends the stream.
    }
}
