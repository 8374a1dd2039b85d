using MiaIa.Grpc.Streaming;

namespace MiaIa.Grpc.Client;

/// <summary>
/// One call as the client sees it. <see cref="Requests"/> and <see cref="Responses"/> may be used by two threads at once.
/// Disposing it before its end cancels it.
/// </summary>
/// <typeparam name="TRequest">What the client sends.</typeparam>
/// <typeparam name="TResponse">What the server sends.</typeparam>
public sealed class GrpcCall<TRequest, TResponse> : IDisposable
{
    private readonly ClientExchange _exchange;

    internal GrpcCall(
        HttpMessageInvoker invoker,
        Uri address,
        GrpcMethod<TRequest, TResponse> method,
        CallOptions options,
        GrpcChannelOptions channel
    )
    {
        _exchange = new ClientExchange(invoker, new Uri(address, method.Path), options, channel.TimeProvider);
        var side = WireSide.Client(channel.MessageBytesMax);
        Requests = new GrpcMessageWriter<TRequest>(_exchange, method.Request, side);
        Responses = new GrpcMessageReader<TResponse>(_exchange, method.Response, side);
    }

    /// <summary>Where requests are written. Ends with <see cref="CompleteRequestsAsync"/>.</summary>
    public GrpcMessageWriter<TRequest> Requests { get; }

    /// <summary>Where responses are read. Reading to the end also brings status and trailers.</summary>
    public GrpcMessageReader<TResponse> Responses { get; }

    /// <summary>How the call ended; null while it runs.</summary>
    public GrpcStatus? Status => _exchange.Status;

    /// <summary>What came with the status; empty while the call runs.</summary>
    public GrpcMetadata Trailers => _exchange.Trailers;

    /// <summary>Waits for the server's headers. A call that failed at once has its metadata in <see cref="Trailers"/> alone.</summary>
    /// <exception cref="GrpcStatusException">The call ended before.</exception>
    public Task<GrpcMetadata> HeadersAsync() => _exchange.HeadersAsync();

    /// <summary>Sends what still waits and tells the server that no request follows.</summary>
    /// <exception cref="GrpcStatusException">The call has ended.</exception>
    public async ValueTask CompleteRequestsAsync()
    {
        await Requests.FlushAsync().ConfigureAwait(false);
        _exchange.CompleteRequests();
    }

    /// <summary>Waits for the one response of a method whose server does not stream, and for its status.</summary>
    /// <exception cref="GrpcStatusException">The call did not end with Ok.</exception>
    public ValueTask<TResponse> ReadSingleAsync() => Responses.ReadSingleAsync();

    /// <summary>Gives the call up: it ends with Cancelled here, and the server's handler learns of it.</summary>
    public void Cancel() => _exchange.Cancel("The client cancelled the call.");

    /// <inheritdoc/>
    public void Dispose() => _exchange.Dispose();

    /// <summary>Sends the one request of a method whose client does not stream; failures show at the responses.</summary>
    /// <exception cref="GrpcStatusException">The request is above the size limit; nothing was sent.</exception>
    internal void SendOnly(TRequest request)
    {
        Requests.Write(request);
        FinishRequests();
    }

    private async void FinishRequests()
    {
        try
        {
            await CompleteRequestsAsync().ConfigureAwait(false);
        }
        catch (GrpcStatusException)
        {
            // The reader of this call gets the same status.
        }
    }
}
