using MiaIa.Alerts.Book;
using MiaIa.Alerts.Tests.Channels;

namespace MiaIa.Alerts.Tests.Book;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SurgeGuardTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);
    private readonly SurgeGuard _guard = new();

    [Test]
    public void Six_a_minute_go_through_and_the_rest_is_one_summary()
    {
        var all = Enumerable.Range(0, 20).Select(i => Notice(i < 15 ? AlertCode.StaleFeed : AlertCode.NoVolume)).ToArray();
        Assert.That(_guard.Pass(Start, all), Is.EqualTo(all[..SurgeGuard.PassedMax]));
        Assert.That(_guard.Pass(Start.AddSeconds(59), []), Is.Empty);
        var summary = _guard.Pass(Start.AddSeconds(60), []).Single().Alert;
        Assert.That(summary.Code, Is.EqualTo(AlertCode.Surge));
        Assert.That(summary.Severity, Is.EqualTo(AlertSeverity.Error), "as serious as the most serious of them");
        Assert.That(summary.Text, Is.EqualTo("14 more in a minute: 9 stale_feed, 5 no_volume; the most serious: ERROR no_volume ES: text"));
        Assert.That(_guard.Pass(Start.AddSeconds(120), []), Is.Empty, "it is told once");
    }

    [Test]
    public void What_no_channel_wants_takes_nobodys_place()
    {
        var guard = new SurgeGuard(AlertSeverity.Warning);
        var informed = Enumerable.Range(0, 9).Select(i => Notices.Of($"{i}", AlertCode.GateInert, AlertSeverity.Information)).ToArray();
        Assert.That(guard.Pass(Start, informed), Is.Empty);
        var warned = Notices.Of("warned", AlertCode.StaleFeed, AlertSeverity.Warning);
        Assert.That(guard.Pass(Start.AddSeconds(1), [warned]), Is.EqualTo(new[] { warned }));
        Assert.That(guard.Pass(Start + SurgeGuard.Window + SurgeGuard.Window, []), Is.Empty, "no summary of what is sent to nobody");
    }

    [Test]
    public void What_is_critical_never_waits()
    {
        _guard.Pass(Start, [.. Enumerable.Repeat(Notice(AlertCode.StaleFeed), 30)]);
        var critical = Notice(AlertCode.NakedPosition);
        Assert.That(_guard.Pass(Start.AddSeconds(1), [Notice(AlertCode.StaleFeed), critical]), Is.EqualTo(new[] { critical }));
    }

    [Test]
    public void A_message_now_and_then_is_left_alone()
    {
        for (var minute = 0; minute < 60; minute++)
            Assert.That(_guard.Pass(Start.AddMinutes(minute), [Notice(AlertCode.StaleFeed)]), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_flood_of_hours_is_at_most_six_messages_a_minute()
    {
        var passed = 0;
        for (var second = 0; second < 3600; second++)
            passed += _guard.Pass(Start.AddSeconds(second), [.. Enumerable.Repeat(Notice(AlertCode.StaleFeed), 5)]).Count;
        Assert.That(passed, Is.InRange(300, 60 * SurgeGuard.PassedMax));
    }

    private static AlertNotice Notice(AlertCode code) =>
        new(NoticeCause.Raised, new Alert(1, code, "ES", AlertKinds.Of(code).Severity, "text", Start, Start, 1));
}
