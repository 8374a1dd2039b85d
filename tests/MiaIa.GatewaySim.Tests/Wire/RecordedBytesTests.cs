using System.Text;
using MiaIa.GatewaySim.Faults;
using MiaIa.GatewaySim.Sessions;
using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Tests.Captures;
using MiaIa.Ibkr.Tests.Decoding;
using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Tests.Wire;

/// <summary>What the simulator writes is, byte for byte, what real Gateways have written.</summary>
public sealed class RecordedBytesTests
{
    /// <summary>Recorded messages that can be written again from what they say.</summary>
    private static readonly int[] Written =
    [
        8,
        10,
        12,
        14,
        16,
        18,
        20,
        22,
        24,
        26,
        28,
        30,
        32,
        34,
        36,
        38,
        40,
        42,
        44,
        46,
        48,
        50,
        52,
        54,
        58,
        60,
        62,
        64,
        66,
    ];

    [TestCaseSource(nameof(Written))]
    public void A_recorded_message_is_written_again_as_it_was(int number)
    {
        var capture = CaptureFile.Number(number);
        var sink = new RecordingSink();
        Assert.That(new MessageDecoder(capture.Version, sink).Decode(capture.Payload), Is.EqualTo(DecodeOutcome.Delivered));
        var writer = new MessageWriter(capture.Version);
        Write(writer, sink.All);
        Assert.That(Shown(writer.Take()[FrameReader.PrefixBytes..]), Is.EqualTo(Shown(capture.Payload)));
    }

    [Test]
    public void A_stock_with_one_field_more_than_the_layout_is_written_without_it()
    {
        var capture = CaptureFile.Number(56);
        var sink = new RecordingSink();
        new MessageDecoder(capture.Version, sink).Decode(capture.Payload);
        var writer = new MessageWriter(capture.Version);
        Write(writer, sink.All);
        Assert.That(Shown(writer.Take()[FrameReader.PrefixBytes..]) + "|", Is.EqualTo(Shown(capture.Payload)));
    }

    [Test]
    public void The_end_of_bars_is_written_again_as_it_was()
    {
        var capture = CaptureFile.Number(68);
        var sink = new RecordingSink();
        new MessageDecoder(capture.Version, sink).Decode(capture.Payload);
        var writer = new MessageWriter(capture.Version);
        writer.Write(new Bars(1001, []), (BarsEnd)sink.All.Single());
        Assert.That(Shown(writer.Take()), Does.EndWith(Shown(capture.Payload)));
    }

    [TestCase(3, 176, "20240308 13:30:34 Greenwich Mean Time")]
    [TestCase(4, 176, "20230228 17:24:14 EST")]
    public void The_answer_to_a_hello_is_framed_as_recorded(int number, int version, string time)
    {
        var writer = new MessageWriter(version);
        writer.Hello(new ServerHello(version, time));
        Assert.That(Shown(writer.Take()), Is.EqualTo(Shown(CaptureFile.Number(number).Payload)));
    }

    [Test]
    public void The_burst_after_the_start_is_framed_as_recorded()
    {
        var writer = new MessageWriter(176);
        writer.Write(new Accounts(["DU1234567"]));
        writer.Write(new NextRequestId(117));
        foreach (var (code, text) in FarmNotices.AtStart(new FaultState()))
            writer.Write(new Notice(-1, code, text, "", null));
        Assert.That(Shown(writer.Take()), Is.EqualTo(Shown(CaptureFile.Number(6).Payload)));
    }

    /// <summary>Layouts of which there is no recording, as they stand in the table of messages.</summary>
    [Test]
    public void Messages_without_a_recording_have_the_layout_of_the_table()
    {
        var writer = new MessageWriter(176);
        writer.Write(new TickGeneric(7, TickType.ImpliedVolatility, 0.125));
        writer.Write(new LineTypeChange(7, Ibkr.Requests.LineType.Delayed));
        writer.Write(new RequestEnd(7, RequestEndKind.ContractDetails));
        writer.Write(new RequestEnd(7, RequestEndKind.OptionParameters));
        writer.Write(new NextRequestId(1));
        Assert.That(Payloads(writer.Take()), Is.EqualTo(["45|6|7|24|0.125|", "58|1|7|3|", "52|1|7|", "76|7|", "9|1|1|"]));
    }

    [TestCase(165, "4|2|7|200|no|")]
    [TestCase(166, "4|2|7|200|no||")]
    [TestCase(193, "4|2|7|200|no||")]
    [TestCase(194, "4|7|200|no||1700000000000|")]
    public void An_error_has_the_fields_of_its_version(int version, string expected)
    {
        var writer = new MessageWriter(version);
        writer.Write(new Notice(7, 200, "no", "", 1_700_000_000_000));
        Assert.That(Payloads(writer.Take()).Single(), Is.EqualTo(expected));
    }

    [Test]
    public void Text_beyond_ASCII_is_escaped()
    {
        var writer = new MessageWriter(176);
        writer.Write(new Notice(7, 200, "café", "", null));
        Assert.That(Payloads(writer.Take()).Single(), Is.EqualTo("4|2|7|200|caf\\u00e9||"));
    }

    [TestCase(0.0, "0.0")]
    [TestCase(28.5, "28.5")]
    [TestCase(30.0, "30.0")]
    [TestCase(-0.44711612427890945, "-0.44711612427890945")]
    [TestCase(0.004499237656712854, "0.004499237656712854")]
    [TestCase(0.0004499237656712854, "4.499237656712854E-4")]
    [TestCase(12_345_678.0, "1.2345678E7")]
    [TestCase(1e-300, "1.0E-300")]
    public void Numbers_are_printed_as_Java_prints_them(double value, string expected) =>
        Assert.That(JavaNumber.Text(value), Is.EqualTo(expected));

    private static void Write(MessageWriter writer, IReadOnlyList<object> messages)
    {
        switch (messages[0])
        {
            case Accounts message:
                writer.Write(message);
                break;
            case CurrentTime message:
                writer.Write(message);
                break;
            case NextRequestId message:
                writer.Write(message);
                break;
            case Notice message:
                writer.Write(message);
                break;
            case TickPrice message:
                writer.Write(message);
                break;
            case TickSize message:
                writer.Write(message);
                break;
            case RecordingSink.KeptText message:
                writer.TickText(message.RequestId, message.Type, message.Value);
                break;
            case LineParameters message:
                writer.Write(message);
                break;
            case RequestEnd message:
                writer.Write(message);
                break;
            case OptionComputation message:
                writer.Write(message);
                break;
            case ContractDetails message:
                writer.Write(message);
                break;
            case OptionParameters message:
                writer.Write(message);
                break;
            case Bars message:
                writer.Write(message, (BarsEnd)messages[1]);
                break;
            default:
                throw new AssertionException($"{messages[0]} cannot be written");
        }
    }

    private static IEnumerable<string> Payloads(byte[] frames)
    {
        var buffer = new System.Buffers.ReadOnlySequence<byte>(frames);
        var payloads = new List<string>();
        while (FrameReader.TryRead(ref buffer, out var payload))
            payloads.Add(Shown(System.Buffers.BuffersExtensions.ToArray(payload)));
        return payloads;
    }

    private static string Shown(byte[] bytes) => Encoding.Latin1.GetString(bytes).Replace('\0', '|');
}
