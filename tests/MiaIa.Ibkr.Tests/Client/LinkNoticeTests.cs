using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>Each code of the link and of the farms, on a session with two lines.</summary>
public sealed class LinkNoticeTests
{
    private static readonly string[] InOrder = ["SPX", "VIX"];

    private const string Farm = "Market data farm connection is broken:usopt";

    [Test]
    public void After_1100_every_value_is_old_and_nothing_is_asked()
    {
        var played = TwoLines();
        played.Notice(1100);
        Assert.That((played.Core.Link.State, played.Reader.OldCount), Is.EqualTo((LinkState.LinkLost, 1)));
        played.Core.Lines.Subscribe(new MarketDataSubscription(new Contract { Symbol = "VXN", SecurityType = "IND" }));
        Assert.That(played.Sent(), Is.Empty);
        played.Notice(1100);
        Assert.That((played.Reader.OldCount, played.Alerts.Count), Is.EqualTo((1, 1)), "repeated, as recorded");
    }

    [Test]
    public void After_1101_every_line_is_asked_again_and_none_is_cancelled()
    {
        var played = TwoLines();
        played.Notice(1100);
        played.Notice(1101);
        Assert.That(played.Core.Link.State, Is.EqualTo(LinkState.Live));
        var sent = played.Sent();
        Assert.That(sent.OfType<LineRequest>().Select(line => line.Contract.Symbol), Is.EqualTo(InOrder));
        Assert.That(sent, Has.Count.EqualTo(2));
        Assert.That(
            played.AlertList,
            Is.EqualTo(new[] { (AlertNames.IbkrLost, AlertSeverity.Warning), (AlertNames.IbkrBack, AlertSeverity.Info) })
        );
    }

    [Test]
    public void A_1101_without_1100_before_it_is_obeyed_all_the_same()
    {
        var played = TwoLines();
        played.Notice(1101);
        Assert.That(played.Sent().OfType<LineRequest>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void After_1102_nothing_is_asked_again_but_silent_lines_are_looked_into_soon()
    {
        var played = TwoLines();
        played.Notice(1100);
        played.Notice(1102);
        Assert.That(played.Sent(), Is.Empty);
        played.Pass(4.9);
        Assert.That(played.Sent(), Is.Empty);
        played.Pass(0.2);
        Assert.That(played.Sent().OfType<LineRequest>().Count(), Is.EqualTo(2), "a fresh line of each, to compare with");
    }

    [Test]
    public void After_2110_values_are_old_until_a_farm_is_well()
    {
        var played = TwoLines();
        played.Notice(2110, "Connectivity between Trader Workstation and server is broken. It will be restored automatically.");
        Assert.That((played.Core.Link.State, played.Reader.OldCount), Is.EqualTo((LinkState.ServerBroken, 1)));
        played.Notice(2104, "Market data farm connection is OK:usfarm");
        Assert.That(played.Core.Link.State, Is.EqualTo(LinkState.Live));
        Assert.That(
            played.AlertList,
            Is.EqualTo(new[] { (AlertNames.IbkrLost, AlertSeverity.Warning), (AlertNames.IbkrBack, AlertSeverity.Info) })
        );
    }

    [Test]
    public void A_broken_market_data_farm_degrades_and_all_of_them_have_to_be_well_again()
    {
        var played = TwoLines();
        played.Notice(2103, Farm);
        played.Notice(2103, "Market data farm connection is broken:usfarm.nj");
        played.Notice(2103, Farm);
        Assert.That((played.Core.Link.State, played.Reader.OldCount), Is.EqualTo((LinkState.Degraded, 0)));
        played.Notice(2104, "Market data farm connection is OK:usopt");
        Assert.That(played.Core.Link.State, Is.EqualTo(LinkState.Degraded));
        played.Notice(2108, "Market data farm connection is inactive but should be available upon demand:usfarm.nj");
        Assert.That(played.Core.Link.State, Is.EqualTo(LinkState.Live));
        Assert.That(
            played.AlertList,
            Is.EqualTo(new[] { (AlertNames.FarmBroken, AlertSeverity.Warning), (AlertNames.FarmBack, AlertSeverity.Info) })
        );
        Assert.That(played.Alerts[0].Text, Is.EqualTo("the market-data farm usopt is broken (2103); the session stays"));
    }

    [TestCase(
        2103,
        "Market data farm connection is broken:usfarm",
        2108,
        "Market data farm connection is inactive but should be available upon demand.usfarm"
    )]
    [TestCase(2103, "Market data farm connection is broken:usfarm.nj", 2104, "Market data farm connection is OK:usfarm.nj")]
    [TestCase(2103, "Market data farm connection is broken:usfarm.nj", 2108, "should be available upon demand.usfarm.nj")]
    [TestCase(2103, "Die Verbindung ist unterbrochen: usfarm", 2104, "Die Verbindung steht. usfarm")]
    [TestCase(
        2105,
        "HMDS data farm connection is broken:ushmds",
        2107,
        "HMDS data farm connection is inactive but should be available upon demand.ushmds"
    )]
    public void A_farm_is_known_by_its_name_however_the_text_ends(int broken, string brokenText, int well, string wellText)
    {
        var played = TwoLines();
        played.Notice(broken, brokenText);
        played.Notice(
            well,
            wellText.Replace("usfarm", "other", StringComparison.Ordinal).Replace("ushmds", "other", StringComparison.Ordinal)
        );
        Assert.That(played.AlertList.Count(alert => alert.Name == AlertNames.FarmBack), Is.Zero, "another farm");
        played.Notice(well, wellText);
        Assert.That(played.Core.Link.State, Is.EqualTo(LinkState.Live));
        Assert.That(played.AlertList.Count(alert => alert.Name == AlertNames.FarmBack), Is.EqualTo(1));
    }

    [Test]
    public void A_tick_that_comes_after_1100_is_no_value()
    {
        var played = new Played();
        played.Core.Lines.Subscribe(new MarketDataSubscription(new Contract { Symbol = "SPX", SecurityType = "IND" }));
        played.Open();
        var id = played.Sent().OfType<LineRequest>().Single().RequestId;
        played.Notice(1100);
        played.Core.OnPrice(new(id, TickType.Last, 6_800, null, TickAttributes.None));
        Assert.That(played.Reader.All, Is.Empty);
        played.Notice(1102);
        played.Core.OnPrice(new(id, TickType.Last, 6_801, null, TickAttributes.None));
        Assert.That(played.Reader.All, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_was_refused_during_a_disturbance_is_asked_again_when_it_is_over()
    {
        var played = new Played();
        played.Core.Lines.Subscribe(new MarketDataSubscription(new Contract { Symbol = "SPX", SecurityType = "IND" }));
        played.Open();
        for (var i = 0; i < 4; i++)
        {
            var id = played.Sent().OfType<LineRequest>().Single().RequestId;
            played.Notice(200, "No security definition has been found for the request", id);
            played.Pass((60 * Math.Pow(2, i)) + 1);
        }
        played.Notice(200, "No security definition has been found for the request", played.Sent().OfType<LineRequest>().Single().RequestId);
        played.Notice(2110);
        played.Pass(10);
        Assert.That(played.Sent(), Is.Empty, "sixteen minutes to go");
        played.Notice(1102);
        Assert.That(played.Sent().OfType<LineRequest>().Count(), Is.EqualTo(1));
        Assert.That(played.Reader.Recoveries, Is.GreaterThan(0));
    }

    [TestCase(2105, 2106, "history")]
    [TestCase(2105, 2107, "history")]
    [TestCase(2157, 2158, "definitions")]
    public void A_broken_farm_of_another_kind_is_told_and_changes_no_state(int broken, int well, string kind)
    {
        var played = TwoLines();
        played.Notice(broken, "farm connection is broken:one");
        Assert.That(played.Core.Link.State, Is.EqualTo(LinkState.Live));
        played.Notice(well, "farm connection is OK:one");
        Assert.That(
            played.AlertList,
            Is.EqualTo(new[] { (AlertNames.FarmBroken, AlertSeverity.Warning), (AlertNames.FarmBack, AlertSeverity.Info) })
        );
        Assert.That(played.Alerts[0].Text, Does.Contain($"the {kind} farm one"));
    }

    [TestCase(2104)]
    [TestCase(2106)]
    [TestCase(2107)]
    [TestCase(2108)]
    [TestCase(2119)]
    [TestCase(2158)]
    public void News_of_a_well_farm_is_no_alert(int code)
    {
        var played = TwoLines();
        played.Notice(code, "farm connection is OK:usfarm");
        Assert.That((played.Core.Link.State, played.Alerts.Count, played.Sent().Count), Is.EqualTo((LinkState.Live, 0, 0)));
    }

    [Test]
    public void Too_many_messages_is_an_error()
    {
        var played = TwoLines();
        played.Notice(100, "Max rate of messages per second has been exceeded");
        Assert.That(played.AlertList, Is.EqualTo(new[] { (AlertNames.Pacing, AlertSeverity.Error) }));
    }

    [Test]
    public void Text_of_the_Gateway_reaches_no_log_unescaped()
    {
        var played = TwoLines();
        played.Notice(2103, "Market data farm connection is broken:us\u001b[31m\r\nfarm" + new string('x', 5_000));
        Assert.That(played.Alerts[0].Text, Does.Not.Contain('\u001b').And.Not.Contain('\n'));
        Assert.That(played.Alerts[0].Text, Has.Length.LessThan(400));
    }

    private static Played TwoLines()
    {
        var played = new Played();
        played.Core.Lines.Subscribe(new MarketDataSubscription(new Contract { Symbol = "SPX", SecurityType = "IND" }));
        played.Core.Lines.Subscribe(new MarketDataSubscription(new Contract { Symbol = "VIX", SecurityType = "IND" }));
        played.Open();
        Assert.That(played.Sent(), Has.Count.EqualTo(3), "the type of line, and two lines");
        return played;
    }
}
