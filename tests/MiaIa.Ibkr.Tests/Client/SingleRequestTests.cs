using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

public sealed class SingleRequestTests
{
    private static readonly string[] Classes = ["SPXW", "SPX"];
    private static readonly int[] Vixes = [13455763];
    private static readonly Contract Vix = new()
    {
        Symbol = "VIX",
        SecurityType = "IND",
        Exchange = "CBOE",
    };

    [Test]
    public void Options_of_an_underlying_come_as_one_answer()
    {
        var played = new Played().Open();
        IReadOnlyList<OptionParameters>? answer = null;
        played.Core.Requests.Add(new AskedParameters("SPX", "IND", 416904, found => answer = found, Fail));
        var id = played.Sent().OfType<OptionParametersRequest>().Single().RequestId;
        played.Core.Requests.Apply(id, new OptionParameters(id, "SMART", 416904, "SPXW", "100", ["20260106"], [6800m]));
        played.Core.Requests.Apply(id, new OptionParameters(id, "SMART", 416904, "SPX", "100", ["20260115"], [6800m]));
        Assert.That(answer, Is.Null);
        played.Core.Requests.Apply(id, new RequestEnd(id, RequestEndKind.OptionParameters));
        Assert.That(answer!.Select(row => row.TradingClass), Is.EqualTo(Classes));
    }

    [Test]
    public void A_sweep_that_always_has_a_line_to_ask_for_does_not_keep_single_requests_waiting()
    {
        var played = new Played().Open();
        played.Sent();
        for (var i = 0; i < 40; i++)
            played.Core.Lines.Subscribe(new MarketDataSubscription(Vix));
        for (var i = 0; i < 5; i++)
            played.Core.Requests.Add(new AskedDetails(Vix, _ => { }, Fail));
        var first = Enumerable.Range(0, 5).Select(_ => played.Core.Next()).ToArray();
        Assert.That(first.Take(3), Is.All.InstanceOf<ContractDetailsRequest>());
        Assert.That(first.Skip(3), Is.All.InstanceOf<LineRequest>(), "three are open at a time, the others wait for their answers");
    }

    [Test]
    public void History_that_is_not_answered_holds_no_definition_up()
    {
        var played = new Played().Open();
        for (var i = 0; i < 3; i++)
            played.Core.Requests.Add(new AskedBars(Bars, _ => { }, Fail));
        for (var i = 0; i < 4; i++)
            played.Core.Requests.Add(new AskedDetails(Vix, _ => { }, Fail));
        var sent = played.Sent();
        Assert.That((sent.OfType<BarsRequest>().Count(), sent.OfType<ContractDetailsRequest>().Count()), Is.EqualTo((3, 3)));
    }

    [Test]
    public void A_refusal_ends_that_request_only_and_is_told_with_its_reason()
    {
        var played = new Played().Open();
        Exception? failed = null;
        IReadOnlyList<Bar>? bars = null;
        played.Core.Requests.Add(new AskedBars(Bars, _ => { }, why => failed = why));
        played.Core.Requests.Add(new AskedBars(Bars, found => bars = found, Fail));
        var ids = played.Sent().OfType<BarsRequest>().Select(request => request.RequestId).ToArray();
        played.Notice(162, "Historical Market Data Service error message:HMDS query returned no data", ids[0]);
        Assert.That(failed, Is.InstanceOf<RequestRefusedException>());
        Assert.That(failed!.Message, Does.StartWith("bars of VIX was refused (162): Historical"));
        played.Core.Requests.Apply(ids[1], new Bars(ids[1], [new Bar("20260105", 14, 15, 13, 14.5, null, null, null)]));
        played.Core.Requests.Apply(ids[1], new BarsEnd(ids[1], "", ""));
        Assert.That(bars, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_unanswered_request_is_asked_again_after_a_reconnection_and_half_an_answer_is_forgotten()
    {
        var played = new Played().Open();
        IReadOnlyList<ContractDetails>? answer = null;
        played.Core.Requests.Add(new AskedDetails(Vix, found => answer = found, Fail));
        var first = played.Sent().OfType<ContractDetailsRequest>().Single().RequestId;
        played.Core.Requests.Apply(first, Details(first, 1));
        played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, ""));
        played.SecondsToOpening();
        played.Reopen();
        var second = played.Sent().OfType<ContractDetailsRequest>().Single().RequestId;
        Assert.That(played.Core.Requests.Apply(first, Details(first, 1)), Is.False);
        played.Core.Requests.Apply(second, Details(second, 13455763));
        played.Core.Requests.Apply(second, new RequestEnd(second, RequestEndKind.ContractDetails));
        Assert.That(answer!.Select(details => details.Contract.ConId), Is.EqualTo(Vixes));
    }

    [Test]
    public void What_nobody_answers_fails_in_time_and_names_itself()
    {
        var played = new Played();
        Exception? failed = null;
        played.Core.Requests.Add(new AskedDetails(Vix, _ => { }, why => failed = why));
        played.Pass(59.9);
        Assert.That(failed, Is.Null);
        played.Pass(0.2);
        Assert.That(failed, Is.InstanceOf<TimeoutException>());
        Assert.That(failed!.Message, Is.EqualTo("contract details of VIX IND: no answer within 60 s"));
        Assert.That(played.Core.Requests.Open, Is.Zero);
    }

    [Test]
    public void Only_a_few_are_asked_at_a_time()
    {
        var played = new Played().Open();
        played.Sent();
        for (var i = 0; i < 10; i++)
            played.Core.Requests.Add(new AskedDetails(Vix, _ => { }, Fail));
        Assert.That(played.Sent(), Has.Count.EqualTo(3));
    }

    [Test]
    public void Stopping_leaves_nobody_waiting()
    {
        var played = new Played().Open();
        var failures = new List<Exception>();
        played.Core.Requests.Add(new AskedDetails(Vix, _ => { }, failures.Add));
        played.Sent();
        played.Core.Requests.Add(new AskedDetails(Vix, _ => { }, failures.Add));
        played.Core.Stop();
        Assert.That(failures, Has.Count.EqualTo(2).And.All.InstanceOf<TwsException>());
    }

    private static BarsRequest Bars => new(0, Vix, "", "1 day", "1 M", "TRADES");

    private static void Fail(Exception why) => Assert.Fail(why.Message);

    private static ContractDetails Details(int requestId, int conId) => MadeDetails.Of(requestId, Vix with { ConId = conId });
}
