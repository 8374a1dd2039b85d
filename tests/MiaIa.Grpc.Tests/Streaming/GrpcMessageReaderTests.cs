using MiaIa.Grpc.Streaming;
using MiaIa.Grpc.Tests.Calls;

namespace MiaIa.Grpc.Tests.Streaming;

public sealed class GrpcMessageReaderTests
{
    private const int BytesMax = 100_000;

    [Test]
    public async Task Reads_every_message_whatever_the_chunks([Values(1, 2, 5, 7, 4096, 200_000)] int chunk)
    {
        byte[][] sent =
        [
            [],
            [1],
            [1, 2, 3],
            new byte[BytesMax],
            [9],
        ];
        Random.Shared.NextBytes(sent[3]);
        var reader = Reader(new ChunkedSource([.. sent.SelectMany(m => Frame(0, (uint)m.Length, m))], chunk));

        var read = new List<byte[]>();
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out var message))
                read.Add(message.ToArray());
        }

        Assert.That(read, Is.EqualTo(sent));
        Assert.That(await reader.WaitToReadAsync(), Is.False, "the end stays the end");
    }

    [Test]
    public async Task All_payloads_of_one_drain_are_valid_at_once()
    {
        var reader = Reader(new ChunkedSource([.. Frame(0, 2, [1, 2]), .. Frame(0, 1, [3])], 1000));
        Assert.That(await reader.WaitToReadAsync(), Is.True);
        Assert.That(reader.TryRead(out var first), Is.True);
        Assert.That(reader.TryRead(out var second), Is.True);
        Assert.That(first.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(second.ToArray(), Is.EqualTo(new byte[] { 3 }));
        Assert.That(reader.TryRead(out _), Is.False);
    }

    [Test]
    public async Task Refuses_a_compressed_message_as_its_side_has_to()
    {
        await AssertRefused(Frame(1, 3, [1, 2, 3]), GrpcStatusCode.Unimplemented, "compressed", WireSide.Server(BytesMax));
        await AssertRefused(Frame(1, 3, [1, 2, 3]), GrpcStatusCode.Internal, "compressed", WireSide.Client(BytesMax));
    }

    [Test]
    public async Task Refuses_an_unknown_flag_and_names_it() => await AssertRefused(Frame(7, 1, [1]), GrpcStatusCode.Internal, "7");

    [Test]
    public async Task Refuses_a_message_that_is_one_byte_too_long_and_names_both_numbers() =>
        await AssertRefused(Frame(0, BytesMax + 1, []), GrpcStatusCode.ResourceExhausted, "100001 bytes; the limit is 100000");

    [Test]
    public async Task Allocates_nothing_for_a_length_that_is_only_announced()
    {
        var source = await AssertRefused(Frame(0, uint.MaxValue, []), GrpcStatusCode.ResourceExhausted, "4294967295");
        Assert.That(source.BufferBytesMax, Is.EqualTo(16 * 1024));
    }

    [TestCase(3, 3)]
    [TestCase(5, 5)]
    [TestCase(9, 9)]
    public async Task Tells_that_the_stream_ended_inside_a_message(int kept, int named) =>
        await AssertRefused(Frame(0, 5, [1, 2, 3, 4, 5])[..kept], GrpcStatusCode.Internal, $"{named} bytes after its start");

    [Test]
    public async Task Tells_why_a_payload_is_no_message()
    {
        var source = new ChunkedSource(Frame(0, 2, [0x0A, 0x7F]), 100);
        var reader = new GrpcMessageReader<MiaIa.V1.HaltRequest>(source, EngineMethods.Halt.Request, WireSide.Server(BytesMax));
        var refused = await Text.FailureOf(async () => await reader.ReadSingleAsync());
        Assert.That(refused.Code, Is.EqualTo(GrpcStatusCode.InvalidArgument));
        Assert.That(refused.Message, Does.Contain("Malformed message of 2 bytes: HaltRequest"));
    }

    [Test]
    public async Task A_side_that_does_not_stream_sends_exactly_one_message()
    {
        await AssertSingleRefused([], "no message");
        await AssertSingleRefused([.. Frame(0, 1, [1]), .. Frame(0, 1, [2])], "second message");
    }

    private static async Task AssertSingleRefused(byte[] wire, string text)
    {
        var reader = Reader(new ChunkedSource(wire, 100));
        var refused = await Text.FailureOf(async () => await reader.ReadSingleAsync());
        Assert.That(refused.Code, Is.EqualTo(GrpcStatusCode.Unimplemented));
        Assert.That(refused.Message, Does.Contain(text));
    }

    private static async Task<ChunkedSource> AssertRefused(byte[] wire, GrpcStatusCode code, string text, WireSide? side = null)
    {
        var source = new ChunkedSource(wire, 4);
        var reader = new GrpcMessageReader<ReadOnlyMemory<byte>>(source, RawMarshaller.Instance, side ?? WireSide.Server(BytesMax));
        var refused = await Text.FailureOf(async () => await reader.WaitToReadAsync());
        Assert.Multiple(() =>
        {
            Assert.That(refused.Code, Is.EqualTo(code));
            Assert.That(refused.Message, Does.Contain(text));
            Assert.That(source.Aborted, Is.EqualTo(refused), "the peer learns of it");
        });
        return source;
    }

    private static GrpcMessageReader<ReadOnlyMemory<byte>> Reader(ChunkedSource source) =>
        new(source, RawMarshaller.Instance, WireSide.Server(BytesMax));

    private static byte[] Frame(byte flag, uint length, byte[] payload) =>
        [flag, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. payload];
}
