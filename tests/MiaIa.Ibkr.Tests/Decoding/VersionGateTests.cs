using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Tests.Captures;

namespace MiaIa.Ibkr.Tests.Decoding;

/// <summary>Layouts of which no recording exists, written by hand from the specification.</summary>
public sealed class VersionGateTests
{
    [TestCase(163, "older than 164")]
    [TestCase(201, "newer than 200")]
    public void A_version_outside_the_gates_is_refused(int version, string reason)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => _ = new MessageDecoder(version, new RecordingSink()));
        Assert.That(refused!.Message, Does.Contain($"server version {version}").And.Contain(reason));
    }

    [TestCase(165, "4|2|7|200|text|", "", null)]
    [TestCase(166, "4|2|7|200|text|{}|", "{}", null)]
    [TestCase(193, "4|2|7|200|text|{}|", "{}", null)]
    [TestCase(194, "4|7|200|text|{}|1775174157000|", "{}", 1775174157000L)]
    public void A_notice_grows_with_the_version(int version, string text, string json, long? time) =>
        Assert.That(Decoded.Text<Notice>(version, text), Is.EqualTo(new Notice(7, 200, "text", json, time)));

    [TestCase(195, "17|1|a|b|1|20260105|1|2|0.5|1.5|-1|-1|-1|")]
    [TestCase(196, "17|1|1|20260105|1|2|0.5|1.5|-1|-1|-1|")]
    public void Bars_without_volume_have_none(int version, string text)
    {
        var bars = (Bars)Decoded.All(version, Capture.Bytes(text))[0];
        Assert.That(bars.Items, Is.EqualTo(new[] { new Bar("20260105", 1, 2, 0.5, 1.5, null, null, null) }));
    }

    [TestCase("20261218 08:30:00 US/Central")]
    [TestCase("20261218-08:30:00-US/Central")]
    public void A_last_trade_with_its_time_is_split(string lastTrade)
    {
        var details = Decoded.Text<ContractDetails>(176, Option(lastTrade));
        Assert.That((details.Contract.LastTradeDate, details.LastTradeTime), Is.EqualTo(("20261218", "08:30:00")));
    }

    [Test]
    public void Reasons_of_ineligibility_are_read_from_186_on_and_the_block_of_a_fund_is_left()
    {
        var at186 = Option("20261218", "20261218|") + "1|7|not \\u20AC|";
        Assert.That(
            Decoded.Text<ContractDetails>(186, at186).IneligibilityReasons,
            Is.EqualTo(new[] { KeyValuePair.Create("7", "not €") })
        );
        var fund = at186.Replace("|OPT|", "|FUND|", StringComparison.Ordinal);
        Assert.That(Decoded.Text<ContractDetails>(186, fund).IneligibilityReasons, Is.Empty);
    }

    [Test]
    public void The_other_messages()
    {
        Assert.That(Decoded.Text<TickGeneric>(176, "45|6|1|24|0.17|"), Is.EqualTo(new TickGeneric(1, TickType.ImpliedVolatility, 0.17)));
        Assert.That(Decoded.Text<LineTypeChange>(176, "58|1|4|3|"), Is.EqualTo(new LineTypeChange(4, Ibkr.Requests.LineType.Delayed)));
        Assert.That(Decoded.Text<RequestEnd>(176, "52|1|9|"), Is.EqualTo(new RequestEnd(9, RequestEndKind.ContractDetails)));
        Assert.That(Decoded.Text<RequestEnd>(176, "76|9|"), Is.EqualTo(new RequestEnd(9, RequestEndKind.OptionParameters)));
        Assert.That(Decoded.Text<Reroute>(176, "91|20621|8314|SMART|"), Is.EqualTo(new Reroute(20621, 8314, "SMART")));
    }

    [Test]
    public void A_quote_of_minus_one_is_none_and_the_bits_of_a_price_are_kept() =>
        Assert.That(
            Decoded.Text<TickPrice>(176, "1|6|1|1|-1|0|5|"),
            Is.EqualTo(new TickPrice(1, TickType.Bid, null, 0m, TickAttributes.CanAutoExecute | TickAttributes.PreOpen))
        );

    [Test]
    public void The_Greeks_of_a_model_row() =>
        Assert.That(
            Decoded.Text<OptionComputation>(
                176,
                "21|5|13|1|0.12597515955300287|-0.44711612427890945|30.02|3.17|0.0045|2.7588|-0.9446|3216.19|"
            ),
            Is.EqualTo(
                new OptionComputation(
                    5,
                    TickType.ModelOption,
                    true,
                    0.12597515955300287,
                    -0.44711612427890945,
                    30.02,
                    3.17,
                    0.0045,
                    2.7588,
                    -0.9446,
                    3216.19
                )
            )
        );

    private static string Option(string lastTrade, string lastTradeDate = "") =>
        $"10|1|SPX|OPT|{lastTrade}|{lastTradeDate}6800|C|SMART|USD|SPX   261218C06800000|SPX|SPX|42|0.05|100|LMT|SMART,CBOE|1|416904|S&P|"
        + "CBOE|202612||||US/Central|;20260105:0830-20260105:1500||||0|2|SPX|IND|110|20261218||1|1|1|";
}
