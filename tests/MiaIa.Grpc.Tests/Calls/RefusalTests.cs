using System.Net;
using System.Net.Http.Headers;
using MiaIa.Grpc.Client;
using MiaIa.Grpc.Server;
using MiaIa.V1;

namespace MiaIa.Grpc.Tests.Calls;

public sealed class RefusalTests
{
    [Test]
    public async Task An_oversized_request_is_refused_by_the_server_and_names_the_limit()
    {
        await using var server = await RunningServer.StartAsync(EchoUnary);
        var channel = server.Channel(new GrpcChannelOptions { MessageBytesMax = 1_000_000 });
        var status = await Text.FailureOf(() => channel.UnaryAsync(Text.Unary, new string('x', 65_537)));
        Assert.That(
            status,
            Is.EqualTo(
                new GrpcStatus(GrpcStatusCode.ResourceExhausted, "The peer announces a message of 65537 bytes; the limit is 65536 bytes.")
            )
        );
        Assert.That(await channel.UnaryAsync(Text.Unary, new string('x', 65_536)), Has.Length.EqualTo(65_536));
    }

    [Test]
    public async Task An_oversized_response_is_refused_by_the_client()
    {
        await using var server = await RunningServer.StartAsync(EchoUnary, new GrpcServerOptions { MessageBytesMax = 1_000_000 });
        var channel = server.Channel(new GrpcChannelOptions { MessageBytesMax = 1000 });
        var tooLongToSend = await Text.FailureOf(() => channel.UnaryAsync(Text.Unary, new string('x', 1001)));
        Assert.That(tooLongToSend.Message, Is.EqualTo("A message of 1001 bytes may not be sent; the limit is 1000 bytes."));

        await using var doubling = await RunningServer.StartAsync(app =>
            app.MapUnary(Text.Unary, (_, request) => Task.FromResult(request + request))
        );
        var tooLongToTake = await Text.FailureOf(() =>
            doubling.Channel(new GrpcChannelOptions { MessageBytesMax = 1000 }).UnaryAsync(Text.Unary, new string('x', 1000))
        );
        Assert.That(tooLongToTake.Code, Is.EqualTo(GrpcStatusCode.ResourceExhausted));
        Assert.That(tooLongToTake.Message, Does.Contain("2000 bytes; the limit is 1000"));
    }

    [Test]
    public async Task An_announced_length_is_refused_before_the_message_is_there()
    {
        await using var server = await RunningServer.StartAsync(EchoUnary);
        var response = await PlainRequest.SendAsync(server.Address, Text.Unary.Path, new ByteArrayContent([0, 0xFF, 0xFF, 0xFF, 0xFF]));
        Assert.That(response.GrpcStatus, Is.EqualTo(GrpcStatusCode.ResourceExhausted));
        Assert.That(response.GrpcMessage, Does.Contain("4294967295"));
    }

    [Test]
    public async Task A_compressed_request_is_unimplemented_and_says_what_is_understood()
    {
        await using var server = await RunningServer.StartAsync(EchoUnary);
        var response = await PlainRequest.SendAsync(
            server.Address,
            Text.Unary.Path,
            new ByteArrayContent([1, 0, 0, 0, 1, 7]),
            ("grpc-encoding", "gzip")
        );
        Assert.Multiple(() =>
        {
            Assert.That(response.HttpStatus, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.GrpcStatus, Is.EqualTo(GrpcStatusCode.Unimplemented));
            Assert.That(response.GrpcMessage, Does.Contain("only the encoding 'identity'"));
        });
    }

    [TestCase(new byte[] { 0, 0, 0, 0, 9, 1, 2 }, GrpcStatusCode.Internal, "ended inside a message")]
    [TestCase(new byte[] { 0, 0 }, GrpcStatusCode.Internal, "ended inside a message")]
    [TestCase(new byte[] { 9, 0, 0, 0, 0 }, GrpcStatusCode.Internal, "flag byte 9")]
    [TestCase(new byte[] { }, GrpcStatusCode.Unimplemented, "no message")]
    [TestCase(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, GrpcStatusCode.Unimplemented, "second message")]
    [TestCase(new byte[] { 0, 0, 0, 0, 2, 0x0A, 0x7F }, GrpcStatusCode.InvalidArgument, "Malformed message of 2 bytes")]
    public async Task A_broken_request_is_refused_with_what_is_wrong(byte[] body, GrpcStatusCode code, string text)
    {
        await using var server = await RunningServer.StartAsync(app =>
            app.MapUnary(EngineMethods.Halt, (_, _) => Task.FromResult(new SwitchReply()))
        );
        var response = await PlainRequest.SendAsync(server.Address, EngineMethods.Halt.Path, new ByteArrayContent(body));
        Assert.That(response.GrpcStatus, Is.EqualTo(code));
        Assert.That(response.GrpcMessage, Does.Contain(text));
        Assert.That(response.TrailersOnly, Is.True);
    }

    [TestCase("/test.Text/Missing")]
    [TestCase("/test.Missing/Unary")]
    [TestCase("/test.text/unary")]
    public async Task An_unknown_method_or_service_is_unimplemented_by_trailers_alone(string path)
    {
        await using var server = await RunningServer.StartAsync(EchoUnary);
        var response = await PlainRequest.SendAsync(server.Address, path, new ByteArrayContent([0, 0, 0, 0, 0]));
        Assert.That(
            response,
            Is.EqualTo(new PlainResponse(HttpStatusCode.OK, true, GrpcStatusCode.Unimplemented, $"Unknown method {path}."))
        );
    }

    [Test]
    public async Task Our_client_sees_an_unknown_method_too()
    {
        await using var server = await RunningServer.StartAsync(_ => { });
        var status = await Text.FailureOf(() => server.Channel().UnaryAsync(Text.Unary, "x"));
        Assert.That(status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.Unimplemented, "Unknown method /test.Text/Unary.")));
    }

    [TestCase("application/json")]
    [TestCase("application/grpc-web")]
    public async Task A_content_type_that_is_not_grpc_is_415(string contentType)
    {
        await using var server = await RunningServer.StartAsync(EchoUnary);
        var body = new ByteArrayContent([0, 0, 0, 0, 0]);
        body.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        var response = await PlainRequest.SendAsync(server.Address, Text.Unary.Path, body);
        Assert.That(response, Is.EqualTo(new PlainResponse(HttpStatusCode.UnsupportedMediaType, false, null, "")));
    }

    [Test]
    public async Task Metadata_that_is_not_base64_is_refused_by_name()
    {
        await using var server = await RunningServer.StartAsync(EchoUnary);
        var response = await PlainRequest.SendAsync(
            server.Address,
            Text.Unary.Path,
            new ByteArrayContent([0, 0, 0, 0, 0]),
            ("x-bin", "***")
        );
        Assert.That(response.GrpcStatus, Is.EqualTo(GrpcStatusCode.Internal));
        Assert.That(response.GrpcMessage, Does.Contain("'x-bin'"));
    }

    [Test]
    public void A_server_in_the_clear_refuses_an_address_that_others_can_reach()
    {
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder();
        Assert.That(
            () => builder.AddGrpcServer(new IPEndPoint(IPAddress.Any, 50551)),
            Throws.ArgumentException.With.Message.Contain("0.0.0.0:50551")
        );
    }

    private static void EchoUnary(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder app) =>
        app.MapUnary(Text.Unary, (_, request) => Task.FromResult(request));
}
