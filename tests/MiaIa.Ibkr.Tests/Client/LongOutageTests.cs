using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>What lasts longer than it should, and what is not over although the link is well: somebody has to be told, and told rightly.</summary>
public sealed class LongOutageTests
{
    // 11:00 New York on a Tuesday.
    private static readonly DateTimeOffset Midday = new(2026, 1, 6, 16, 0, 0, TimeSpan.Zero);

    // 23:50 New York on that Tuesday.
    private static readonly DateTimeOffset Night = new(2026, 1, 7, 4, 50, 0, TimeSpan.Zero);

    [TestCase(1100, 1102)]
    [TestCase(1100, 1101)]
    [TestCase(2110, 2104)]
    public void IBKR_that_is_away_for_a_minute_is_an_error_until_it_is_back(int lost, int back)
    {
        var played = Played(Midday);
        played.Notice(lost, "Connectivity has been lost.");
        played.Pass(59);
        Assert.That(Errors(played), Is.Empty);
        played.Pass(300);
        Assert.That(Errors(played), Is.EqualTo([AlertNames.StillDisconnected]));
        Assert.That(
            played.AlertList,
            Is.EqualTo(new[] { (AlertNames.IbkrLost, AlertSeverity.Warning), (AlertNames.StillDisconnected, AlertSeverity.Error) }),
            "once"
        );
        Assert.That(played.Alerts[1].Text, Does.StartWith("the Gateway has been without IBKR for 60 s: look at its window"));
        played.Notice(back, "Market data farm connection is OK:usfarm");
        Assert.That(Errors(played), Is.Empty);
        played.Notice(lost, "Connectivity has been lost.");
        played.Pass(61);
        Assert.That(Errors(played), Is.EqualTo([AlertNames.StillDisconnected]), "and again the next time");
    }

    [Test]
    public void In_the_hour_of_the_nightly_restart_it_is_none_before_that_hour_is_over()
    {
        var played = Played(Night);
        played.Notice(1100, "Connectivity has been lost.");
        played.Pass(54 * 60);
        Assert.That(Errors(played), Is.Empty);
        played.Pass(2 * 60);
        Assert.That(Errors(played), Is.EqualTo([AlertNames.StillDisconnected]));
    }

    [TestCase(SessionEndCause.CannotConnect)]
    [TestCase(SessionEndCause.NoHello)]
    [TestCase(SessionEndCause.NotReady)]
    public void A_nightly_restart_after_which_the_Gateway_stays_away_becomes_an_error(SessionEndCause cause)
    {
        var played = Played(Night);
        played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, "the Gateway hung up"));
        FailFor(played, cause, TimeSpan.FromMinutes(54));
        Assert.That(Errors(played), Is.Empty);
        FailFor(played, cause, TimeSpan.FromMinutes(60));
        Assert.That(Errors(played), Is.EqualTo([AlertNames.StillDisconnected]));
        Assert.That(played.Alerts[^1].Text, Does.Contain("has been away since the nightly restart"));
        played.SecondsToOpening();
        played.Reopen();
        Assert.That(Errors(played), Is.Empty);
    }

    [Test]
    public void Another_session_of_the_login_is_an_error_that_a_live_link_does_not_end()
    {
        var played = Played(Midday);
        played.Core.Lines.Subscribe(new MarketDataSubscription(new Contract { Symbol = "SPX", SecurityType = "IND" }));
        var id = played.Sent().OfType<LineRequest>().Single().RequestId;
        played.Notice(10197, "No market data during competing live session", id);
        played.Pass(120);
        Assert.That(played.Core.Link.State, Is.EqualTo(LinkState.Live));
        Assert.That(Errors(played), Is.EqualTo([AlertNames.CompetingSession]));
        played.Pass(600);
        Assert.That(Errors(played), Is.Empty);
    }

    private static Played Played(DateTimeOffset at) => new Played(clock: new VirtualClock(at)) { StepSeconds = 1 }.Open();

    private static IEnumerable<string> Errors(Played played) => played.Core.Alerts.OpenErrors.Select(alert => alert.Name);

    private static void FailFor(Played played, SessionEndCause cause, TimeSpan until)
    {
        while (played.Clock.Passed < until)
        {
            played.SecondsToOpening();
            played.FailToOpen(cause);
        }
    }
}
