using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.Interop.V1;

namespace Interop.Grpc;

/// <summary>A peer that we did not write, as server for our client: one process serves every case.</summary>
[TestFixture("grpcio")]
[TestFixture("grpc-js")]
public sealed class PeerAsServerTests
{
    private readonly string _peer;
    private PeerProcess _server = null!;
    private GrpcChannel _channel = null!;
    private Peer.PeerClient _client = null!;

    public PeerAsServerTests(string peer) => _peer = peer;

    [OneTimeSetUp]
    public async Task StartPeer()
    {
        _server = await PeerProcess.StartAsync(_peer, "server");
        _channel = GrpcChannel.ForAddress(
            await _server.ReadyAsync(),
            new GrpcChannelOptions { MaxReceiveMessageSize = OurServer.MessageBytesMax }
        );
        _client = new Peer.PeerClient(_channel);
    }

    [OneTimeTearDown]
    public void StopPeer()
    {
        _channel?.Dispose();
        _server?.Dispose();
    }

    [Test]
    public async Task As_server_for_our_client_empty_unary() =>
        Assert.That(await _client.EmptyAsync(new Nothing(), Patient()).ResponseAsync, Is.EqualTo(new Nothing()));

    [Test]
    public async Task As_server_for_our_client_large_unary()
    {
        var answer = await _client.UnaryAsync(LargeAsk(), Patient()).ResponseAsync;
        Assert.That(answer.Payload, Is.EqualTo(ByteString.CopyFrom(new byte[314159])));
    }

    [Test]
    public async Task As_server_for_our_client_client_streaming()
    {
        using var call = _client.Up(Patient());
        foreach (var size in new[] { 27182, 8, 1828, 45904 })
            await call.RequestStream.WriteAsync(new Ask { Payload = ByteString.CopyFrom(new byte[size]) });

        await call.RequestStream.CompleteAsync();
        Assert.That((await call.ResponseAsync).PayloadBytes, Is.EqualTo(74922));
    }

    [Test]
    public async Task As_server_for_our_client_server_streaming()
    {
        int[] sizes = [31415, 9, 2653, 58979];
        using var call = _client.Down(new AskMany { AnswerBytes = { sizes } }, Patient());
        Assert.That(await SizesAsync(call.ResponseStream), Is.EqualTo(sizes));
        Assert.That(call.GetStatus().StatusCode, Is.EqualTo(StatusCode.OK));
    }

    [Test]
    public async Task As_server_for_our_client_ping_pong()
    {
        using var call = _client.Both(Patient());
        foreach ((var asked, var sent) in new[] { (31415, 27182), (9, 8), (2653, 1828), (58979, 45904) })
        {
            await call.RequestStream.WriteAsync(new Ask { Payload = ByteString.CopyFrom(new byte[sent]), AnswerBytes = asked });
            Assert.That(await call.ResponseStream.MoveNext(CancellationToken.None), Is.True);
            Assert.That(call.ResponseStream.Current.Payload, Has.Length.EqualTo(asked));
        }

        await call.RequestStream.CompleteAsync();
        Assert.That(await SizesAsync(call.ResponseStream), Is.Empty);
        Assert.That(call.GetStatus().StatusCode, Is.EqualTo(StatusCode.OK));
    }

    [Test]
    public async Task As_server_for_our_client_empty_stream()
    {
        using var call = _client.Both(Patient());
        await call.RequestStream.CompleteAsync();
        Assert.That(await SizesAsync(call.ResponseStream), Is.Empty);
        Assert.That(call.GetStatus().StatusCode, Is.EqualTo(StatusCode.OK));
    }

    [Test]
    public async Task As_server_for_our_client_cancel_after_begin()
    {
        using var cancel = new CancellationTokenSource();
        using var call = _client.Up(Patient().WithCancellationToken(cancel.Token));
        await cancel.CancelAsync();
        Assert.That((await FailureOf(() => call.ResponseAsync)).StatusCode, Is.EqualTo(StatusCode.Cancelled));
    }

    [Test]
    public async Task As_server_for_our_client_cancel_after_first_response()
    {
        using var cancel = new CancellationTokenSource();
        using var call = _client.Both(Patient().WithCancellationToken(cancel.Token));
        await call.RequestStream.WriteAsync(new Ask { AnswerBytes = 31415 });
        Assert.That(await call.ResponseStream.MoveNext(CancellationToken.None), Is.True);
        await cancel.CancelAsync();
        Assert.That((await FailureOf(() => SizesAsync(call.ResponseStream))).StatusCode, Is.EqualTo(StatusCode.Cancelled));
    }

    [Test]
    public async Task As_server_for_our_client_timeout_on_sleeping_server()
    {
        using var call = _client.Both(new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(200)));
        await call.RequestStream.WriteAsync(new Ask { SleepMs = 10_000 });
        Assert.That((await FailureOf(() => SizesAsync(call.ResponseStream))).StatusCode, Is.EqualTo(StatusCode.DeadlineExceeded));
    }

    [Test]
    public async Task As_server_for_our_client_status_code_and_message()
    {
        var ask = new Ask { StatusCode = 2, StatusText = "test status message" };
        var expected = new Status(StatusCode.Unknown, ask.StatusText);
        Assert.That(await FailureOf(() => _client.UnaryAsync(ask, Patient()).ResponseAsync), Is.EqualTo(expected));
        using var call = _client.Both(Patient());
        await call.RequestStream.WriteAsync(ask);
        Assert.That(await FailureOf(() => SizesAsync(call.ResponseStream)), Is.EqualTo(expected));
    }

    [Test]
    public async Task As_server_for_our_client_special_status_message()
    {
        var ask = new Ask { StatusCode = 2, StatusText = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n" };
        var status = await FailureOf(() => _client.UnaryAsync(ask, Patient()).ResponseAsync);
        Assert.That(status, Is.EqualTo(new Status(StatusCode.Unknown, ask.StatusText)));
    }

    [Test]
    public async Task As_server_for_our_client_unimplemented_method() =>
        Assert.That(
            (await FailureOf(() => _client.MissingAsync(new Nothing(), Patient()).ResponseAsync)).StatusCode,
            Is.EqualTo(StatusCode.Unimplemented)
        );

    [Test]
    public async Task As_server_for_our_client_unimplemented_service() =>
        Assert.That(
            (await FailureOf(() => new Nobody.NobodyClient(_channel).EmptyAsync(new Nothing(), Patient()).ResponseAsync)).StatusCode,
            Is.EqualTo(StatusCode.Unimplemented)
        );

    [Test]
    public async Task As_server_for_our_client_custom_metadata()
    {
        byte[] bytes = [0xAB, 0xAB, 0xAB];
        var metadata = new Metadata { { OurServer.EchoInitial, "test_initial_metadata_value" }, { OurServer.EchoTrailing, bytes } };
        using var one = _client.UnaryAsync(LargeAsk(), Patient().WithHeaders(metadata));
        AssertEchoed(await one.ResponseHeadersAsync, OurServer.EchoInitial);
        Assert.That((await one.ResponseAsync).Payload, Has.Length.EqualTo(314159));
        Assert.That(one.GetTrailers().GetValueBytes(OurServer.EchoTrailing), Is.EqualTo(bytes));

        using var many = _client.Both(Patient().WithHeaders(metadata));
        await many.RequestStream.WriteAsync(LargeAsk());
        await many.RequestStream.CompleteAsync();
        AssertEchoed(await many.ResponseHeadersAsync, OurServer.EchoInitial);
        Assert.That(await SizesAsync(many.ResponseStream), Is.EqualTo([314159]));
        Assert.That(many.GetTrailers().GetValueBytes(OurServer.EchoTrailing), Is.EqualTo(bytes));
    }

    private static void AssertEchoed(Metadata headers, string key) =>
        Assert.That(headers.GetValue(key), Is.EqualTo("test_initial_metadata_value"));

    private static CallOptions Patient() => new(deadline: DateTime.UtcNow.AddSeconds(20));

    private static Ask LargeAsk() => new() { Payload = ByteString.CopyFrom(new byte[271828]), AnswerBytes = 314159 };

    private static async Task<List<int>> SizesAsync(IAsyncStreamReader<Answer> answers)
    {
        var sizes = new List<int>();
        await foreach (var answer in answers.ReadAllAsync())
            sizes.Add(answer.Payload.Length);

        return sizes;
    }

    private static async Task<Status> FailureOf(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException ended)
        {
            return new Status(ended.StatusCode, ended.Status.Detail);
        }

        throw new AssertionException("The call ended with Ok.");
    }
}
