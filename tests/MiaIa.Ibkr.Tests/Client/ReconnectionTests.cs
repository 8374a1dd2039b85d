using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;

namespace MiaIa.Ibkr.Tests.Client;

public sealed class ReconnectionTests
{
    private static readonly int[] Ids = [999, 999, 999, 1999, 1999, 1999, 2999, 2999, 2999, 999];

    [Test]
    public void Tries_three_times_quickly_and_then_slowly_for_ever()
    {
        var played = new Played().Open();
        played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, "the Gateway hung up"));
        var waits = new List<double>();
        for (var i = 0; i < 50; i++)
        {
            waits.Add(played.SecondsToOpening());
            played.FailToOpen(SessionEndCause.CannotConnect);
        }
        Assert.That(waits.Take(3), Is.All.EqualTo(3.0).Within(0.1));
        Assert.That(waits.Skip(3), Is.All.EqualTo(45.0).Within(0.1), "the middle of 30 and 60 s, for ever");
        Assert.That(
            played.AlertList,
            Is.EqualTo(new[] { (AlertNames.Disconnected, AlertSeverity.Warning), (AlertNames.StillDisconnected, AlertSeverity.Error) }),
            "once an outage, however long it lasts"
        );
        played.SecondsToOpening();
        played.Reopen();
        Assert.That(played.Alerts[^1].Name, Is.EqualTo(AlertNames.Connected));
        Assert.That(played.Alerts[^1].Text, Does.Contain("127.0.0.1:4002 as client 999 after"));
    }

    [Test]
    public void A_slow_attempt_is_drawn_between_its_limits()
    {
        foreach (var (drawn, expected) in ((double, double)[])[(0, 30), (0.999999, 60)])
        {
            var core = new ClientCore(new ClientSettings { QuickAttempts = 0 }, new VirtualClock(), new KeptTicks(), _ => { }, () => drawn);
            core.Start();
            core.Opening();
            core.Ended(new SessionEnd(SessionEndCause.CannotConnect, ""));
            Assert.That(core.Link.DueIn.TotalSeconds, Is.EqualTo(expected).Within(0.01));
        }
    }

    [Test]
    public void A_Gateway_that_takes_a_session_and_drops_it_at_once_is_not_knocked_at_without_end()
    {
        var played = new Played().Open();
        var waits = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            played.Pass(1);
            played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, "the Gateway hung up"));
            waits.Add(played.SecondsToOpening());
            played.Reopen();
        }
        Assert.That(waits, Is.EqualTo(new[] { 3.0, 3, 3, 45, 45, 45 }).Within(0.1));
        played.Pass(61);
        played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, "the Gateway hung up"));
        Assert.That(played.SecondsToOpening(), Is.EqualTo(3.0).Within(0.1), "a session that stood makes the attempts quick again");
    }

    [Test]
    public void A_taken_client_id_is_waited_for_and_then_replaced_by_an_alternate()
    {
        var played = new Played(settings => settings with { AlternateClientIds = [1999, 2999] });
        played.Core.Start();
        var tries = new List<(int Id, double Wait)>();
        for (var i = 0; i < 10; i++)
        {
            var id = played.Core.SessionSettings.ClientId;
            played.FailToOpen(SessionEndCause.ClientIdInUse);
            tries.Add((id, played.SecondsToOpening()));
        }
        Assert.That(tries.Select(attempt => attempt.Id), Is.EqualTo(Ids));
        Assert.That(
            tries.Select(attempt => attempt.Wait),
            Is.EqualTo(new[] { 2.0, 3, 2, 2, 3, 2, 2, 3, 45, 2 }).Within(0.1),
            "never a spin"
        );
        Assert.That(
            played.AlertList,
            Is.EqualTo(
                new[]
                {
                    (AlertNames.ClientIdTaken, AlertSeverity.Warning),
                    (AlertNames.ClientIdAlternate, AlertSeverity.Warning),
                    (AlertNames.StillDisconnected, AlertSeverity.Error),
                    (AlertNames.ClientIdAlternate, AlertSeverity.Warning),
                }
            )
        );
        Assert.That(played.Alerts[1].Text, Does.StartWith("client id 999 stays taken: 1999 is used instead"));
    }

    [Test]
    public void Without_alternates_a_taken_client_id_is_waited_for_slowly()
    {
        var played = new Played();
        played.Core.Start();
        var waits = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            Assert.That(played.Core.SessionSettings.ClientId, Is.EqualTo(999));
            played.FailToOpen(SessionEndCause.ClientIdInUse);
            waits.Add(played.SecondsToOpening());
        }
        Assert.That(waits, Is.EqualTo(new[] { 2.0, 3, 45, 2, 3, 45 }).Within(0.1));
    }

    [Test]
    public void A_Gateway_that_hangs_up_three_times_without_a_word_is_tried_under_another_client_id()
    {
        var played = new Played(settings => settings with { AlternateClientIds = [1999, 2999] });
        played.Core.Start();
        var tries = new List<(int Id, double Wait)>();
        for (var i = 0; i < 10; i++)
        {
            var id = played.Core.SessionSettings.ClientId;
            played.FailToOpen(SessionEndCause.ClosedInSilence);
            tries.Add((id, played.SecondsToOpening()));
        }
        Assert.That(tries.Select(attempt => attempt.Id), Is.EqualTo(Ids));
        Assert.That(
            tries.Select(attempt => attempt.Wait),
            Is.EqualTo(new[] { 3.0, 3, 2, 45, 45, 2, 45, 45, 45, 45 }).Within(0.1),
            "never a spin"
        );
        Assert.That(
            played.AlertList,
            Is.EqualTo(
                new[]
                {
                    (AlertNames.Disconnected, AlertSeverity.Warning),
                    (AlertNames.ClientIdSeemsTaken, AlertSeverity.Warning),
                    (AlertNames.ClientIdAlternate, AlertSeverity.Warning),
                    (AlertNames.StillDisconnected, AlertSeverity.Error),
                    (AlertNames.ClientIdAlternate, AlertSeverity.Warning),
                }
            )
        );
        Assert.That(played.Alerts[1].Text, Does.StartWith("the Gateway hung up 3 times without a word").And.Contain("client id 999"));
        Assert.That(played.Alerts[2].Text, Does.StartWith("client id 999 seems taken: 1999 is used instead"));
    }

    [TestCase(SessionEndCause.CannotConnect)]
    [TestCase(SessionEndCause.ClosedByGateway)]
    [TestCase(SessionEndCause.NoHello)]
    public void Silence_that_is_not_in_a_row_is_no_taken_client_id(SessionEndCause between)
    {
        var played = new Played(settings => settings with { AlternateClientIds = [1999] });
        played.Core.Start();
        for (var i = 0; i < 30; i++)
        {
            Assert.That(played.Core.SessionSettings.ClientId, Is.EqualTo(999));
            played.FailToOpen(i % 3 == 2 ? between : SessionEndCause.ClosedInSilence);
            played.SecondsToOpening();
        }
        Assert.That(played.Alerts.Select(alert => alert.Name), Has.None.EqualTo(AlertNames.ClientIdSeemsTaken));
    }

    [Test]
    public void A_session_that_became_ready_ends_the_row()
    {
        var played = new Played(settings => settings with { AlternateClientIds = [1999] });
        played.Core.Start();
        for (var i = 0; i < 5; i++)
        {
            for (var silent = 0; silent < 2; silent++)
            {
                played.FailToOpen(SessionEndCause.ClosedInSilence);
                played.SecondsToOpening();
            }
            played.Reopen();
            played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, "the Gateway hung up"));
            played.SecondsToOpening();
            Assert.That(played.Core.SessionSettings.ClientId, Is.EqualTo(999));
        }
    }

    [Test]
    public void Around_the_nightly_restart_silence_says_nothing_about_the_client_id_and_after_it_does()
    {
        // 00:40 New York on a Wednesday: the hour ends five minutes later.
        var played = new Played(
            settings => settings with { AlternateClientIds = [1999] },
            new VirtualClock(new DateTimeOffset(2026, 1, 7, 5, 40, 0, TimeSpan.Zero))
        );
        played.Core.Start();
        var inside = 0;
        while (played.Core.SessionSettings.ClientId == 999)
        {
            Assert.That(played.Clock.Passed, Is.LessThan(TimeSpan.FromMinutes(10)));
            if (played.Clock.Passed < TimeSpan.FromMinutes(5))
                inside++;
            played.FailToOpen(SessionEndCause.ClosedInSilence);
            played.SecondsToOpening();
        }
        Assert.That(inside, Is.GreaterThan(5));
        Assert.That(played.Clock.Passed, Is.GreaterThan(TimeSpan.FromMinutes(6)), "three times in a row, counted from the end of the hour");
        Assert.That(played.Alerts.Select(alert => alert.Name), Is.EqualTo(Suspected));
    }

    private static readonly string[] Suspected =
    [
        AlertNames.Disconnected,
        AlertNames.StillDisconnected,
        AlertNames.ClientIdSeemsTaken,
        AlertNames.ClientIdAlternate,
    ];

    [TestCase(SessionEndCause.NoHello, AlertNames.GatewayWedged, 45)]
    [TestCase(SessionEndCause.HeartbeatLost, AlertNames.GatewayWedged, 3)]
    [TestCase(SessionEndCause.NotReady, AlertNames.LoginNeeded, 3)]
    [TestCase(SessionEndCause.VersionRefused, AlertNames.GatewayUnsuitable, 45)]
    public void What_a_person_has_to_do_is_an_error_of_its_own(SessionEndCause cause, string name, double wait)
    {
        var played = new Played();
        played.Core.Start();
        played.FailToOpen(cause);
        Assert.That(played.AlertList, Is.EqualTo(new[] { (name, AlertSeverity.Error) }));
        Assert.That(played.SecondsToOpening(), Is.EqualTo(wait).Within(0.1));
    }

    [Test]
    public void The_nightly_restart_is_news_and_no_warning()
    {
        // 23:50 New York on a Tuesday.
        var played = new Played(clock: new VirtualClock(new DateTimeOffset(2026, 1, 7, 4, 50, 0, TimeSpan.Zero))).Open();
        played.Notice(1100, "Connectivity between IB and Trader Workstation has been lost.");
        played.Notice(1100, "Connectivity between IB and Trader Workstation has been lost.");
        played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, "the Gateway hung up"));
        for (var i = 0; i < 5; i++)
        {
            played.SecondsToOpening();
            played.FailToOpen(SessionEndCause.CannotConnect);
        }
        played.SecondsToOpening();
        played.Reopen();
        Assert.That(
            played.AlertList,
            Is.EqualTo(
                new[]
                {
                    (AlertNames.IbkrLost, AlertSeverity.Info),
                    (AlertNames.Disconnected, AlertSeverity.Info),
                    (AlertNames.StillDisconnected, AlertSeverity.Info),
                    (AlertNames.Connected, AlertSeverity.Info),
                }
            )
        );
        Assert.That(played.Alerts[1].Text, Is.EqualTo("the Gateway hung up; expected: the nightly restart"));
    }

    [Test]
    public void The_weekly_logout_becomes_an_error_when_nobody_has_logged_in_by_Sunday_noon()
    {
        // Saturday 23:50 New York, in summer.
        var played = new Played(clock: new VirtualClock(new DateTimeOffset(2026, 7, 12, 3, 50, 0, TimeSpan.Zero)))
        {
            StepSeconds = 1,
        }.Open();
        played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, "the Gateway hung up"));
        FailUntil(played, hours: 12.1);
        Assert.That(
            played.AlertList.Take(2),
            Is.EqualTo(new[] { (AlertNames.Disconnected, AlertSeverity.Info), (AlertNames.StillDisconnected, AlertSeverity.Info) })
        );
        FailUntil(played, hours: 14);
        Assert.That(played.AlertList.Skip(2), Is.EqualTo(new[] { (AlertNames.LoginNeeded, AlertSeverity.Error) }));
    }

    [Test]
    public void An_end_that_is_heard_twice_counts_once()
    {
        var played = new Played().Open();
        played.Core.Ended(new SessionEnd(SessionEndCause.ClosedByGateway, "one"));
        var due = played.Core.Link.DueIn;
        played.Core.Ended(new SessionEnd(SessionEndCause.HeartbeatLost, "two"));
        Assert.That((played.Core.Link.DueIn, played.Alerts.Count), Is.EqualTo((due, 1)));
    }

    private static void FailUntil(Played played, double hours)
    {
        while (played.Clock.Passed < TimeSpan.FromHours(hours))
        {
            played.SecondsToOpening();
            played.FailToOpen(SessionEndCause.CannotConnect);
        }
    }
}
