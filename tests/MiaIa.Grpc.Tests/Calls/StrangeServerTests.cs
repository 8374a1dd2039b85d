using MiaIa.Grpc.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MiaIa.Grpc.Tests.Calls;

public sealed class StrangeServerTests
{
    [TestCase(503, GrpcStatusCode.Unavailable)]
    [TestCase(401, GrpcStatusCode.Unauthenticated)]
    [TestCase(404, GrpcStatusCode.Unimplemented)]
    [TestCase(500, GrpcStatusCode.Unknown)]
    public async Task An_http_status_becomes_a_grpc_status(int http, GrpcStatusCode code)
    {
        var status = await CallAsync(context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        });
        Assert.That(status.Code, Is.EqualTo(code));
        Assert.That(status.Message, Does.Contain($"HTTP status {http}"));
    }

    [TestCase(0x2, GrpcStatusCode.Internal)]
    [TestCase(0x7, GrpcStatusCode.Unavailable)]
    [TestCase(0x8, GrpcStatusCode.Cancelled)]
    [TestCase(0xb, GrpcStatusCode.ResourceExhausted)]
    [TestCase(0xc, GrpcStatusCode.PermissionDenied)]
    public async Task A_reset_stream_becomes_a_grpc_status(int error, GrpcStatusCode code)
    {
        var beforeHeaders = await CallAsync(context =>
        {
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(error);
            return Task.CompletedTask;
        });
        var afterHeaders = await CallAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.FlushAsync();
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(error);
        });
        Assert.That(beforeHeaders.Code, Is.EqualTo(code));
        Assert.That(afterHeaders.Code, Is.EqualTo(code));
        Assert.That(afterHeaders.Message, Does.Contain($"0x{error:x}"));
    }

    [Test]
    public async Task A_response_that_is_not_grpc_is_unknown_and_says_what_it_is()
    {
        var status = await CallAsync(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html>");
        });
        Assert.That(status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.Unknown, "Not a gRPC response: content-type 'text/html'.")));
    }

    [Test]
    public async Task An_end_without_status_is_unknown()
    {
        var status = await CallAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            return context.Response.Body.WriteAsync(new byte[5]).AsTask();
        });
        Assert.That(status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.Unknown, "The server ended the call without grpc-status.")));
    }

    [TestCase("99", GrpcStatusCode.Unknown, "99")]
    [TestCase("abc", GrpcStatusCode.Unknown, "abc")]
    public async Task A_status_that_nobody_knows_is_unknown_and_named(string wire, GrpcStatusCode code, string named)
    {
        var status = await CallAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = wire;
            return Task.CompletedTask;
        });
        Assert.That(status.Code, Is.EqualTo(code));
        Assert.That(status.Message, Does.Contain(named));
    }

    [Test]
    public async Task A_message_cut_short_is_internal_even_when_the_status_says_ok()
    {
        var status = await CallAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 0, 9, 1 });
            context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers["grpc-status"] = "0";
        });
        Assert.That(status.Code, Is.EqualTo(GrpcStatusCode.Internal));
        Assert.That(status.Message, Does.Contain("ended inside a message"));
    }

    [Test]
    public async Task A_compressed_response_is_internal()
    {
        var status = await CallAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            return context.Response.Body.WriteAsync(new byte[] { 1, 0, 0, 0, 0 }).AsTask();
        });
        Assert.That(status.Code, Is.EqualTo(GrpcStatusCode.Internal));
        Assert.That(status.Message, Does.Contain("compressed"));
    }

    private static async Task<GrpcStatus> CallAsync(RequestDelegate answer)
    {
        await using var server = await StrangeServer.StartAsync(answer);
        using var channel = new GrpcChannel(new Uri(server.Urls.Single()));
        return await Text.FailureOf(() => channel.UnaryAsync(Text.Unary, "x"));
    }
}
