using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Tests.Captures;

namespace MiaIa.Ibkr.Tests.Decoding;

/// <summary>Recorded definitions and bars, with the values that stand beside them in the file.</summary>
public sealed class RecordedDefinitionsTests
{
    [Test]
    public void Apples_stock()
    {
        var details = Decoded.Capture<ContractDetails>(54);
        Assert.That(details.RequestId, Is.EqualTo(9000));
        Assert.That(
            details.Contract,
            Is.EqualTo(
                new Contract
                {
                    ConId = 265598,
                    Symbol = "AAPL",
                    SecurityType = "STK",
                    Exchange = "SMART",
                    PrimaryExchange = "NASDAQ",
                    LocalSymbol = "AAPL",
                    TradingClass = "NMS",
                }
            )
        );
        Assert.That((details.MinTick, details.LongName, details.TimeZone), Is.EqualTo((0.01, "APPLE INC", "US/Eastern")));
        Assert.That(details.SecurityIds, Is.EqualTo(new[] { KeyValuePair.Create("ISIN", "US0378331005") }));
        Assert.That((details.MinSize, details.SizeIncrement, details.SuggestedSizeIncrement), Is.EqualTo((0.0001m, 0.0001m, 100m)));
        Assert.That((details.StockType, details.AggregatedGroup), Is.EqualTo(("COMMON", 1)));
    }

    [Test]
    public void Tesla_at_another_exchange()
    {
        var details = Decoded.Capture<ContractDetails>(56);
        Assert.That((details.Contract.Exchange, details.Contract.ConId), Is.EqualTo(("AMEX", 76792991)));
        Assert.That(details.SecurityIds, Is.EqualTo(new[] { KeyValuePair.Create("ISIN", "US88160R1014") }));
        Assert.That((details.MinSize, details.SuggestedSizeIncrement), Is.EqualTo((1m, 100m)));
    }

    [TestCase(58, "20260618")]
    [TestCase(60, "")]
    public void An_option_reads_the_same_at_both_versions(int number, string lastTradeDate)
    {
        var details = Decoded.Capture<ContractDetails>(number);
        Assert.That(
            details.Contract,
            Is.EqualTo(
                new Contract
                {
                    ConId = 675811965,
                    Symbol = "AAPL",
                    SecurityType = "OPT",
                    LastTradeDate = "20260618",
                    Strike = 100m,
                    Right = "C",
                    Multiplier = "100",
                    Exchange = "SMART",
                    LocalSymbol = "AAPL  260618C00100000",
                    TradingClass = "AAPL",
                }
            )
        );
        Assert.That(
            (details.UnderlyingConId, details.UnderlyingSymbol, details.UnderlyingSecurityType),
            Is.EqualTo((265598, "AAPL", "STK"))
        );
        Assert.That((details.RealExpirationDate, details.ContractMonth), Is.EqualTo(("20260618", "202606")));
        Assert.That((details.LastTradeDate, details.IneligibilityReasons.Count), Is.EqualTo((lastTradeDate, 0)));
    }

    [Test]
    public void The_SPX_index()
    {
        var details = Decoded.Capture<ContractDetails>(62);
        Assert.That((details.Contract.ConId, details.Contract.Multiplier, details.Contract.TradingClass), Is.EqualTo((416904, "", "")));
        Assert.That((details.TimeZone, details.MinTick, details.UnderlyingConId), Is.EqualTo(("US/Central", 0.01, 0)));
        Assert.That(details.AggregatedGroup, Is.Null, "2147483647 is unset");
        Assert.That(details.MarketRuleIds, Is.EqualTo("25"));
    }

    [Test]
    public void Option_parameters()
    {
        var options = Decoded.Capture<OptionParameters>(64);
        Assert.That((options.RequestId, options.Exchange, options.UnderlyingConId), Is.EqualTo((3, "CBOE", 265598)));
        Assert.That((options.TradingClass, options.Multiplier), Is.EqualTo(("AAPL", "100")));
        Assert.That(options.Expiries, Has.Count.EqualTo(26));
        Assert.That((options.Expiries[0], options.Expiries[^1]), Is.EqualTo(("20260612", "20281215")));
        Assert.That(options.Strikes, Has.Count.EqualTo(123));
        Assert.That((options.Strikes[0], options.Strikes[^1]), Is.EqualTo((5.0m, 600.0m)));
        Assert.That(options.Strikes, Is.Ordered);
    }

    [Test]
    public void Daily_bars_with_their_span_inside()
    {
        var capture = CaptureFile.Number(66);
        var all = Decoded.All(capture.Version, capture.Payload);
        Assert.That(
            ((Bars)all[0]).Items,
            Is.EqualTo(
                new[]
                {
                    new Bar("20230413", 182.94, 186.5, 180.94, 185.9, 948837.22m, 184.869, 324891),
                    new Bar("20230414", 183.88, 186.28, 182.01, 185, 810998.27m, 183.9865, 277547),
                }
            )
        );
        Assert.That(all[1], Is.EqualTo(new BarsEnd(9000, "20230413  16:31:22", "20230415  16:31:22")));
    }

    [Test]
    public void The_end_of_bars_as_a_message_of_its_own() =>
        Assert.That(
            Decoded.Capture<BarsEnd>(68),
            Is.EqualTo(new BarsEnd(1001, "20260406 07:37:52 US/Eastern", "20260406 08:37:52 US/Eastern"))
        );

    [Test]
    public void A_market_rule_is_skipped_and_counted()
    {
        var capture = CaptureFile.Number(70);
        var decoder = new MessageDecoder(capture.Version, new RecordingSink());
        Assert.That(decoder.Decode(capture.Payload), Is.EqualTo(DecodeOutcome.Unknown));
        Assert.That((decoder.Unknown, decoder.Malformed), Is.EqualTo((1L, 0L)));
    }

    [Test]
    public void A_frame_of_a_version_with_binary_ids_is_dropped_and_its_version_refused()
    {
        var capture = CaptureFile.Number(72);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() =>
            _ = new MessageDecoder(capture.RecordedVersion, new RecordingSink())
        );
        Assert.That(refused!.Message, Does.StartWith("the Gateway speaks server version 206, newer than 200"));
        var decoder = new MessageDecoder(200, new RecordingSink());
        Assert.That(decoder.Decode(capture.Payload), Is.EqualTo(DecodeOutcome.Malformed));
        Assert.That(decoder.LastFault!.FieldName, Is.EqualTo("id"));
    }
}
