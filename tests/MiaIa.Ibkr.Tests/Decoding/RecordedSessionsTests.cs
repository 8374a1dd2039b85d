using System.Buffers;
using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Tests.Captures;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Tests.Decoding;

/// <summary>Recorded messages of the session as a whole.</summary>
public sealed class RecordedSessionsTests
{
    private static readonly int[] FirstCodes = [2104, 2104, 2104, 2104, 2104, 2106, 2106, 2158];

    [Test]
    public void The_first_read_of_a_session_brings_account_id_and_eight_notices()
    {
        var sink = new RecordingSink();
        var decoder = new MessageDecoder(176, sink);
        var buffer = new ReadOnlySequence<byte>(CaptureFile.Number(6).Payload);
        while (FrameReader.TryRead(ref buffer, out var payload))
            decoder.Decode(payload);
        Assert.That(((Accounts)sink.All[0]).Names.Single(), Is.EqualTo("DU1234567"));
        Assert.That(sink.All[1], Is.EqualTo(new NextRequestId(117)));
        Assert.That(sink.All.OfType<Notice>().Select(notice => notice.Code), Is.EqualTo(FirstCodes));
        Assert.That(sink.All.OfType<Notice>().Select(notice => notice.Class), Is.All.EqualTo(NoticeClass.News));
        Assert.That((decoder.Delivered, decoder.Malformed), Is.EqualTo((10L, 0L)));
    }

    [Test]
    public void One_account()
    {
        var accounts = Decoded.Capture<Accounts>(8);
        Assert.That(accounts.Names, Has.Count.EqualTo(1));
        Assert.That(accounts.ToString(), Is.EqualTo("1 accounts"), "no account number in a log");
    }

    [Test]
    public void The_current_time()
    {
        var time = Decoded.Capture<CurrentTime>(10);
        Assert.That(
            DateTimeOffset.FromUnixTimeSeconds(time.UnixSeconds),
            Is.EqualTo(new DateTimeOffset(2025, 7, 15, 19, 5, 7, TimeSpan.Zero))
        );
    }

    [TestCase(12, -1, 2104, NoticeClass.News, "Market data farm connection is OK:usfarm")]
    [TestCase(14, -1, 2158, NoticeClass.News, "Sec-def data farm connection is OK:secdefil")]
    [TestCase(16, -1, 2103, NoticeClass.Degraded, "Market data farm connection is broken:usfarm.nj")]
    [TestCase(18, -1, 2157, NoticeClass.Degraded, "Sec-def data farm connection is broken:secdefnj")]
    [TestCase(20, -1, 2110, NoticeClass.Degraded, "Connectivity between Trader Workstation and server is broken.")]
    [TestCase(22, -1, 1102, NoticeClass.LinkBackDataKept, "Connectivity between IB and Trader Workstation has been restored")]
    [TestCase(24, 20000001, 2152, NoticeClass.Advisory, "Exchanges - Depth: BATS;")]
    [TestCase(26, -1, 1100, NoticeClass.LinkLost, "Connectivity between IB and Trader Workstation has been lost.")]
    [TestCase(28, 7, 354, NoticeClass.RequestDead, "Requested market data is not subscribed. Check API status")]
    [TestCase(30, 7, 10167, NoticeClass.Advisory, "Requested market data is not subscribed. Displaying delayed market data.")]
    [TestCase(32, 7, 200, NoticeClass.RequestDead, "No security definition has been found for the request")]
    [TestCase(34, 4, 354, NoticeClass.RequestDead, "Requested market data is not subscribed. Check API status")]
    public void A_notice_is_read_and_classed(int number, int requestId, int code, NoticeClass expected, string text)
    {
        var notice = Decoded.Capture<Notice>(number);
        Assert.That((notice.RequestId, notice.Code, notice.Class), Is.EqualTo((requestId, code, expected)));
        Assert.That(notice.Text, Does.StartWith(text));
        Assert.That((notice.RejectJson, notice.TimeUnixMs), Is.EqualTo(("", default(long?))));
    }

    [Test]
    public void Every_recorded_message_has_its_test()
    {
        CaptureFile.Require();
        int[] tested =
        [
            2,
            3,
            4,
            6,
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
            56,
            58,
            60,
            62,
            64,
            66,
            68,
            70,
            72,
        ];
        Assert.That(CaptureFile.All.Select(capture => capture.Number), Is.EquivalentTo(tested));
    }
}
