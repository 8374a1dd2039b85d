using MiaIa.Grpc.Client;
using MiaIa.Grpc.Server;
using MiaIa.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using ServingStatus = MiaIa.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace MiaIa.Grpc.Tests.Calls;

public sealed class HealthTests
{
    [Test]
    public async Task Check_tells_what_was_set_and_NotFound_for_the_rest()
    {
        await using var server = await RunningServer.StartAsync(_ => { });
        server.Services.GetRequiredService<GrpcHealth>().Set("miaia.v1.Engine", ServingStatus.NotServing);
        var channel = server.Channel();
        Assert.That((await channel.UnaryAsync(HealthMethods.Check, new HealthCheckRequest())).Status, Is.EqualTo(ServingStatus.Serving));
        Assert.That(
            (await channel.UnaryAsync(HealthMethods.Check, new HealthCheckRequest { Service = "miaia.v1.Engine" })).Status,
            Is.EqualTo(ServingStatus.NotServing)
        );
        var unknown = await Text.FailureOf(() => channel.UnaryAsync(HealthMethods.Check, new HealthCheckRequest { Service = "x" }));
        Assert.That(unknown, Is.EqualTo(new GrpcStatus(GrpcStatusCode.NotFound, "No health is kept for the service 'x'.")));
    }

    [Test]
    public async Task Watch_tells_each_change_once_and_ends_with_the_server()
    {
        await using var server = await RunningServer.StartAsync(_ => { });
        var health = server.Services.GetRequiredService<GrpcHealth>();
        using var call = server.Channel().ServerStream(HealthMethods.Watch, new HealthCheckRequest { Service = "x" });
        Assert.That(await NextAsync(call), Is.EqualTo(ServingStatus.ServiceUnknown));
        health.Set("x", ServingStatus.Serving);
        Assert.That(await NextAsync(call), Is.EqualTo(ServingStatus.Serving));
        health.Set("x", ServingStatus.Serving);
        health.Set("x", ServingStatus.NotServing);
        Assert.That(await NextAsync(call), Is.EqualTo(ServingStatus.NotServing));
        health.Set("x", ServingStatus.Serving);
        Assert.That(await NextAsync(call), Is.EqualTo(ServingStatus.Serving));

        var stopping = server.StopAsync();
        Assert.That(await NextAsync(call), Is.EqualTo(ServingStatus.NotServing));
        Assert.That(await call.Responses.WaitToReadAsync(), Is.False);
        await stopping.WaitAsync(Text.Patience);
    }

    private static async Task<ServingStatus> NextAsync(GrpcCall<HealthCheckRequest, HealthCheckResponse> call)
    {
        Assert.That(await call.Responses.WaitToReadAsync().AsTask().WaitAsync(Text.Patience), Is.True);
        Assert.That(call.Responses.TryRead(out var response), Is.True);
        return response!.Status;
    }
}
