using Google.Protobuf;
using MiaIa.Grpc;
using MiaIa.Grpc.Client;
using MiaIa.Interop.V1;

namespace Interop.Grpc;

/// <summary>A peer that we did not write, as server for our client: one process serves every case.</summary>
[TestFixture("grpcio")]
[TestFixture("grpc-js")]
public sealed class PeerAsServerTests
{
    private static readonly CallOptions Patient = new() { Timeout = TimeSpan.FromMinutes(2) };

    private readonly string _peer;
    private PeerProcess _server = null!;
    private GrpcChannel _channel = null!;

    public PeerAsServerTests(string peer) => _peer = peer;

    [OneTimeSetUp]
    public async Task StartPeer()
    {
        _server = await PeerProcess.StartAsync(_peer, "server");
        _channel = new GrpcChannel(await _server.ReadyAsync(), new GrpcChannelOptions { MessageBytesMax = OurServer.MessageBytesMax });
    }

    [OneTimeTearDown]
    public void StopPeer()
    {
        _channel?.Dispose();
        _server?.Dispose();
    }

    [Test]
    public async Task As_server_for_our_client_empty_unary() =>
        Assert.That(await _channel.UnaryAsync(PeerMethods.Empty, new Nothing(), Patient), Is.EqualTo(new Nothing()));

    [Test]
    public async Task As_server_for_our_client_large_unary()
    {
        var answer = await _channel.UnaryAsync(PeerMethods.Unary, LargeAsk(), Patient);
        Assert.That(answer.Payload, Is.EqualTo(ByteString.CopyFrom(new byte[314159])));
    }

    [Test]
    public async Task As_server_for_our_client_client_streaming()
    {
        using var call = _channel.ClientStream(PeerMethods.Up, Patient);
        foreach (var size in new[] { 27182, 8, 1828, 45904 })
            await call.Requests.WriteAsync(new Ask { Payload = ByteString.CopyFrom(new byte[size]) });

        await call.CompleteRequestsAsync();
        Assert.That((await call.ReadSingleAsync()).PayloadBytes, Is.EqualTo(74922));
    }

    [Test]
    public async Task As_server_for_our_client_server_streaming()
    {
        int[] sizes = [31415, 9, 2653, 58979];
        using var call = _channel.ServerStream(PeerMethods.Down, new AskMany { AnswerBytes = { sizes } }, Patient);
        Assert.That(await SizesAsync(call), Is.EqualTo(sizes));
        Assert.That(call.Status!.IsOk, Is.True);
    }

    [Test]
    public async Task As_server_for_our_client_ping_pong()
    {
        using var call = _channel.Duplex(PeerMethods.Both, Patient);
        foreach ((var asked, var sent) in new[] { (31415, 27182), (9, 8), (2653, 1828), (58979, 45904) })
        {
            await call.Requests.WriteAsync(new Ask { Payload = ByteString.CopyFrom(new byte[sent]), AnswerBytes = asked });
            Assert.That(await call.Responses.WaitToReadAsync(), Is.True);
            Assert.That(call.Responses.TryRead(out var answer), Is.True);
            Assert.That(answer!.Payload, Has.Length.EqualTo(asked));
        }

        await call.CompleteRequestsAsync();
        Assert.That(await SizesAsync(call), Is.Empty);
        Assert.That(call.Status!.IsOk, Is.True);
    }

    [Test]
    public async Task As_server_for_our_client_empty_stream()
    {
        using var call = _channel.Duplex(PeerMethods.Both, Patient);
        await call.CompleteRequestsAsync();
        Assert.That(await SizesAsync(call), Is.Empty);
        Assert.That(call.Status!.IsOk, Is.True);
    }

    [Test]
    public async Task As_server_for_our_client_cancel_after_begin()
    {
        using var call = _channel.ClientStream(PeerMethods.Up, Patient);
        call.Cancel();
        Assert.That((await FailureOf(async () => await call.ReadSingleAsync())).Code, Is.EqualTo(GrpcStatusCode.Cancelled));
    }

    [Test]
    public async Task As_server_for_our_client_cancel_after_first_response()
    {
        using var call = _channel.Duplex(PeerMethods.Both, Patient);
        await call.Requests.WriteAsync(new Ask { AnswerBytes = 31415 });
        Assert.That(await call.Responses.WaitToReadAsync(), Is.True);
        Assert.That(call.Responses.TryRead(out _), Is.True);
        call.Cancel();
        Assert.That((await FailureOf(() => SizesAsync(call))).Code, Is.EqualTo(GrpcStatusCode.Cancelled));
    }

    [Test]
    public async Task As_server_for_our_client_timeout_on_sleeping_server()
    {
        using var call = _channel.Duplex(PeerMethods.Both, new CallOptions { Timeout = TimeSpan.FromMilliseconds(200) });
        await call.Requests.WriteAsync(new Ask { SleepMs = 10_000 });
        Assert.That((await FailureOf(() => SizesAsync(call))).Code, Is.EqualTo(GrpcStatusCode.DeadlineExceeded));
    }

    [Test]
    public async Task As_server_for_our_client_status_code_and_message()
    {
        var ask = new Ask { StatusCode = 2, StatusText = "test status message" };
        var expected = new GrpcStatus(GrpcStatusCode.Unknown, ask.StatusText);
        Assert.That(await FailureOf(() => _channel.UnaryAsync(PeerMethods.Unary, ask, Patient)), Is.EqualTo(expected));
        using var call = _channel.Duplex(PeerMethods.Both, Patient);
        await call.Requests.WriteAsync(ask);
        Assert.That(await FailureOf(() => SizesAsync(call)), Is.EqualTo(expected));
    }

    [Test]
    public async Task As_server_for_our_client_special_status_message()
    {
        var ask = new Ask { StatusCode = 2, StatusText = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n" };
        var status = await FailureOf(() => _channel.UnaryAsync(PeerMethods.Unary, ask, Patient));
        Assert.That(status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.Unknown, ask.StatusText)));
    }

    [Test]
    public async Task As_server_for_our_client_unimplemented_method() =>
        Assert.That(
            (await FailureOf(() => _channel.UnaryAsync(PeerMethods.Missing, new Nothing(), Patient))).Code,
            Is.EqualTo(GrpcStatusCode.Unimplemented)
        );

    [Test]
    public async Task As_server_for_our_client_unimplemented_service() =>
        Assert.That(
            (await FailureOf(() => _channel.UnaryAsync(PeerMethods.OfNobody, new Nothing(), Patient))).Code,
            Is.EqualTo(GrpcStatusCode.Unimplemented)
        );

    [Test]
    public async Task As_server_for_our_client_custom_metadata()
    {
        byte[] bytes = [0xAB, 0xAB, 0xAB];
        var metadata = new GrpcMetadata { { OurServer.EchoInitial, "test_initial_metadata_value" }, { OurServer.EchoTrailing, bytes } };
        var options = Patient with { Metadata = metadata };
        using var one = _channel.Unary(PeerMethods.Unary, LargeAsk(), options);
        using var many = _channel.Duplex(PeerMethods.Both, options);
        await many.Requests.WriteAsync(LargeAsk());
        await many.CompleteRequestsAsync();
        foreach (var call in new[] { one, many })
        {
            var headers = await call.HeadersAsync();
            Assert.That(await SizesAsync(call), Is.EqualTo([314159]));
            Assert.That(headers.GetText(OurServer.EchoInitial), Is.EqualTo("test_initial_metadata_value"));
            Assert.That(call.Trailers.GetBytes(OurServer.EchoTrailing), Is.EqualTo(bytes));
        }
    }

    private static Ask LargeAsk() => new() { Payload = ByteString.CopyFrom(new byte[271828]), AnswerBytes = 314159 };

    private static async Task<List<int>> SizesAsync<T>(GrpcCall<T, Answer> call)
    {
        var sizes = new List<int>();
        await foreach (var answer in call.Responses.ReadAllAsync())
            sizes.Add(answer.Payload.Length);

        return sizes;
    }

    private static async Task<GrpcStatus> FailureOf(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (GrpcStatusException ended)
        {
            return ended.Status;
        }

        throw new AssertionException("The call ended with Ok.");
    }
}
