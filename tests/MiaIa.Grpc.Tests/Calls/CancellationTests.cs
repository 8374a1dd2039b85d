using MiaIa.Grpc.Client;
using MiaIa.Grpc.Server;

namespace MiaIa.Grpc.Tests.Calls;

public sealed class CancellationTests
{
    private readonly TaskCompletionSource _handlerLearned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task The_handler_learns_that_the_client_gave_up(
        [Values("token", "cancel", "dispose")] string way,
        [Values] bool afterAResponse
    )
    {
        var learned = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await RunningServer.StartAsync(app =>
            app.MapDuplex(
                Text.Both,
                async (_, requests, responses) =>
                {
                    try
                    {
                        while (await requests.WaitToReadAsync())
                        {
                            while (requests.TryRead(out var request))
                                await responses.WriteAsync(request);
                        }
                    }
                    catch (Exception gone)
                    {
                        learned.SetResult(gone);
                        throw;
                    }
                }
            )
        );
        using var cancellation = new CancellationTokenSource();
        using var call = server.Channel().Duplex(Text.Both, new CallOptions { Cancellation = cancellation.Token });
        await call.Requests.WriteAsync("x");
        if (afterAResponse)
            Assert.That(await call.Responses.WaitToReadAsync(), Is.True);

        Action giveUp = way switch
        {
            "token" => cancellation.Cancel,
            "cancel" => call.Cancel,
            _ => call.Dispose,
        };
        giveUp();
        Assert.That(await learned.Task.WaitAsync(Text.Patience), Is.InstanceOf<OperationCanceledException>());
        Assert.That(call.Status!.Code, Is.EqualTo(GrpcStatusCode.Cancelled));
    }

    [Test]
    public async Task A_reader_that_waits_is_woken_by_the_cancellation()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapDuplex(
                Text.Both,
                async (call, _, _) =>
                {
                    await call.SendHeadersAsync();
                    await Task.Delay(Timeout.Infinite, call.Token);
                }
            )
        );
        using var call = server.Channel().Duplex(Text.Both);
        await call.HeadersAsync();
        var reading = Text.FailureOf(call);
        call.Cancel();
        Assert.That((await reading).Code, Is.EqualTo(GrpcStatusCode.Cancelled));
        Assert.That(() => call.Requests.WriteAsync("late").AsTask(), Throws.TypeOf<GrpcStatusException>());
    }

    [Test]
    public async Task A_call_that_was_cancelled_before_its_start_sends_nothing()
    {
        var called = false;
        await using var server = await RunningServer.StartAsync(app =>
            app.MapUnary(
                Text.Unary,
                (_, request) =>
                {
                    called = true;
                    return Task.FromResult(request);
                }
            )
        );
        var status = await Text.FailureOf(() =>
            server.Channel().UnaryAsync(Text.Unary, "x", new CallOptions { Cancellation = new CancellationToken(canceled: true) })
        );
        Assert.That(status.Code, Is.EqualTo(GrpcStatusCode.Cancelled));
        Assert.That(called, Is.False);
    }

    [Test]
    public async Task A_handler_that_gives_up_ends_the_call_with_Cancelled()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapUnary(Text.Unary, (_, _) => throw new OperationCanceledException())
        );
        var status = await Text.FailureOf(() => server.Channel().UnaryAsync(Text.Unary, "x"));
        Assert.That(status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.Cancelled, "The call was cancelled.")));
    }

    [Test]
    public async Task A_handler_that_writes_without_end_is_stopped_when_the_client_is_gone()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapServerStream(
                Text.Down,
                async (_, request, responses) =>
                {
                    try
                    {
                        while (true)
                            await responses.WriteAsync(request);
                    }
                    finally
                    {
                        _handlerLearned.SetResult();
                    }
                }
            )
        );
        using var call = server.Channel().ServerStream(Text.Down, "again");
        Assert.That(await call.Responses.WaitToReadAsync(), Is.True);
        call.Dispose();
        await _handlerLearned.Task.WaitAsync(Text.Patience);
        Assert.That(call.Status!.Code, Is.EqualTo(GrpcStatusCode.Cancelled));
    }
}
