using MiaIa.Grpc.Server;

namespace MiaIa.Grpc.Tests.Calls;

public sealed class KindsTests
{
    [Test]
    public async Task A_unary_call_answers_also_many_at_once()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapUnary(Text.Unary, (_, request) => Task.FromResult(request + "!"))
        );
        var channel = server.Channel();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => channel.UnaryAsync(Text.Unary, $"{i}")));
        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 50).Select(i => $"{i}!")));
    }

    [Test]
    public async Task An_empty_message_is_a_message()
    {
        await using var server = await RunningServer.StartAsync(app => app.MapUnary(Text.Unary, (_, request) => Task.FromResult(request)));
        Assert.That(await server.Channel().UnaryAsync(Text.Unary, ""), Is.Empty);
    }

    [Test]
    public async Task A_server_stream_gives_every_response_in_order()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapServerStream(
                Text.Down,
                async (_, request, responses) =>
                {
                    for (var i = 0; i < 1000; i++)
                        await responses.WriteAsync($"{request}{i}");
                }
            )
        );
        using var call = server.Channel().ServerStream(Text.Down, "n");
        Assert.That(await Text.ReadAll(call), Is.EqualTo(Enumerable.Range(0, 1000).Select(i => $"n{i}")));
        Assert.That(call.Status, Is.EqualTo(GrpcStatus.Ok));
    }

    [Test]
    public async Task What_a_handler_wrote_and_did_not_flush_is_sent_at_its_end()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapServerStream(
                Text.Down,
                (_, request, responses) =>
                {
                    responses.Write(request);
                    return Task.CompletedTask;
                }
            )
        );
        using var call = server.Channel().ServerStream(Text.Down, "kept");
        Assert.That(await Text.ReadAll(call), Is.EqualTo(["kept"]));
    }

    [Test]
    public async Task What_a_handler_wrote_before_it_failed_comes_before_the_status()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapServerStream(
                Text.Down,
                (_, request, responses) =>
                {
                    responses.Write(request);
                    throw new GrpcStatusException(GrpcStatusCode.Aborted, "after it");
                }
            )
        );
        using var call = server.Channel().ServerStream(Text.Down, "kept");
        Assert.That(await call.Responses.WaitToReadAsync(), Is.True);
        Assert.That(call.Responses.TryRead(out var first), Is.True);
        Assert.That(first, Is.EqualTo("kept"));
        Assert.That(await Text.FailureOf(call), Is.EqualTo(new GrpcStatus(GrpcStatusCode.Aborted, "after it")));
    }

    [Test]
    public async Task A_client_stream_is_answered_once()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapClientStream(
                Text.Up,
                async (_, requests) =>
                {
                    var count = 0;
                    await foreach (var request in requests.ReadAllAsync())
                        count += request.Length;

                    return $"{count}";
                }
            )
        );
        using var call = server.Channel().ClientStream(Text.Up);
        for (var i = 0; i < 1000; i++)
            call.Requests.Write("x");

        await call.CompleteRequestsAsync();
        Assert.That(await call.ReadSingleAsync(), Is.EqualTo("1000"));
    }

    [Test]
    public async Task A_duplex_call_answers_each_message_before_the_next_is_sent()
    {
        await using var server = await RunningServer.StartAsync(Echo);
        using var call = server.Channel().Duplex(Text.Both);
        for (var i = 0; i < 100; i++)
        {
            await call.Requests.WriteAsync($"{i}");
            Assert.That(await call.Responses.WaitToReadAsync().AsTask().WaitAsync(Text.Patience), Is.True);
            Assert.That(call.Responses.TryRead(out var answer), Is.True);
            Assert.That(answer, Is.EqualTo($"{i}"));
        }

        await call.CompleteRequestsAsync();
        Assert.That(await call.Responses.WaitToReadAsync(), Is.False);
        Assert.That(call.Status, Is.EqualTo(GrpcStatus.Ok));
    }

    [Test]
    public async Task A_duplex_call_carries_much_both_ways_at_once()
    {
        await using var server = await RunningServer.StartAsync(Echo);
        using var call = server.Channel().Duplex(Text.Both);
        string payload = new('x', 10_000);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
                await call.Requests.WriteAsync(payload);

            await call.CompleteRequestsAsync();
        });
        var answers = await Text.ReadAll(call).WaitAsync(Text.Patience * 3);
        await writing;
        Assert.That(answers, Has.Count.EqualTo(2000));
        Assert.That(answers, Is.All.EqualTo(payload));
    }

    [Test]
    public async Task A_method_is_mapped_as_what_it_is()
    {
        await using var server = await RunningServer.StartAsync(app =>
            Assert.That(
                () => app.MapUnary(Text.Both, (_, request) => Task.FromResult(request)),
                Throws.ArgumentException.With.Message.Contain("Duplex")
            )
        );
    }

    internal static void Echo(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder app) =>
        app.MapDuplex(
            Text.Both,
            async (_, requests, responses) =>
            {
                while (await requests.WaitToReadAsync())
                {
                    while (requests.TryRead(out var request))
                        responses.Write(request);

                    await responses.FlushAsync();
                }
            }
        );
}
