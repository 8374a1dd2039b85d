using MiaIa.Alerts.Book;

namespace MiaIa.Alerts.Tests.Book;

/// <summary>A book over a restart: one runs to a second, another goes on from there.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RestoredBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    private readonly Findings _findings = new();
    private AlertBook _book = new();

    [Test]
    public void What_was_told_and_acknowledged_is_not_told_again_and_is_told_as_over()
    {
        Play(10, AlertCode.StaleFeed, _ => true);
        _book.Acknowledge(0, "operator", Start.AddSeconds(10));
        Restart(20);
        // The rule waits for five seconds before it sees it again.
        var told = Play(3000, AlertCode.StaleFeed, second => second is >= 25 and < 2000, from: 20);
        Assert.That(told, Is.EqualTo(new[] { (2004, NoticeCause.Resolved) }));
    }

    [Test]
    public void Who_acknowledged_it_and_its_number_and_count_are_known_after_a_restart()
    {
        Play(10, AlertCode.Halted, second => second is 1 or > 4);
        _book.Acknowledge(0, "operator", Start.AddSeconds(10));
        var before = _book.List(Start.AddSeconds(10)).Single();
        Restart(20);
        Assert.That(_book.List(Start.AddSeconds(20)).Single(), Is.EqualTo(before));
        _findings.Holds(AlertCode.NoVolume, "ES", "text");
        _book.Step(Start.AddSeconds(21), _findings);
        Assert.That(_book.List(Start.AddSeconds(21)).Select(alert => alert.Id), Is.EquivalentTo(new[] { before.Id, before.Id + 1 }));
    }

    [Test]
    public void The_cooldown_goes_on_where_it_was()
    {
        // Five minutes, told at 0 and 300, next at 900, whatever happens between.
        Play(400, AlertCode.LatencyHigh, _ => true);
        Restart(410);
        var told = Play(1000, AlertCode.LatencyHigh, second => second > 420, from: 410);
        Assert.That(told, Is.EqualTo(new[] { (900, NoticeCause.Reminded) }));
    }

    [Test]
    public void That_RESOLVED_was_the_last_word_is_known_after_a_restart([Values] bool isOpenAtRestart)
    {
        Play(100, AlertCode.Halted, second => second < 20 || (isOpenAtRestart && second > 60));
        Restart(110);
        var told = Play(400, AlertCode.Halted, _ => true, from: 110);
        Assert.That(told, Is.EqualTo(new[] { (isOpenAtRestart ? 121 : 170, NoticeCause.Raised) }));
    }

    [Test]
    public void A_critical_one_that_is_still_so_is_told_again_at_once_since_its_message_may_not_have_left()
    {
        // Told at 0, 30 and 90, next at 210 by its cooldown.
        Play(100, AlertCode.NakedPosition, _ => true);
        Restart(101);
        var told = Play(400, AlertCode.NakedPosition, second => second >= 104, from: 101);
        Assert.That(told, Is.EqualTo(new[] { (104, NoticeCause.Reminded), (344, NoticeCause.Reminded) }));
    }

    [Test]
    public void A_critical_one_that_somebody_cares_for_or_that_is_over_is_not_told_again([Values] bool isAcknowledged)
    {
        Play(100, AlertCode.NakedPosition, _ => true);
        if (isAcknowledged)
            _book.Acknowledge(0, "operator", Start.AddSeconds(100));
        Restart(101);
        var told = Play(400, AlertCode.NakedPosition, _ => isAcknowledged, from: 101);
        Assert.That(told.Select(one => one.Cause), Is.EqualTo(isAcknowledged ? [] : new[] { NoticeCause.Resolved }));
    }

    [Test]
    public void So_does_the_patience_after_which_it_is_more_serious()
    {
        Play(100, AlertCode.NoVolume, _ => true);
        Restart(110);
        var told = Play(400, AlertCode.NoVolume, _ => true, from: 110);
        Assert.That(told, Is.EqualTo(new[] { (300, NoticeCause.Escalated) }));
    }

    [Test]
    public void What_is_no_longer_so_is_told_as_over_once_its_rule_would_have_seen_it()
    {
        Play(10, AlertCode.Halted, _ => true);
        Restart(1000);
        var told = Play(1100, AlertCode.Halted, _ => false, from: 1000);
        var second = 1000 + (int)AlertKinds.SettlesAfter(AlertCode.Halted).TotalSeconds;
        Assert.That(told, Is.EqualTo(new[] { (second, NoticeCause.Resolved) }));
    }

    [Test]
    public void What_nobody_had_heard_of_is_not_told_as_over()
    {
        // Over and again within the cooldown: the second time was not told.
        Play(10, AlertCode.Halted, second => second is 0 or > 4);
        Restart(20);
        Assert.That(Play(200, AlertCode.Halted, _ => false, from: 20), Is.Empty);
    }

    [Test]
    public void One_event_is_told_once_over_a_restart_and_the_next_one_is()
    {
        Assert.That(Happen(0, 7), Is.EqualTo(1));
        Restart(5);
        Assert.That(Happen(6, 7), Is.Zero, "the same signal is still alive");
        Assert.That(Happen(7, 8), Is.EqualTo(1));
    }

    [Test]
    public void Times_of_a_clock_that_was_ahead_silence_nothing_for_longer_than_a_cooldown()
    {
        Play(10, AlertCode.LatencyHigh, _ => true);
        // The clock was a day ahead before.
        Restart(-86_400);
        var alert = _book.List(Start.AddDays(-1)).Single();
        Assert.That((alert.Since, alert.LastSeen), Is.EqualTo((Start.AddDays(-1), Start.AddDays(-1))));
        var told = Play(-86_400 + 400, AlertCode.LatencyHigh, _ => true, from: -86_400);
        Assert.That(told, Is.EqualTo(new[] { (-86_400 + 300, NoticeCause.Reminded) }));
    }

    [Test]
    public void Of_a_thousand_alerts_the_open_ones_are_kept_first()
    {
        for (var second = 0; second < 300; second++)
        {
            _findings.Clear();
            for (var subject = 0; subject < 20; subject++)
                _findings.Holds(AlertCode.Halted, $"open {subject}", "text");
            _findings.Holds(AlertCode.Halted, $"over {second}", "text");
            _book.Step(Start.AddSeconds(second), _findings);
        }

        var saved = _book.Save();
        Assert.That(saved.Alerts, Has.Count.EqualTo(AlertBook.ListedMax));
        Assert.That(saved.Alerts.Take(21).All(one => one.Alert.IsOpen));
    }

    private void Restart(int second)
    {
        var saved = _book.Save();
        _book = new AlertBook();
        _book.Restore(saved, Start.AddSeconds(second));
    }

    private int Happen(int second, ulong once)
    {
        _findings.Clear();
        _findings.Happened(AlertCode.PremiumSignal, "ES", "PREMIUM LONG", once);
        return _book.Step(Start.AddSeconds(second), _findings).Count;
    }

    private List<(int Second, NoticeCause Cause)> Play(int seconds, AlertCode code, Predicate<int> isSo, int from = 0)
    {
        var told = new List<(int, NoticeCause)>();
        for (var second = from; second < seconds; second++)
        {
            _findings.Clear();
            if (isSo(second))
                _findings.Holds(code, "ES", "text");
            told.AddRange(_book.Step(Start.AddSeconds(second), _findings).Select(notice => (second, notice.Cause)));
        }

        return told;
    }
}
