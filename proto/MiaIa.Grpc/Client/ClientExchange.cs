using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using MiaIa.Grpc.Streaming;
using MiaIa.Grpc.Wire;

namespace MiaIa.Grpc.Client;

/// <summary>
/// One HTTP/2 exchange under a call: sends the request, carries bytes both ways and settles exactly once how it ended.
/// Whoever is first decides: the server's trailers, a fault, the deadline or the caller.
/// </summary>
internal sealed class ClientExchange : IByteSource, IByteSink, IDisposable
{
    private readonly Uri _uri;
    private readonly RequestBody _body = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenRegistration _deadlineRegistration;
    private readonly CancellationTokenRegistration _callerRegistration;
    private readonly Task<Stream> _opened;
    private HttpResponseMessage? _response;
    private GrpcStatus? _status;
    private GrpcMetadata _trailers = [];

    public ClientExchange(HttpMessageInvoker invoker, Uri uri, CallOptions options, TimeProvider timeProvider)
    {
        _uri = uri;
        if (options.Timeout is { } timeout)
        {
            if (timeout <= TimeSpan.Zero)
            {
                End(DeadlinePassed(timeout), local: true);
            }
            else
            {
                _deadline = new CancellationTokenSource(timeout < GrpcTimeout.TimerMax ? timeout : GrpcTimeout.TimerMax, timeProvider);
                _deadlineRegistration = _deadline.Token.UnsafeRegister(_ => End(DeadlinePassed(timeout), local: true), null);
            }
        }

        _callerRegistration = options.Cancellation.UnsafeRegister(_ => Cancel("The caller's token was cancelled."), null);
        _opened = _status is null ? OpenAsync(invoker, options) : Task.FromException<Stream>(Ended(_status));
    }

    public GrpcStatus? Status => Volatile.Read(ref _status);

    public GrpcMetadata Trailers => Volatile.Read(ref _trailers);

    public async Task<GrpcMetadata> HeadersAsync()
    {
        await _opened.ConfigureAwait(false);
        return ResponseStatus.Metadata(_response!.Headers);
    }

    public void CompleteRequests() => _body.Complete();

    public void Cancel(string reason) => End(new GrpcStatus(GrpcStatusCode.Cancelled, reason), local: true);

    public void Abort(GrpcStatus status) => End(status, local: true);

    public void Dispose()
    {
        Cancel("The client disposed of the call before its end.");
        _deadline?.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            var stream = await _opened.ConfigureAwait(false);
            var count = await stream.ReadAsync(buffer, _ending.Token).ConfigureAwait(false);
            if (count > 0)
                return count;

            Volatile.Write(ref _trailers, ResponseStatus.Metadata(_response!.TrailingHeaders));
            End(ResponseStatus.OfTrailers(_response), local: false);
        }
        catch (Exception failure)
        {
            End(ClientFailure.StatusOf(failure, _uri), local: false);
        }

        return Status!.IsOk ? 0 : throw Ended(Status);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var stream = await _body.Stream.ConfigureAwait(false);
            await stream.WriteAsync(bytes).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // It does not settle the status: the server's own word, if it came, is still to be read.
            throw Ended(Status ?? ClientFailure.StatusOf(failure, _uri));
        }
    }

    private async Task<Stream> OpenAsync(HttpMessageInvoker invoker, CallOptions options)
    {
        try
        {
            var response = await invoker.SendAsync(Request(options), _ending.Token).ConfigureAwait(false);
            Volatile.Write(ref _response, response);
            if (Status is { } already)
            {
                response.Dispose();
                throw Ended(already);
            }

            if (ResponseStatus.OfHeaders(response) is { } final)
            {
                Volatile.Write(ref _trailers, ResponseStatus.Metadata(response.Headers));
                End(final, local: false);
                return final.IsOk ? Stream.Null : throw Ended(final);
            }

            return await response.Content.ReadAsStreamAsync(_ending.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            End(ClientFailure.StatusOf(failure, _uri), local: false);
            throw Ended(Status!);
        }
    }

    private HttpRequestMessage Request(CallOptions options)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = _body,
        };
        _body.Headers.ContentType = new MediaTypeHeaderValue(WireNames.ContentType);
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("user-agent", WireNames.UserAgent);
        request.Headers.TryAddWithoutValidation(WireNames.AcceptEncoding, WireNames.Identity);
        if (options.Timeout is { } timeout)
            request.Headers.TryAddWithoutValidation(WireNames.Timeout, GrpcTimeout.Format(timeout));

        foreach (var entry in options.Metadata ?? [])
            request.Headers.TryAddWithoutValidation(entry.Key, entry.Text);

        return request;
    }

    /// <summary>Settles the status if nobody has, and lets go of everything.</summary>
    /// <param name="status">How the call ended.</param>
    /// <param name="local">Whether the server still has to learn of it (RST_STREAM).</param>
    private void End(GrpcStatus status, bool local)
    {
        if (Interlocked.CompareExchange(ref _status, status, null) is not null)
            return;

        if (local)
        {
            _body.Abandon(Ended(status));
            _ending.Cancel();
        }
        else
        {
            _body.Complete();
            _body.Abandon(Ended(status));
        }

        Volatile.Read(ref _response)?.Dispose();
        _deadlineRegistration.Unregister();
        _callerRegistration.Unregister();
    }

    private GrpcStatusException Ended(GrpcStatus status) => new(status, Trailers);

    private static GrpcStatus DeadlinePassed(TimeSpan timeout) =>
        new(GrpcStatusCode.DeadlineExceeded, $"The deadline of {timeout.TotalMilliseconds:0.###} ms has passed.");
}
