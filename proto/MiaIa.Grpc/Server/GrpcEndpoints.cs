using MiaIa.Grpc.Streaming;
using MiaIa.Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MiaIa.Grpc.Server;

/// <summary>
/// Binds methods to handlers. A handler chooses its status by throwing <see cref="GrpcStatusException"/>; any other
/// exception is logged and reaches the client as a bare Unknown; cancellation becomes DeadlineExceeded, Unavailable
/// (the server stops) or Cancelled, whichever it was.
/// </summary>
public static class GrpcEndpoints
{
    /// <summary>One request, one response.</summary>
    public static IEndpointConventionBuilder MapUnary<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        GrpcMethod<TRequest, TResponse> method,
        Func<GrpcServerCall, TRequest, Task<TResponse>> handler
    ) =>
        Map(
            endpoints,
            method,
            GrpcMethodKind.Unary,
            async (call, requests, responses) =>
                responses.Write(await handler(call, await requests.ReadSingleAsync().ConfigureAwait(false)).ConfigureAwait(false))
        );

    /// <summary>One request; the handler writes the responses and returns when there are no more.</summary>
    public static IEndpointConventionBuilder MapServerStream<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        GrpcMethod<TRequest, TResponse> method,
        Func<GrpcServerCall, TRequest, GrpcMessageWriter<TResponse>, Task> handler
    ) =>
        Map(
            endpoints,
            method,
            GrpcMethodKind.ServerStream,
            async (call, requests, responses) =>
                await handler(call, await requests.ReadSingleAsync().ConfigureAwait(false), responses).ConfigureAwait(false)
        );

    /// <summary>The handler reads the requests and returns the one response.</summary>
    public static IEndpointConventionBuilder MapClientStream<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        GrpcMethod<TRequest, TResponse> method,
        Func<GrpcServerCall, GrpcMessageReader<TRequest>, Task<TResponse>> handler
    ) =>
        Map(
            endpoints,
            method,
            GrpcMethodKind.ClientStream,
            async (call, requests, responses) => responses.Write(await handler(call, requests).ConfigureAwait(false))
        );

    /// <summary>The handler reads and writes as it likes; the call ends when it returns.</summary>
    public static IEndpointConventionBuilder MapDuplex<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        GrpcMethod<TRequest, TResponse> method,
        Func<GrpcServerCall, GrpcMessageReader<TRequest>, GrpcMessageWriter<TResponse>, Task> handler
    ) => Map(endpoints, method, GrpcMethodKind.Duplex, handler);

    /// <summary>
    /// Answers calls of services and methods that were not mapped with Unimplemented, and everything that is no gRPC
    /// with 404. Map it last.
    /// </summary>
    public static IEndpointConventionBuilder MapUnknownGrpc(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapFallback(
            "{service}/{method}",
            http =>
            {
                if (!WireNames.IsGrpc(http.Request.ContentType) || !HttpMethods.IsPost(http.Request.Method))
                {
                    http.Response.StatusCode = StatusCodes.Status404NotFound;
                }
                else if (ServerResponse.Begin(http))
                {
                    ServerResponse.End(
                        http,
                        new GrpcStatus(GrpcStatusCode.Unimplemented, $"Unknown method {http.Request.Path.Value}."),
                        []
                    );
                }

                return Task.CompletedTask;
            }
        );
    }

    private static IEndpointConventionBuilder Map<TRequest, TResponse>(
        IEndpointRouteBuilder endpoints,
        GrpcMethod<TRequest, TResponse> method,
        GrpcMethodKind kind,
        Func<GrpcServerCall, GrpcMessageReader<TRequest>, GrpcMessageWriter<TResponse>, Task> handler
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(method);
        if (method.Kind != kind)
            throw new ArgumentException($"{method.Path} is {method.Kind}, not {kind}.", nameof(method));

        var services = endpoints.ServiceProvider;
        var served = new ServerMethod<TRequest, TResponse>(
            method,
            handler,
            services.GetRequiredService<GrpcServerOptions>(),
            services.GetRequiredService<GrpcDrain>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("MiaIa.Grpc.Server")
        );
        return endpoints.MapPost(method.Path, served.RunAsync);
    }
}
