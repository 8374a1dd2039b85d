using MiaIa.Grpc.Streaming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace MiaIa.Grpc.Server;

/// <summary>Runs one method's handler for each HTTP request: checks, reads headers, and turns the end into a status.</summary>
internal sealed class ServerMethod<TRequest, TResponse>
{
    private readonly GrpcMethod<TRequest, TResponse> _method;
    private readonly Func<GrpcServerCall, GrpcMessageReader<TRequest>, GrpcMessageWriter<TResponse>, Task> _handler;
    private readonly GrpcServerOptions _options;
    private readonly GrpcDrain _drain;
    private readonly ILogger _log;

    public ServerMethod(
        GrpcMethod<TRequest, TResponse> method,
        Func<GrpcServerCall, GrpcMessageReader<TRequest>, GrpcMessageWriter<TResponse>, Task> handler,
        GrpcServerOptions options,
        GrpcDrain drain,
        ILogger log
    )
    {
        _method = method;
        _handler = handler;
        _options = options;
        _drain = drain;
        _log = log;
    }

    public async Task RunAsync(HttpContext http)
    {
        if (!ServerResponse.Begin(http))
            return;

        if (http.Request.Path.Value != _method.Path)
        {
            // Routing ignores case, the contract does not.
            ServerResponse.End(http, new GrpcStatus(GrpcStatusCode.Unimplemented, $"Unknown method {http.Request.Path.Value}."), []);
            return;
        }

        Unbind(http);
        try
        {
            using var call = GrpcServerCall.Open(http, _drain, _options);
            (var status, var trailers) = await HandleAsync(http, call).ConfigureAwait(false);
            call.ApplyHeaders();
            ServerResponse.End(http, status, trailers);
        }
        catch (GrpcStatusException refused)
        {
            ServerResponse.End(http, refused.Status, []);
        }
    }

    private async Task<(GrpcStatus Status, GrpcMetadata Trailers)> HandleAsync(HttpContext http, GrpcServerCall call)
    {
        var body = new ServerBody(http, call);
        var side = WireSide.Server(_options.MessageBytesMax);
        var responses = new GrpcMessageWriter<TResponse>(body, _method.Response, side);
        try
        {
            await _handler(call, new GrpcMessageReader<TRequest>(body, _method.Request, side), responses).ConfigureAwait(false);
            await responses.FlushAsync().ConfigureAwait(false);
            return (GrpcStatus.Ok, call.ResponseTrailers);
        }
        catch (Exception failure)
        {
            var status = call.StatusOf(failure);
            Report(failure, status, call);
            await FlushRestAsync(responses, call).ConfigureAwait(false);
            var trailers = failure is GrpcStatusException { Trailers.Count: > 0 } chosen ? chosen.Trailers : call.ResponseTrailers;
            return (status, trailers);
        }
    }

    /// <summary>What the handler wrote before it failed goes out before the status, as long as somebody is there to read it.</summary>
    private async Task FlushRestAsync(GrpcMessageWriter<TResponse> responses, GrpcServerCall call)
    {
        if (call.Token.IsCancellationRequested)
            return;

        try
        {
            await responses.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception unsent) when (unsent is GrpcStatusException or OperationCanceledException or IOException)
        {
            if (_log.IsEnabled(LogLevel.Debug))
                _log.LogDebug(unsent, "{Method} from {Peer}: the last messages could not be sent", _method.Path, call.Peer);
        }
    }

    private void Report(Exception failure, GrpcStatus status, GrpcServerCall call)
    {
        if (failure is GrpcStatusException or OperationCanceledException)
        {
            if (_log.IsEnabled(LogLevel.Debug))
                _log.LogDebug("{Method} from {Peer} ended with {Status}", _method.Path, call.Peer, status);
        }
        else
        {
            _log.LogError(failure, "{Method} from {Peer} failed", _method.Path, call.Peer);
        }
    }

    /// <summary>A call may last all day and be silent for long: bounds meant for uploads do not apply.</summary>
    private static void Unbind(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }
}
