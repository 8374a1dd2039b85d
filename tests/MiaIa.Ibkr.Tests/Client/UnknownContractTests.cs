using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>A contract that is wanted and that IBKR does not know (200) is known by its name until it is found.</summary>
public sealed class UnknownContractTests
{
    private const string Text = "No security definition has been found for the request";

    private static readonly string[] Line = ["SPXW  260105C06800000"];
    private static readonly Contract Option = new()
    {
        Symbol = "SPX",
        SecurityType = "OPT",
        LocalSymbol = "SPXW  260105C06800000",
    };

    [Test]
    public void A_line_is_unknown_until_it_is_served()
    {
        var played = WithLine(out var requestId);
        played.Notice(200, Text, requestId);
        Assert.That(played.Core.Unknown.Names, Is.EqualTo(Line));
        Assert.That(played.Core.Unknown.Refusals, Is.EqualTo(1));
        played.Pass(61);
        var again = played.Sent().OfType<LineRequest>().Single().RequestId;
        Assert.That(played.Core.Unknown.Names, Is.EqualTo(Line), "asked for again is not found");
        new ClientSink(played.Core, new Lock(), played.Reader, () => { }).Receive(new LineParameters(again, null, "", null));
        Assert.That(played.Core.Unknown.Names, Is.Empty);
    }

    [TestCase("price")]
    [TestCase("size")]
    [TestCase("row")]
    public void A_value_finds_it(string kind)
    {
        var played = WithLine(out var requestId);
        played.Notice(200, Text, requestId);
        played.Pass(61);
        var again = played.Sent().OfType<LineRequest>().Single().RequestId;
        switch (kind)
        {
            case "price":
                played.Core.OnPrice(new TickPrice(again, TickType.Bid, 4.2, null, default));
                break;
            case "size":
                played.Core.OnSize(new TickSize(again, TickType.BidSize, 4));
                break;
            default:
                played.Core.OnComputation(
                    new OptionComputation(again, TickType.ModelOption, true, 0.2, null, null, null, null, null, null, null)
                );
                break;
        }

        Assert.That(played.Core.Unknown.Names, Is.Empty);
    }

    [Test]
    public void A_definition_is_unknown_until_it_is_answered()
    {
        var played = new Played().Open();
        var expiry = new Contract
        {
            Symbol = "SPX",
            SecurityType = "OPT",
            TradingClass = "SPXW",
            LastTradeDate = "20260105",
        };
        var (refused, found) = (0, 0);
        played.Core.Requests.Add(new AskedDetails(expiry, _ => found++, _ => refused++));
        played.Notice(200, Text, played.Sent().OfType<ContractDetailsRequest>().Single().RequestId);
        string[] name = ["SPX OPT SPXW 20260105"];
        Assert.That(played.Core.Unknown.Names, Is.EqualTo(name));
        played.Core.Requests.Add(new AskedDetails(expiry, _ => found++, _ => refused++));
        var id = played.Sent().OfType<ContractDetailsRequest>().Single().RequestId;
        played.Core.Requests.Apply(id, new RequestEnd(id, RequestEndKind.ContractDetails));
        Assert.That((refused, found, played.Core.Unknown.Names.Count), Is.EqualTo((1, 1, 0)));
    }

    [TestCase(2103)]
    [TestCase(2110)]
    [TestCase(2157)]
    [TestCase(1100)]
    [TestCase(10197)]
    public void A_Gateway_that_is_disturbed_refuses_valid_contracts_too(int disturbance)
    {
        var played = WithLine(out var requestId);
        played.Notice(disturbance, "broken:farm");
        played.Notice(200, Text, requestId);
        Assert.That(played.Core.Unknown.Names, Is.Empty);
        Assert.That(played.Core.Unknown.Refusals, Is.Zero);
    }

    [TestCase(354)]
    [TestCase(321)]
    public void Another_refusal_says_nothing_of_that(int code)
    {
        var played = WithLine(out var requestId);
        played.Notice(code, "x", requestId);
        Assert.That(played.Core.Unknown.Names, Is.Empty);
    }

    [Test]
    public void What_is_wanted_no_more_is_forgotten_after_an_hour_and_no_more_than_sixteen_are_kept()
    {
        var clock = new VirtualClock();
        var unknown = new UnknownContracts(clock);
        for (var strike = 10; strike < 40; strike++)
            unknown.OnRefused($"{strike}");
        Assert.That((unknown.Names.Count, unknown.Refusals), Is.EqualTo((UnknownContracts.NamesMax, 30)));
        clock.Move(1_800);
        unknown.OnRefused("10");
        clock.Move(1_801);
        unknown.Tick();
        Assert.That(unknown.Names, Is.EqualTo(["10"]));
    }

    private static Played WithLine(out int requestId)
    {
        var played = new Played();
        played.Core.Lines.Subscribe(new MarketDataSubscription(Option));
        played.Open();
        requestId = played.Sent().OfType<LineRequest>().Single().RequestId;
        return played;
    }
}
