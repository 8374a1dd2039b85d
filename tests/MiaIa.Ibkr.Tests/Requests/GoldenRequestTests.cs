using System.Text;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Tests.Captures;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Tests.Requests;

/// <summary>Each request byte for byte as the official client writes it at server version 176.</summary>
public sealed class GoldenRequestTests
{
    private static readonly Contract Spx = new()
    {
        Symbol = "SPX",
        SecurityType = "IND",
        Exchange = "CBOE",
    };
    private static readonly Contract Vix = Spx with { Symbol = "VIX" };

    private static readonly Contract Chain = new()
    {
        Symbol = "SPX",
        SecurityType = "OPT",
        LastTradeDate = "20260105",
        Multiplier = "100",
        Exchange = "SMART",
        TradingClass = "SPXW",
    };

    private static readonly Contract Call = Chain with
    {
        ConId = 675811965,
        Strike = 6800m,
        Right = "C",
        LocalSymbol = "SPXW  260105C06800000",
    };

    private static readonly TestCaseData[] Requests =
    [
        new TestCaseData("startApi", new StartApi(999)).SetName("startApi"),
        new TestCaseData("reqCurrentTime", new CurrentTimeRequest()).SetName("current time"),
        new TestCaseData("reqMarketDataType", new LineTypeRequest(LineType.Live)).SetName("line type"),
        new TestCaseData("reqContractDetails", new ContractDetailsRequest(1, Spx)).SetName("details of an index"),
        new TestCaseData("option chain", new ContractDetailsRequest(2, Chain)).SetName("details of an expiry"),
        new TestCaseData("reqSecDefOptParams", new OptionParametersRequest(3, "SPX", "IND", 416904)).SetName("option parameters"),
        new TestCaseData("reqMktData stream", new LineRequest(4, Call, "100,101,104,106")).SetName("stream"),
        new TestCaseData("reqMktData snapshot", new LineRequest(5, Spx, IsSnapshot: true)).SetName("snapshot"),
        new TestCaseData("cancelMktData", new CancelLine(4)).SetName("cancel line"),
        new TestCaseData("reqHistoricalData", new BarsRequest(6, Vix, "", "1 day", "1 M", "TRADES")).SetName("bars"),
    ];

    [TestCaseSource(nameof(Requests))]
    public void A_request_is_byte_equal_to_the_official_clients(string label, Request request)
    {
        var frame = request.WriteTo(new RequestWriter(176)).ToArray();
        Assert.That(Shown(frame), Is.EqualTo(Shown(Capture.Framed(CaptureFile.Golden(label)))));
    }

    [Test]
    public void The_hello_is_byte_equal_to_the_official_clients()
    {
        byte[] official = [0x41, 0x50, 0x49, 0x00, 0x00, 0x00, 0x00, 0x12, .. "v100..177 +PACEAPI"u8];
        Assert.That(Hello.Bytes(100, 177, "+PACEAPI"), Is.EqualTo(official));
        byte[] plain = [0x41, 0x50, 0x49, 0x00, 0x00, 0x00, 0x00, 0x09, .. "v100..176"u8];
        Assert.That(Hello.Bytes(100, 176, ""), Is.EqualTo(plain));
    }

    [Test]
    public void A_server_before_176_gets_no_issuer()
    {
        var request = new ContractDetailsRequest(1, Spx);
        var at176 = Shown(request.WriteTo(new RequestWriter(176)).Span[4..]);
        Assert.That(Shown(request.WriteTo(new RequestWriter(175)).Span[4..]), Is.EqualTo(at176[..^1]));
    }

    [Test]
    public void A_writer_is_used_again_and_grows()
    {
        var writer = new RequestWriter(176);
        var ticks = new string('1', 5_000);
        var longFrame = new LineRequest(4, Call, ticks).WriteTo(writer).ToArray();
        Assert.That(Shown(longFrame), Does.EndWith($"|0|{ticks}|0|0||"));
        Assert.That(Shown(new CancelLine(4).WriteTo(writer).Span[4..]), Is.EqualTo("2|2|4|"));
    }

    [TestCase("SP\0X")]
    [TestCase("SPÜ")]
    [TestCase("SPX\n")]
    public void Text_that_would_not_arrive_as_sent_is_refused_by_name(string symbol)
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            new LineRequest(1, Spx with { Symbol = symbol }).WriteTo(new RequestWriter(176))
        );
        Assert.That(refused!.Message, Does.StartWith("symbol \"SP"));
    }

    [Test]
    public void A_strike_keeps_its_digits()
    {
        var frame = new LineRequest(1, Call with { Strike = 257.125m }).WriteTo(new RequestWriter(176));
        Assert.That(Shown(frame.Span), Does.Contain("|257.125|"));
    }

    private static string Shown(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).Replace('\0', '|');
}
