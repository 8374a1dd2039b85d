using System.Globalization;
using System.Net.Sockets;
using MiaIa.Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MiaIa.Grpc.Server;

/// <summary>What a handler knows of its call beside the messages.</summary>
public sealed class GrpcServerCall : IDisposable
{
    private readonly HttpContext _http;
    private readonly GrpcDrain _drain;
    private readonly CancellationTokenSource _token;
    private readonly CancellationTokenSource? _deadline;

    private GrpcServerCall(HttpContext http, GrpcDrain drain, TimeSpan? timeout, TimeProvider timeProvider)
    {
        _http = http;
        _drain = drain;
        if (timeout is { } limit)
        {
            Deadline = timeProvider.GetUtcNow() + limit;
            _deadline = new CancellationTokenSource(limit, timeProvider);
        }

        _token = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            drain.Over,
            _deadline?.Token ?? CancellationToken.None
        );
        Token = _token.Token;
        Aborted = http.RequestAborted;
        Peer = PeerOf(http.Connection);
        RequestHeaders = HeadersOf(http.Request);
    }

    /// <summary>Path of the method, e.g. <c>/miaia.v1.Engine/Attach</c>.</summary>
    public string Path => _http.Request.Path.Value!;

    /// <summary>What the client sent with the call.</summary>
    public GrpcMetadata RequestHeaders { get; }

    /// <summary>Goes out with the first message or with <see cref="SendHeadersAsync"/>; later additions are not sent.</summary>
    public GrpcMetadata ResponseHeaders { get; } = [];

    /// <summary>Goes out with the status.</summary>
    public GrpcMetadata ResponseTrailers { get; } = [];

    /// <summary>When the client gives up, by the local clock; null = never.</summary>
    public DateTimeOffset? Deadline { get; }

    /// <summary>Cancelled when the client is gone, the deadline has passed or the server's drain limit is over.</summary>
    public CancellationToken Token { get; }

    /// <summary>Cancelled when the server begins to stop: a stream without end of its own should end now.</summary>
    public CancellationToken Draining => _drain.Begun;

    /// <summary>The client's address: <c>ipv4:127.0.0.1:4711</c>, <c>ipv6:[::1]:4711</c> or <c>unknown</c>.</summary>
    public string Peer { get; }

    /// <summary>Cancelled when the client is gone.</summary>
    internal CancellationToken Aborted { get; }

    /// <summary>Sends the response headers before the first message is there.</summary>
    public async Task SendHeadersAsync()
    {
        ApplyHeaders();
        await _http.Response.Body.FlushAsync(Token).ConfigureAwait(false);
    }

    /// <summary>
    /// Cancels <see cref="Token"/> from outside the handler: its pending read and write end, and what it throws then is the status.
    /// Never runs the handler on the caller's thread.
    /// </summary>
    public void Cancel() => _ = _token.CancelAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        _token.Dispose();
        _deadline?.Dispose();
    }

    /// <summary>Reads the call's own headers.</summary>
    /// <exception cref="GrpcStatusException">A header cannot be read; the text names it.</exception>
    internal static GrpcServerCall Open(HttpContext http, GrpcDrain drain, GrpcServerOptions options)
    {
        TimeSpan? timeout = null;
        if (http.Request.Headers.TryGetValue(WireNames.Timeout, out var header))
        {
            timeout = GrpcTimeout.TryParse(header.ToString(), out var parsed)
                ? parsed
                : throw new GrpcStatusException(
                    GrpcStatusCode.Internal,
                    $"grpc-timeout '{header}' is not 1 to 8 digits and one of H, M, S, m, u, n."
                );
        }

        return new GrpcServerCall(http, drain, timeout, options.TimeProvider);
    }

    /// <summary>Moves <see cref="ResponseHeaders"/> to the HTTP response, as long as that has not started.</summary>
    internal void ApplyHeaders()
    {
        if (!_http.Response.HasStarted)
            CopyTo(_http.Response.Headers, ResponseHeaders);
    }

    /// <summary>What an exception of the handler means as a status.</summary>
    internal GrpcStatus StatusOf(Exception failure) =>
        failure switch
        {
            GrpcStatusException chosen => chosen.Status,
            OperationCanceledException when _deadline is { IsCancellationRequested: true } => new GrpcStatus(
                GrpcStatusCode.DeadlineExceeded,
                "The deadline has passed."
            ),
            OperationCanceledException when _drain.Over.IsCancellationRequested => new GrpcStatus(
                GrpcStatusCode.Unavailable,
                "The server is stopping."
            ),
            OperationCanceledException => new GrpcStatus(GrpcStatusCode.Cancelled, "The call was cancelled."),
            _ => new GrpcStatus(GrpcStatusCode.Unknown, "The handler failed; its log says why."),
        };

    /// <summary>Writes metadata into a header block.</summary>
    internal static void CopyTo(IHeaderDictionary headers, GrpcMetadata metadata)
    {
        foreach (var entry in metadata)
            headers.Append(entry.Key, entry.Text);
    }

    private static GrpcMetadata HeadersOf(HttpRequest request)
    {
        var metadata = new GrpcMetadata();
        foreach (var header in request.Headers)
        {
            if (ReservedNames.Contains(header.Key))
                continue;

            foreach (var value in header.Value)
                metadata.AddReceived(header.Key, value ?? "");
        }

        return metadata;
    }

    private static string PeerOf(ConnectionInfo connection) =>
        connection.RemoteIpAddress switch
        {
            null => "unknown",
            { AddressFamily: AddressFamily.InterNetworkV6 } v6 => string.Create(
                CultureInfo.InvariantCulture,
                $"ipv6:[{v6}]:{connection.RemotePort}"
            ),
            { } v4 => string.Create(CultureInfo.InvariantCulture, $"ipv4:{v4}:{connection.RemotePort}"),
        };
}
