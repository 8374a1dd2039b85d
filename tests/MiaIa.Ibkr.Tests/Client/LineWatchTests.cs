using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>A farm in the test's hand: it serves each line every second unless that subscription is dead.</summary>
public sealed class LineWatchTests
{
    private readonly Dictionary<int, string> _served = [];
    private readonly HashSet<int> _dead = [];
    private readonly List<Request> _sent = [];
    private Played _played = new();
    private bool _isFarmSilent,
        _isMarketQuiet;

    [SetUp]
    public void Open_a_session_with_seventy_lines()
    {
        (_played, _isFarmSilent, _isMarketQuiet) = (new Played(), false, false);
        _served.Clear();
        _dead.Clear();
        for (var i = 0; i < 70; i++)
            _played.Core.Lines.Subscribe(new MarketDataSubscription(new Contract { Symbol = $"L{i}", SecurityType = "OPT" }));
        _played.Open();
        Run(5);
        _sent.Clear();
    }

    [Test]
    public void One_dead_line_is_found_within_30_s_and_only_it_is_asked_again()
    {
        var dead = _served.Keys.ElementAt(17);
        _dead.Add(dead);
        Run(30);
        Assert.That(_sent, Has.Count.EqualTo(2));
        Assert.That(((LineRequest)_sent[0]).Contract.Symbol, Is.EqualTo("L17"));
        Assert.That(_sent[1], Is.EqualTo(new CancelLine(dead)));
        Assert.That((_played.Core.DeadFound, _played.Core.Lines.Ledger.InUse), Is.EqualTo((1, 70)));
        Assert.That(_played.AlertList, Is.EqualTo(new[] { (AlertNames.SubscriptionDead, AlertSeverity.Warning) }));
        Assert.That(_played.Alerts[0].Text, Does.StartWith("L17 was silent for 15 s"));
        Run(300);
        Assert.That(_sent, Has.Count.EqualTo(2), "the new line serves, and is left alone");
    }

    [Test]
    public void All_lines_dead_after_a_flap_are_found_within_30_s()
    {
        _played.Notice(2103, "Market data farm connection is broken:usopt");
        Run(3);
        _dead.UnionWith(_served.Keys.Take(60));
        _played.Notice(2104, "Market data farm connection is OK:usopt");
        Run(30);
        Assert.That(_played.Core.DeadFound, Is.EqualTo(60));
        Assert.That(
            _sent.OfType<LineRequest>().Select(line => line.Contract.Symbol),
            Is.EquivalentTo(Enumerable.Range(0, 60).Select(i => $"L{i}"))
        );
        Assert.That(_sent, Has.Count.EqualTo(120));
        Assert.That(_played.AlertList.Count(alert => alert.Name == AlertNames.SubscriptionDead), Is.EqualTo(1));
    }

    [Test]
    public void A_quiet_line_is_compared_less_and_less_often_and_never_replaced()
    {
        _isMarketQuiet = true;
        Run(200);
        Assert.That(_played.Alerts, Is.Empty, "fresh lines deliver the same values: nothing is wrong");
        Run(3_400);
        Assert.That(_played.Core.DeadFound, Is.Zero);
        Assert.That(
            _played.AlertList,
            Is.EqualTo(new[] { (AlertNames.FeedSilent, AlertSeverity.Warning) }),
            "but seventy lines without any change in the regular session are a farm that stands still"
        );
        Assert.That(_played.Core.Lines.Ledger.InUse, Is.EqualTo(70));
        Assert.That(_sent.Count / 3_600.0, Is.LessThan(1), "messages a second");
    }

    [Test]
    public void A_silent_farm_is_told_once_in_the_regular_session_and_nothing_is_replaced()
    {
        _isFarmSilent = true;
        Run(600);
        Assert.That(_played.AlertList, Is.EqualTo(new[] { (AlertNames.FeedSilent, AlertSeverity.Warning) }));
        Assert.That(_played.Core.DeadFound, Is.Zero);
        _isFarmSilent = false;
        Run(1);
        Assert.That(_played.Alerts[^1].Text, Is.EqualTo("market data flow again"));
    }

    [Test]
    public void A_fresh_line_that_is_refused_leaves_the_silent_one_as_it_is()
    {
        _dead.Add(_served.Keys.First());
        _isFarmSilent = true;
        for (var i = 0; i < 320 && _sent.Count == 0; i++)
            Run(0.05);
        var probe = (LineRequest)_sent[0];
        _played.Notice(101, "Max number of tickers has been reached", probe.RequestId);
        Assert.That((_played.Core.Lines.Waiting, _played.Reader.Refused.Count), Is.EqualTo((0, 0)));
    }

    /// <summary>Time passes in steps of 50 ms; two messages go a step, as 40 a second allow.</summary>
    private void Run(double seconds)
    {
        for (var end = _played.Clock.Passed + TimeSpan.FromSeconds(seconds); _played.Clock.Passed < end; )
        {
            _played.Pass(0.05);
            for (var i = 0; i < 2 && _played.Core.Next() is { } request; i++)
            {
                _sent.Add(request);
                if (request is LineRequest line)
                {
                    _served.Add(line.RequestId, line.Contract.Symbol);
                    Serve(line.RequestId);
                }
                if (request is CancelLine cancel)
                    _served.Remove(cancel.RequestId);
            }
            if (_played.Clock.Passed.TotalMilliseconds % 1_000 != 0 || _isMarketQuiet)
                continue;
            foreach (var id in _served.Keys.ToArray())
                Serve(id);
        }
    }

    private void Serve(int requestId)
    {
        if (_isFarmSilent || _dead.Contains(requestId))
            return;
        var price = _isMarketQuiet ? 7 : Math.Floor(_played.Clock.Passed.TotalSeconds);
        if (_isMarketQuiet && _served.Count <= 70)
            return;
        _played.Core.OnPrice(new TickPrice(requestId, TickType.Bid, _isMarketQuiet ? 5 : price, 1, TickAttributes.None));
    }
}
