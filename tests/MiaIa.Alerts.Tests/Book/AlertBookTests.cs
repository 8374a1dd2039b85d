using MiaIa.Alerts.Book;

namespace MiaIa.Alerts.Tests.Book;

/// <summary>By time tables: a second is a row, and what is told stands beside it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AlertBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    private readonly AlertBook _book = new();
    private readonly Findings _findings = new();

    [Test]
    public void What_is_so_is_told_at_once_then_after_a_cooldown_that_doubles_up_to_an_hour()
    {
        // Its cooldown is five minutes: 0, 5, 15, 35, 75, then each hour.
        var told = Play(4 * 3600, _ => [(AlertCode.LatencyHigh, "ES", null)]);
        Assert.That(
            told,
            Is.EqualTo(
                new[]
                {
                    (0, NoticeCause.Raised),
                    (300, NoticeCause.Reminded),
                    (900, NoticeCause.Reminded),
                    (2100, NoticeCause.Reminded),
                    (4500, NoticeCause.Reminded),
                    (8100, NoticeCause.Reminded),
                    (11700, NoticeCause.Reminded),
                }
            )
        );
    }

    [Test]
    public void What_is_over_is_told_once_it_was_not_seen_for_its_while()
    {
        var told = Play(100, second => second is >= 10 and <= 40 ? [(AlertCode.LatencyHigh, "ES", null)] : []);
        Assert.That(told, Is.EqualTo(new[] { (10, NoticeCause.Raised), (70, NoticeCause.Resolved) }));
        Assert.That(_book.List(Start.AddSeconds(99)).Single(), Has.Property(nameof(Alert.IsResolved)).True);
    }

    [Test]
    public void A_hole_shorter_than_its_while_is_no_end()
    {
        var told = Play(100, second => second % 20 < 10 ? [(AlertCode.LatencyHigh, "ES", null)] : []);
        Assert.That(told, Is.EqualTo(new[] { (0, NoticeCause.Raised) }));
    }

    [Test]
    public void What_comes_again_after_RESOLVED_and_stays_is_told_after_a_minute_whatever_its_cooldown()
    {
        // Halted and resumed and halted again: the cooldown is ten minutes.
        var told = Play(1000, second => second is 0 or >= 100 ? [(AlertCode.Halted, "", null)] : []);
        Assert.That(told, Is.EqualTo(new[] { (0, NoticeCause.Raised), (1, NoticeCause.Resolved), (160, NoticeCause.Raised) }));
        Assert.That(_book.List(Start.AddSeconds(999)).Single().Count, Is.EqualTo(2));
    }

    [Test]
    public void A_position_that_is_naked_again_is_told_after_half_a_minute_however_long_its_cooldown_has_grown()
    {
        // Naked for two minutes of every five: the cooldown would reach an hour.
        var told = Play(7200, second => second % 300 < 120 ? [(AlertCode.NakedPosition, "ES", null)] : []);
        var raised = told.Where(one => one.Cause == NoticeCause.Raised).Select(one => one.Second).ToArray();
        Assert.That(raised, Has.Length.EqualTo(24));
        Assert.That(raised, Has.All.Matches<int>(second => second % 300 <= 30));
    }

    [Test]
    public void What_comes_and_goes_within_a_minute_is_told_once_a_cooldown()
    {
        var told = Play(590, second => second % 60 < 50 ? [(AlertCode.Halted, "", null)] : []);
        Assert.That(told, Is.EqualTo(new[] { (0, NoticeCause.Raised), (50, NoticeCause.Resolved) }));
    }

    [Test]
    public void Who_never_heard_of_it_does_not_hear_that_it_is_over()
    {
        var told = Play(500, second => second is 0 or (>= 100 and < 150) ? [(AlertCode.Halted, "", null)] : []);
        Assert.That(told, Is.EqualTo(new[] { (0, NoticeCause.Raised), (1, NoticeCause.Resolved) }));
    }

    [Test]
    public void What_nobody_acknowledges_becomes_more_serious_step_by_step()
    {
        // An error that escalates after five minutes, and its cooldown is five minutes too.
        var told = Play(700, _ => [(AlertCode.NoVolume, "ES", null)]);
        Assert.That(told, Is.EqualTo(new[] { (0, NoticeCause.Raised), (300, NoticeCause.Escalated) }));
        Assert.That(_book.List(Start.AddSeconds(699)).Single().Severity, Is.EqualTo(AlertSeverity.Critical));
    }

    [Test]
    public void What_is_acknowledged_is_told_no_more_until_it_is_over()
    {
        Play(10, _ => [(AlertCode.NoVolume, "ES", null)]);
        Assert.That(_book.Acknowledge(_book.List(Start).Single().Id, "operator", Start.AddSeconds(10)), Is.EqualTo(1));
        var told = Play(3000, second => second < 2000 ? [(AlertCode.NoVolume, "ES", null)] : [], from: 11);
        Assert.That(told, Is.EqualTo(new[] { (2004, NoticeCause.Resolved) }));
    }

    [Test]
    public void What_becomes_worse_is_told_again_to_whoever_acknowledged_less()
    {
        Play(10, _ => [(AlertCode.StaleFeed, "ES", AlertSeverity.Warning)]);
        _book.Acknowledge(0, "operator", Start.AddSeconds(10));
        var told = Play(20, _ => [(AlertCode.StaleFeed, "ES", AlertSeverity.Error)], from: 11);
        Assert.That(told, Is.EqualTo(new[] { (11, NoticeCause.Escalated) }));
        Assert.That(_book.List(Start.AddSeconds(20)).Single().AcknowledgedBy, Is.Empty);
    }

    [Test]
    public void Acknowledging_twice_or_something_that_is_over_counts_nothing()
    {
        Play(
            10,
            second => second < 5 ? [(AlertCode.Halted, "", null), (AlertCode.NoVolume, "ES", null)] : [(AlertCode.NoVolume, "ES", null)]
        );
        Assert.That(_book.Acknowledge(0, "operator", Start.AddSeconds(10)), Is.EqualTo(1), "the halt is over");
        Assert.That(_book.Acknowledge(0, "operator", Start.AddSeconds(10)), Is.Zero);
        Assert.That(_book.Acknowledge(999, "operator", Start.AddSeconds(10)), Is.Zero);
    }

    [Test]
    public void What_has_happened_goes_by_itself_and_nobody_hears_of_it()
    {
        _findings.Happened(AlertCode.PremiumSignal, "ES", "PREMIUM LONG");
        Assert.That(_book.Step(Start, _findings).Single().Cause, Is.EqualTo(NoticeCause.Raised));
        Assert.That(Play(300, _ => [], from: 1), Is.Empty);
        Assert.That(_book.List(Start.AddSeconds(299)).Single().IsOpen);
        Assert.That(Play(301, _ => [], from: 300), Is.Empty);
        Assert.That(_book.List(Start.AddSeconds(301)).Single().IsOpen, Is.False);
        Assert.That(_book.List(Start.AddSeconds(601)), Is.Empty, "it is listed as long again, and then it is gone");
    }

    [Test]
    public void What_nobody_can_tell_any_more_stays_until_it_expires()
    {
        _findings.Holds(AlertCode.DiskLow, "", "400 MB");
        Assert.That(_book.Step(Start, _findings).Single().Cause, Is.EqualTo(NoticeCause.Raised));
        var told = new List<(int, NoticeCause)>();
        for (var second = 1; second <= 4000; second++)
        {
            _findings.Clear();
            _findings.Unknown(AlertCode.DiskLow, "");
            told.AddRange(_book.Step(Start.AddSeconds(second), _findings).Select(notice => (second, notice.Cause)));
        }

        Assert.That(told, Is.EqualTo(new[] { (1800, NoticeCause.Reminded), (3600, NoticeCause.Expired) }));
        Assert.That(_book.List(Start.AddSeconds(4000)).Single().IsResolved, Is.False);
    }

    [Test]
    public void The_list_has_the_open_ones_first_and_the_most_serious_before()
    {
        Play(
            20,
            second =>
                second < 5
                    ? [(AlertCode.Halted, "", null), (AlertCode.StaleFeed, "ES", null), (AlertCode.NakedPosition, "ES", null)]
                    : [(AlertCode.StaleFeed, "ES", null), (AlertCode.NakedPosition, "ES", null)]
        );
        Assert.That(
            _book.List(Start.AddSeconds(20)).Select(alert => alert.Code),
            Is.EqualTo(new[] { AlertCode.NakedPosition, AlertCode.StaleFeed, AlertCode.Halted })
        );
    }

    [Test]
    public void A_thousand_subjects_are_not_kept_for_ever()
    {
        var told = Play(2000, second => [(AlertCode.Halted, $"subject {second}", null)]);
        Assert.That(told.Count(one => one.Cause == NoticeCause.Raised), Is.EqualTo(2000));
        Assert.That(_book.List(Start.AddSeconds(1999)), Has.Count.EqualTo(AlertBook.ListedMax));
        Assert.That(_book.List(Start.AddSeconds(1999))[0].Subject, Is.EqualTo("subject 1999"));
    }

    private List<(int Second, NoticeCause Cause)> Play(
        int seconds,
        Func<int, (AlertCode Code, string Subject, AlertSeverity? Severity)[]> seen,
        int from = 0
    )
    {
        var told = new List<(int, NoticeCause)>();
        for (var second = from; second < seconds; second++)
        {
            _findings.Clear();
            foreach (var (code, subject, severity) in seen(second))
                _findings.Holds(code, subject, "text", severity);
            told.AddRange(_book.Step(Start.AddSeconds(second), _findings).Select(notice => (second, notice.Cause)));
        }

        return told;
    }
}
