using MiaIa.Grpc.Client;
using MiaIa.Grpc.Server;

namespace MiaIa.Grpc.Tests.Calls;

public sealed class DrainTests
{
    [Test]
    public async Task A_call_that_is_open_may_end_well_while_new_ones_are_refused()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await RunningServer.StartAsync(app =>
            app.MapDuplex(
                Text.Both,
                async (call, requests, responses) =>
                {
                    call.Draining.Register(begun.SetResult);
                    await responses.WriteAsync("open");
                    await requests.WaitToReadAsync();
                    await responses.WriteAsync("last");
                }
            )
        );
        var address = server.Address;
        using var call = server.Channel().Duplex(Text.Both);
        Assert.That(await call.Responses.WaitToReadAsync(), Is.True);

        var stopping = server.StopAsync();
        await begun.Task.WaitAsync(Text.Patience);
        using var late = new GrpcChannel(address);
        Assert.That((await Text.FailureOf(() => RetryUntilRefused(late))).Code, Is.EqualTo(GrpcStatusCode.Unavailable));
        Assert.That(stopping.IsCompleted, Is.False, "the server waits for the open call");

        await call.CompleteRequestsAsync();
        Assert.That(await Text.ReadAll(call), Is.EqualTo(["open", "last"]));
        await stopping.WaitAsync(Text.Patience);
    }

    [Test]
    public async Task A_call_that_does_not_end_is_cancelled_at_the_limit()
    {
        await using var server = await RunningServer.StartAsync(
            KindsTests.Echo,
            new GrpcServerOptions { DrainLimit = TimeSpan.FromMilliseconds(200) }
        );
        using var call = server.Channel().Duplex(Text.Both);
        await call.Requests.WriteAsync("x");
        Assert.That(await call.Responses.WaitToReadAsync(), Is.True);

        var stopping = server.StopAsync();
        var status = await Text.FailureOf(call);
        Assert.That(status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.Unavailable, "The server is stopping.")));
        await stopping.WaitAsync(Text.Patience);
    }

    /// <summary>The port closes a moment after the drain has begun.</summary>
    private static async Task RetryUntilRefused(GrpcChannel channel)
    {
        while (true)
        {
            try
            {
                await channel.UnaryAsync(Text.Unary, "x");
            }
            catch (GrpcStatusException early) when (early.Status.Code == GrpcStatusCode.Unimplemented)
            {
                await Task.Yield();
            }
        }
    }
}
