using System.Net;

namespace MiaIa.Grpc.Client;

/// <summary>
/// Calls to one server over one HTTP/2 connection, which is made when first needed and again when it was lost.
/// Safe for use by several threads.
/// </summary>
public sealed class GrpcChannel : IDisposable
{
    private readonly GrpcChannelOptions _options;
    private readonly HttpMessageInvoker _invoker;

    /// <summary>Prepares a channel; nothing is connected yet.</summary>
    /// <param name="address"><c>http://host:port</c> for HTTP/2 in the clear, <c>https://…</c> for TLS.</param>
    /// <param name="options">Bounds and clocks; null = the defaults.</param>
    public GrpcChannel(Uri address, GrpcChannelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"The address '{address}' is neither http://host:port nor https://host:port.", nameof(address));

        Address = address;
        _options = options ?? new GrpcChannelOptions();
        _invoker = new HttpMessageInvoker(Handler(_options), disposeHandler: true);
    }

    /// <summary>The server.</summary>
    public Uri Address { get; }

    /// <summary>One request, one response.</summary>
    /// <exception cref="GrpcStatusException">The call did not end with Ok.</exception>
    public async Task<TResponse> UnaryAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        CallOptions options = default
    )
    {
        using var call = StartWith(method, request, options);
        return await call.ReadSingleAsync().ConfigureAwait(false);
    }

    /// <summary>One request, any number of responses.</summary>
    public GrpcCall<TRequest, TResponse> ServerStream<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        CallOptions options = default
    ) => StartWith(method, request, options);

    /// <summary>Any number of requests; take the response with <see cref="GrpcCall{TRequest,TResponse}.ReadSingleAsync"/>.</summary>
    public GrpcCall<TRequest, TResponse> ClientStream<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        CallOptions options = default
    ) => Start(method, options);

    /// <summary>Any number of both, each side at its own pace.</summary>
    public GrpcCall<TRequest, TResponse> Duplex<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        CallOptions options = default
    ) => Start(method, options);

    /// <summary>One request is sent and the side closed; headers, trailers and status can be looked at beside the response.</summary>
    public GrpcCall<TRequest, TResponse> Unary<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        CallOptions options = default
    ) => StartWith(method, request, options);

    /// <summary>Closes the connection; calls that are open end with Unavailable or Cancelled.</summary>
    public void Dispose() => _invoker.Dispose();

    private GrpcCall<TRequest, TResponse> Start<TRequest, TResponse>(GrpcMethod<TRequest, TResponse> method, CallOptions options)
    {
        ArgumentNullException.ThrowIfNull(method);
        return new GrpcCall<TRequest, TResponse>(_invoker, Address, method, options, _options);
    }

    private GrpcCall<TRequest, TResponse> StartWith<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        CallOptions options
    )
    {
        var call = Start(method, options);
        try
        {
            call.SendOnly(request);
            return call;
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    private static SocketsHttpHandler Handler(GrpcChannelOptions options) =>
        new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingDelay = options.KeepAlivePingDelay,
            KeepAlivePingTimeout = options.KeepAlivePingTimeout,
            // Only while a call is open: servers may take pings on an idle connection for a flood.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            InitialHttp2StreamWindowSize = 1024 * 1024,
        };
}
