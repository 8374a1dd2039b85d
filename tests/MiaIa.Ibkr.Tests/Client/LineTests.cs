using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

public sealed class LineTests
{
    private static readonly string[] ByPriority = ["SPX", "SPXW"];

    [Test]
    public void Lines_are_asked_by_priority_and_keep_their_key_over_sessions()
    {
        var played = new Played();
        var late = played.Core.Lines.Subscribe(Subscribe("SPXW", priority: 5));
        var early = played.Core.Lines.Subscribe(Subscribe("SPX", priority: 0));
        played.Open();
        var first = played.Sent().OfType<LineRequest>().ToArray();
        Assert.That(first.Select(line => line.Contract.Symbol), Is.EqualTo(ByPriority));
        played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, ""));
        Price(played, first[0].RequestId, 1);
        Assert.That(played.Reader.OldCount, Is.EqualTo(1));
        played.SecondsToOpening();
        played.Reopen();
        var second = played.Sent().OfType<LineRequest>().ToArray();
        Assert.That(second.Select(line => line.RequestId), Is.All.GreaterThan(first.Max(line => line.RequestId)), "an id is used once");
        played.Reader.All.Clear();
        Price(played, first[0].RequestId, 1);
        Price(played, second[0].RequestId, 2);
        Price(played, second[1].RequestId, 3);
        Assert.That(
            played.Reader.All.Select(tick => tick.Line),
            Is.EqualTo(new[] { early, late }),
            "a late tick of the old session finds nobody"
        );
    }

    [Test]
    public void What_is_dropped_before_it_was_sent_is_never_sent()
    {
        var played = new Played().Open();
        played.Sent();
        var line = played.Core.Lines.Subscribe(Subscribe("SPX"));
        played.Core.Lines.Drop(line);
        played.Core.Lines.Drop(line);
        Assert.That(played.Sent(), Is.Empty);
    }

    [Test]
    public void A_cancel_goes_before_a_line_and_frees_its_place()
    {
        var played = new Played(settings => settings with { Session = settings.Session with { Lines = 1 }, ProbesMax = 1 }).Open();
        var first = played.Core.Lines.Subscribe(Subscribe("SPX"));
        var asked = played.Sent().OfType<LineRequest>().Single();
        played.Core.Lines.Subscribe(Subscribe("VIX"));
        Assert.That(played.Sent(), Is.Empty, "one line is all there is");
        played.Core.Lines.Drop(first);
        var sent = played.Sent();
        Assert.That(sent[0], Is.EqualTo(new CancelLine(asked.RequestId)));
        Assert.That(((LineRequest)sent[1]).Contract.Symbol, Is.EqualTo("VIX"));
    }

    [Test]
    public void A_refused_line_is_asked_again_later_and_later_and_the_others_live_on()
    {
        var played = new Played();
        var good = played.Core.Lines.Subscribe(Subscribe("SPX"));
        var bad = played.Core.Lines.Subscribe(Subscribe("VXN") with { IsWatched = false });
        played.Open();
        var id = played.Sent().OfType<LineRequest>().Last().RequestId;
        var waits = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            played.Notice(354, "Requested market data is not subscribed.", id);
            var from = played.Clock.Passed;
            for (var request = default(LineRequest); request is null; played.Pass(0.5))
            {
                // The other line ticks on, so that it is not looked into.
                Price(played, 1_000, played.Clock.Passed.TotalSeconds);
                request = played.Sent().OfType<LineRequest>().SingleOrDefault();
                if (request is not null)
                    id = request.RequestId;
            }
            waits.Add((played.Clock.Passed - from).TotalMinutes);
        }
        Assert.That(waits, Is.EqualTo(new[] { 1.0, 2, 4, 8, 16, 30, 30 }).Within(0.05));
        Assert.That(played.Reader.Refused, Is.EqualTo(Enumerable.Repeat((bad, 354), 7)));
        Assert.That(
            played.AlertList,
            Is.EqualTo(new[] { (AlertNames.NotSubscribed, AlertSeverity.Warning) }),
            "once for a kind of instrument"
        );
        Assert.That(played.Core.Lines.TryFind(1_000, out var line, out _) && line.Key == good);
    }

    [Test]
    public void Error_101_teaches_the_limit_and_the_line_waits_for_a_free_one()
    {
        var played = new Played();
        var keys = Enumerable.Range(0, 5).Select(i => played.Core.Lines.Subscribe(Subscribe($"L{i}") with { IsWatched = false })).ToArray();
        played.Open();
        var asked = played.Sent().OfType<LineRequest>().ToArray();
        played.Notice(101, "Max number of tickers has been reached", asked[4].RequestId);
        Assert.That(played.Core.Lines.Ledger.Limit, Is.EqualTo(4));
        played.Pass(10);
        Assert.That(played.Sent(), Is.Empty);
        played.Core.Lines.Drop(keys[0]);
        Assert.That(played.Sent(), Has.Count.EqualTo(2));
        Assert.That(played.AlertList, Is.EqualTo(new[] { (AlertNames.LinesExhausted, AlertSeverity.Warning) }));
        Assert.That(played.Reader.Refused, Is.Empty, "the line is not refused, it waits");
    }

    [Test]
    public void Delayed_values_and_missing_subscriptions_are_told_once_for_a_kind()
    {
        var played = new Played();
        played.Core.Lines.Subscribe(Subscribe("SPX", "OPT"));
        played.Core.Lines.Subscribe(Subscribe("SPX", "OPT"));
        played.Open();
        var ids = played.Sent().OfType<LineRequest>().Select(line => line.RequestId).ToArray();
        foreach (var id in ids)
        {
            played.Notice(10167, "Displaying delayed market data.", id);
            played.Core.OnLineType(new LineTypeChange(id, LineType.Delayed));
            played.Notice(10090, "Part of requested market data is not subscribed.", id);
        }
        Assert.That(
            played.AlertList,
            Is.EqualTo(new[] { (AlertNames.Delayed, AlertSeverity.Warning), (AlertNames.NotSubscribed, AlertSeverity.Warning) })
        );
        Assert.That(played.Reader.All.Count(tick => tick.Tick is LineType.Delayed), Is.EqualTo(2));
    }

    [Test]
    public void A_competing_session_is_told_once_an_episode_and_touches_no_line()
    {
        var played = new Played();
        played.Core.Lines.Subscribe(Subscribe("SPX") with { IsWatched = false });
        played.Open();
        var id = played.Sent().OfType<LineRequest>().Single().RequestId;
        for (var minute = 0; minute < 30; minute++)
        {
            played.Notice(10197, "No market data during competing live session", id);
            played.Pass(60);
        }
        Assert.That((played.Alerts.Count, played.Sent().Count), Is.EqualTo((1, 0)));
        played.Pass(700);
        played.Notice(10197, "No market data during competing live session", id);
        Assert.That(played.AlertList, Is.EqualTo(Enumerable.Repeat((AlertNames.CompetingSession, AlertSeverity.Error), 2)));
    }

    [Test]
    public void A_rerouted_line_is_asked_for_where_the_Gateway_says()
    {
        var played = new Played();
        played.Core.Lines.Subscribe(Subscribe("SPX"));
        played.Open();
        var id = played.Sent().OfType<LineRequest>().Single().RequestId;
        played.Core.OnReroute(new Reroute(id, 8314, "SMART"));
        var sent = played.Sent();
        Assert.That(sent[0], Is.EqualTo(new CancelLine(id)));
        Assert.That((((LineRequest)sent[1]).Contract.ConId, ((LineRequest)sent[1]).Contract.Exchange), Is.EqualTo((8314, "SMART")));
    }

    private static MarketDataSubscription Subscribe(string symbol, string type = "IND", int priority = 0) =>
        new(new Contract { Symbol = symbol, SecurityType = type }, Priority: priority);

    private static void Price(Played played, int requestId, double price) =>
        played.Core.OnPrice(new TickPrice(requestId, TickType.Last, price, null, TickAttributes.None));
}
