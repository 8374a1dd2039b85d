using MiaIa.Grpc.Client;
using MiaIa.Grpc.Server;

namespace MiaIa.Grpc.Tests.Calls;

public sealed class DeadlineTests
{
    [Test]
    public async Task Both_sides_end_at_the_deadline()
    {
        var cancelled = new TaskCompletionSource<DateTimeOffset?>();
        await using var server = await RunningServer.StartAsync(app =>
            app.MapDuplex(
                Text.Both,
                async (call, _, _) =>
                {
                    call.Token.Register(() => cancelled.TrySetResult(call.Deadline));
                    await Task.Delay(Timeout.Infinite, call.Token);
                }
            )
        );
        using var call = server.Channel().Duplex(Text.Both, new CallOptions { Timeout = TimeSpan.FromMilliseconds(150) });
        var status = await Text.FailureOf(call);
        Assert.That(status.Code, Is.EqualTo(GrpcStatusCode.DeadlineExceeded));
        Assert.That(await cancelled.Task.WaitAsync(Text.Patience), Is.Not.Null, "the handler knew its deadline");
    }

    [Test]
    public async Task The_client_ends_also_when_the_server_ignores_the_deadline()
    {
        var goOn = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(app =>
            app.MapUnary(
                Text.Unary,
                async (_, request) =>
                {
                    await goOn.Task;
                    return request;
                }
            )
        );
        var status = await Text.FailureOf(() =>
            server.Channel().UnaryAsync(Text.Unary, "x", new CallOptions { Timeout = TimeSpan.FromMilliseconds(100) })
        );
        Assert.That(status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.DeadlineExceeded, "The deadline of 100 ms has passed.")));
        goOn.SetResult();
    }

    [Test]
    public async Task The_server_ends_the_call_itself_when_the_client_does_not()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapDuplex(Text.Both, async (_, requests, _) => await requests.WaitToReadAsync())
        );
        var response = await PlainRequest.SendAsync(server.Address, Text.Both.Path, PlainRequest.OpenBody, ("grpc-timeout", "100m"));
        Assert.That(response.GrpcStatus, Is.EqualTo(GrpcStatusCode.DeadlineExceeded));
    }

    [Test]
    public async Task A_deadline_that_has_passed_sends_nothing([Values(0, -5)] int timeoutMs)
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
            server.Channel().UnaryAsync(Text.Unary, "x", new CallOptions { Timeout = TimeSpan.FromMilliseconds(timeoutMs) })
        );
        Assert.That(status.Code, Is.EqualTo(GrpcStatusCode.DeadlineExceeded));
        Assert.That(called, Is.False);
    }

    [Test]
    public async Task A_deadline_that_does_not_pass_changes_nothing()
    {
        await using var server = await RunningServer.StartAsync(app => app.MapUnary(Text.Unary, (_, request) => Task.FromResult(request)));
        Assert.That(await server.Channel().UnaryAsync(Text.Unary, "x", new CallOptions { Timeout = TimeSpan.MaxValue }), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_timeout_header_that_is_none_is_refused_by_name()
    {
        await using var server = await RunningServer.StartAsync(app => app.MapUnary(Text.Unary, (_, request) => Task.FromResult(request)));
        var response = await PlainRequest.SendAsync(
            server.Address,
            Text.Unary.Path,
            new ByteArrayContent([0, 0, 0, 0, 0]),
            ("grpc-timeout", "soon")
        );
        Assert.That(response.GrpcStatus, Is.EqualTo(GrpcStatusCode.Internal));
        Assert.That(response.GrpcMessage, Does.Contain("grpc-timeout 'soon'"));
    }
}
