using MiaIa.Grpc.Client;
using MiaIa.Grpc.Server;

namespace MiaIa.Grpc.Tests.Calls;

public sealed class MetadataAndStatusTests
{
    [Test]
    public async Task Metadata_travels_both_ways_as_text_and_as_bytes()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapUnary(
                Text.Unary,
                (call, request) =>
                {
                    call.ResponseHeaders.Add("echo", call.RequestHeaders.GetText("ask")!);
                    call.ResponseTrailers.Add("echo-bin", call.RequestHeaders.GetBytes("ask-bin")!);
                    return Task.FromResult(request);
                }
            )
        );
        byte[] bytes = [0, 1, 0xFF, 0xFE];
        GrpcMetadata metadata = [];
        metadata.Add("ask", "a, b");
        metadata.Add("ask-bin", bytes);

        using var call = server.Channel().Unary(Text.Unary, "x", new CallOptions { Metadata = metadata });
        var headers = await call.HeadersAsync();
        await call.ReadSingleAsync();
        Assert.Multiple(() =>
        {
            Assert.That(headers.Single(), Is.EqualTo(new GrpcMetadataEntry("echo", "a, b")));
            Assert.That(call.Trailers.GetBytes("echo-bin"), Is.EqualTo(bytes));
            Assert.That(call.Trailers.Count, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Headers_can_go_out_before_the_first_message()
    {
        var goOn = new TaskCompletionSource();
        await using var server = await RunningServer.StartAsync(app =>
            app.MapDuplex(
                Text.Both,
                async (call, _, _) =>
                {
                    call.ResponseHeaders.Add("ready", "yes");
                    await call.SendHeadersAsync();
                    await goOn.Task;
                }
            )
        );
        using var call = server.Channel().Duplex(Text.Both);
        var headers = await call.HeadersAsync().WaitAsync(Text.Patience);
        Assert.That(headers.GetText("ready"), Is.EqualTo("yes"));
        goOn.SetResult();
        Assert.That(await Text.ReadAll(call), Is.Empty);
    }

    [Test]
    public async Task A_handler_chooses_code_text_and_trailers([Values] bool afterAMessage)
    {
        const string Words = "\t\nline with 100 % ☺ and 😈\r\n";
        GrpcMetadata trailers = [];
        trailers.Add("reason", "because");
        await using var server = await RunningServer.StartAsync(app =>
            app.MapServerStream(
                Text.Down,
                async (_, request, responses) =>
                {
                    if (afterAMessage)
                        await responses.WriteAsync(request);

                    throw new GrpcStatusException(new GrpcStatus(GrpcStatusCode.FailedPrecondition, Words), trailers);
                }
            )
        );
        using var call = server.Channel().ServerStream(Text.Down, "x");
        var status = await Text.FailureOf(call);
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.FailedPrecondition, Words)));
            Assert.That(call.Status, Is.EqualTo(status));
            Assert.That(call.Trailers.GetText("reason"), Is.EqualTo("because"));
        });
    }

    [Test]
    public async Task Every_code_arrives_as_itself([Values] GrpcStatusCode code)
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapUnary(Text.Unary, (_, _) => throw new GrpcStatusException(code, "as asked"))
        );
        using var call = server.Channel().Unary(Text.Unary, "x");
        Assert.That(
            await Text.FailureOf(async () => await call.ReadSingleAsync()),
            Has.Property("Code").EqualTo(code == GrpcStatusCode.Ok ? GrpcStatusCode.Unimplemented : code),
            "Ok without a message is a broken promise"
        );
    }

    [Test]
    public async Task The_details_of_a_handlers_failure_stay_on_the_server()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapUnary(Text.Unary, (_, _) => throw new InvalidOperationException("password=hunter2"))
        );
        var status = await Text.FailureOf(() => server.Channel().UnaryAsync(Text.Unary, "x"));
        Assert.That(status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.Unknown, "The handler failed; its log says why.")));
    }

    [Test]
    public async Task The_handler_knows_its_peer_and_its_path()
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapUnary(Text.Unary, (call, _) => Task.FromResult($"{call.Peer} {call.Path}"))
        );
        Assert.That(await server.Channel().UnaryAsync(Text.Unary, ""), Does.Match(@"^ipv4:127\.0\.0\.1:\d+ /test\.Text/Unary$"));
    }
}
