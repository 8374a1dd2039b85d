using MiaIa.Grpc.Streaming;
using MiaIa.Health.V1;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServingStatus = MiaIa.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace MiaIa.Grpc.Server;

/// <summary>Serves <see cref="GrpcHealth"/> to any standard probe.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps Check and Watch. Set the status through the <see cref="GrpcHealth"/> of the services.</summary>
    public static void MapGrpcHealth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var health = endpoints.ServiceProvider.GetRequiredService<GrpcHealth>();
        endpoints.MapUnary(HealthMethods.Check, (_, request) => Task.FromResult(Check(health, request.Service)));
        endpoints.MapServerStream(HealthMethods.Watch, (call, request, responses) => WatchAsync(health, call, request.Service, responses));
    }

    private static HealthCheckResponse Check(GrpcHealth health, string service) =>
        health.Look(service).Status is { } status
            ? new HealthCheckResponse { Status = status }
            : throw new GrpcStatusException(GrpcStatusCode.NotFound, $"No health is kept for the service '{service}'.");

    private static async Task WatchAsync(
        GrpcHealth health,
        GrpcServerCall call,
        string service,
        GrpcMessageWriter<HealthCheckResponse> responses
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Token, call.Draining);
        ServingStatus? told = null;
        while (!call.Draining.IsCancellationRequested)
        {
            (var status, var changed) = health.Look(service);
            var now = status ?? ServingStatus.ServiceUnknown;
            if (told != now)
            {
                told = now;
                await responses.WriteAsync(new HealthCheckResponse { Status = now }).ConfigureAwait(false);
            }

            await changed.WaitAsync(ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            call.Token.ThrowIfCancellationRequested();
        }

        await responses.WriteAsync(new HealthCheckResponse { Status = ServingStatus.NotServing }).ConfigureAwait(false);
    }
}
