using MiaIa.Alerts.Facts;
using MiaIa.Alerts.Rules;

namespace MiaIa.Alerts.Tests.Rules;

public sealed class TradingRuleTests
{
    [Test]
    public void A_premium_signal_is_told_once_however_long_it_lives()
    {
        var table = new RuleTable(new PremiumSignal());
        var found = table.Play(
            100,
            (second, es) =>
                es with
                {
                    Premium =
                        second is >= 10 and < 40 ? new PremiumFacts(7, "LONG", 0.41, 6812.25)
                        : second >= 60 ? new PremiumFacts(8, "SHORT", -0.39, 6810)
                        : null,
                }
        );
        Assert.That(string.Join(' ', found), Is.EqualTo("10 60"));
        Assert.That(table.Newest.Text, Is.EqualTo("PREMIUM SHORT, C -0.390, at 6810.00, signal 8"));
        Assert.That((table.Newest.Severity, table.Newest.IsEvent), Is.EqualTo((AlertSeverity.Information, true)));
    }

    [Test]
    public void A_halt_is_told_with_its_reason()
    {
        var table = new RuleTable(new Halted());
        var found = table.Play(10, second => RuleTable.Facts() with { HaltReason = second is 3 or 4 ? "miaia as me: lunch" : "" });
        Assert.That(found, Is.EqualTo(Enumerable.Range(3, 2)));
        Assert.That(table.Newest.Text, Is.EqualTo("miaia as me: lunch"));
    }

    [Test]
    public void Each_limit_is_an_alert_of_its_own()
    {
        var account = new AccountFacts
        {
            RealizedCents = -201_250,
            LossLimitCents = 200_000,
            IsLossLimitReached = true,
            Trades = 50,
            TradesMax = 50,
            IsRunaway = true,
        };
        var findings = new Findings();
        new LimitReached().Judge(RuleTable.Facts() with { Account = account }, findings);
        Assert.That(findings.Seen.Select(one => one.Subject), Is.EqualTo("DAILY_LOSS TRADES_OF_DAY RUNAWAY".Split(' ')));
        Assert.That(findings.Seen[0].Text, Is.EqualTo("the day's loss limit of 2000.00 $ is reached; realised -2012.50 $"));
        Assert.That(findings.Seen[1].Text, Is.EqualTo("50 of 50 trades of the day are made"));
        findings.Clear();
        new LimitReached().Judge(
            RuleTable.Facts() with
            {
                Account = account with { IsLossLimitReached = false, Trades = 49, IsRunaway = false },
            },
            findings
        );
        Assert.That(findings.Seen, Is.Empty);
    }

    [TestCase(2, 0, true)]
    [TestCase(-2, 1, true)]
    [TestCase(2, 2, false)]
    [TestCase(-2, 2, false)]
    [TestCase(0, 0, false)]
    public void A_position_is_naked_after_two_seconds_without_as_many_stops(int lots, int stops, bool isNaked)
    {
        var table = new RuleTable(new NakedPosition());
        var found = table.Play(10, (_, es) => es with { OwnLots = lots, WorkingStopLots = stops });
        Assert.That(found, Is.EqualTo(isNaked ? Enumerable.Range(2, 8) : []));
        if (isNaked)
            Assert.That(table.Newest.Severity, Is.EqualTo(AlertSeverity.Critical));
    }

    [TestCase(-1, 0, "-1 lot of ours without a working stop, for 3 s")]
    [TestCase(2, 1, "+2 lots of ours, 1 of them with a working stop, for 3 s")]
    public void What_is_naked_is_said_of_one_lot_and_of_several(int lots, int stops, string said)
    {
        var table = new RuleTable(new NakedPosition());
        _ = table.Play(4, (_, es) => es with { OwnLots = lots, WorkingStopLots = stops });
        Assert.That(table.Newest.Text, Is.EqualTo(said));
    }

    [Test]
    public void A_stop_that_is_on_its_way_and_a_flatten_are_no_alert()
    {
        var table = new RuleTable(new NakedPosition());
        Assert.That(table.Play(60, (second, es) => es with { OwnLots = 2, WorkingStopLots = second % 2 == 0 ? 0 : 2 }), Is.Empty);
        Assert.That(table.Play(60, (_, es) => es with { OwnLots = 2, IsFlattening = true }), Is.Empty);
    }

    [Test]
    public void A_feature_without_a_value_is_dead_after_fifteen_minutes_of_regular_hours()
    {
        var table = new RuleTable(new FeatureDead());
        var silent = new FeatureFacts("volume_confirmation", false, 0, "the tape is shorter than the windows");
        var found = table.Play(2000, (second, es) => es with { Features = [silent], IsRegular = second >= 100 });
        Assert.That(found, Is.EqualTo(Enumerable.Range(1000, 1000)));
        Assert.That(table.Newest.Subject, Is.EqualTo("ES volume_confirmation"));
        Assert.That(table.Newest.Text, Does.Contain("no value").And.Contain("the tape is shorter"));
    }

    [Test]
    public void A_feature_that_waits_for_history_is_dead_only_when_that_does_not_come()
    {
        var waits = new FeatureFacts("volume_imbalance_signal", false, 0, "under 19 closed bars", TimeSpan.FromMinutes(19));
        var found = new RuleTable(new FeatureDead()).Play(2100, (_, es) => es with { Features = [waits] });
        Assert.That(found, Is.EqualTo(Enumerable.Range(34 * 60, 60)), "19 minutes of bars, and the fifteen minutes that any has");
        var stale = waits with { Reason = "the study is stale", History = TimeSpan.Zero };
        var cut = new RuleTable(new FeatureDead()).Play(1100, (second, es) => es with { Features = [second < 1000 ? waits : stale] });
        Assert.That(cut, Is.EqualTo(Enumerable.Range(1000, 100)), "what it misses now is no history");
    }

    [TestCase("volume_confirmation", 0.25, true, TestName = "Exactly the same value all the time is dead")]
    [TestCase("volume_confirmation", 0, true, TestName = "Zero all the time is dead where it is no rest")]
    [TestCase("sierra_pattern_strength", 0, false, TestName = "Zero is the rest of a feature that waits for something")]
    [TestCase("sierra_pattern_strength", 0.25, true, TestName = "A value that stands is dead there too")]
    public void A_feature_that_says_the_same(string name, double value, bool isDead)
    {
        var table = new RuleTable(new FeatureDead());
        var found = table.Play(1000, (_, es) => es with { Features = [new FeatureFacts(name, true, value, "")] });
        // From the second look on it is known to be the same.
        Assert.That(found, Is.EqualTo(isDead ? Enumerable.Range(901, 99) : []));
    }

    [Test]
    public void A_feature_that_moves_is_alive_however_little()
    {
        var found = new RuleTable(new FeatureDead()).Play(
            3000,
            (second, es) =>
                es with
                {
                    Features = [new FeatureFacts("volume_confirmation", true, 0.25 + (second % 600 == 0 ? 1e-6 : 0), "")],
                }
        );
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void A_feature_is_saturated_after_ten_minutes_at_its_end()
    {
        var table = new RuleTable(new FeatureSaturated());
        var found = table.Play(
            1000,
            (second, es) => es with { Features = [new FeatureFacts("volume_confirmation", true, second == 200 ? 0.99 : -1, "")] }
        );
        Assert.That(found, Is.EqualTo(Enumerable.Range(801, 199)), "another value begins it anew");
        Assert.That(table.Newest.Text, Does.StartWith("-1.000 for 13 min"));
    }

    [Test]
    public void The_minutes_of_a_feature_are_those_of_the_market_however_fast_it_is_played()
    {
        // Sixty times real time: ten minutes are ten seconds.
        var played = new RuleTable(new FeatureSaturated()).Play(20, (second, es) => AtEnd(es, TimeSpan.FromMinutes(second)));
        Assert.That(played, Is.EqualTo(Enumerable.Range(10, 10)));
        var paused = new RuleTable(new FeatureSaturated()).Play(4000, (second, es) => AtEnd(es, TimeSpan.FromSeconds(second / 10)));
        Assert.That(paused, Is.Empty, "400 s of market");
        var dead = new RuleTable(new FeatureDead()).Play(
            20,
            (second, es) => AtEnd(es, TimeSpan.FromMinutes(second)) with { Features = [new("volume_confirmation", false, 0, "")] }
        );
        Assert.That(dead, Is.EqualTo(Enumerable.Range(15, 5)));
    }

    [Test]
    public void Of_a_feed_that_stands_still_or_jumps_to_another_day_no_feature_is_judged()
    {
        var stale = new RuleTable(new FeatureSaturated()).Play(
            3000,
            (second, es) => AtEnd(es, TimeSpan.FromSeconds(second)) with { IsFeedStale = true }
        );
        Assert.That(stale, Is.Empty);
        var jumped = new RuleTable(new FeatureSaturated()).Play(
            30,
            (second, es) => AtEnd(es, TimeSpan.FromMinutes(second) + (second < 5 ? default : TimeSpan.FromHours(17)))
        );
        Assert.That(jumped, Is.EqualTo(Enumerable.Range(15, 15)), "ten minutes of the new day");
    }

    private static InstrumentFacts AtEnd(InstrumentFacts es, TimeSpan market) =>
        es with
        {
            MarketAt = DateTimeOffset.UnixEpoch + market,
            Features = [new FeatureFacts("volume_confirmation", true, 1, "")],
        };

    [Test]
    public void A_gate_that_never_refuses_is_information_after_two_hundred_judgements()
    {
        var table = new RuleTable(new GateInert());
        Assert.That(table.Play(1, (_, es) => es with { Gates = [new GateFacts("SPREAD", 199, 0, "inert")] }), Is.Empty);
        Assert.That(table.Play(1, (_, es) => es with { Gates = [new GateFacts("SPREAD", 200, 0, "inert")] }), Has.Length.EqualTo(1));
        Assert.That(
            (table.Newest.Severity, table.Newest.Text),
            Is.EqualTo((AlertSeverity.Information, "never refused in 200 judgements and more: SPREAD"))
        );
    }

    [Test]
    public void A_gate_that_refuses_all_or_knows_nothing_is_a_warning_of_its_own()
    {
        var findings = new Findings();
        var rule = new GateStrangling();
        foreach (var times in new[] { 1, 20 })
        {
            findings.Clear();
            var gates = new[]
            {
                new GateFacts("coverage", 20 * times, 20 * times, "strangling"),
                new GateFacts("not_halted", 20 * times, 20 * times, "strangling"),
                new GateFacts("MARGIN", 3 * times, 0, "unwired"),
                new GateFacts("SPREAD", 3 * times, 3, ""),
            };
            rule.Judge(RuleTable.Facts(es => es with { Gates = gates }), findings);
        }

        Assert.That(
            string.Join('\n', findings.Seen.Select(one => $"{one.Severity} {one.Subject}: {one.Text}")),
            Is.EqualTo("Warning ES coverage: refused 380 of 380 signals\nWarning ES MARGIN: did not know its figure in 57 judgements")
        );
    }

    [TestCase(2_000_000_000, null)]
    [TestCase(1_999_999_999, AlertSeverity.Warning)]
    [TestCase(500_000_000, AlertSeverity.Warning)]
    [TestCase(499_999_999, AlertSeverity.Error)]
    public void A_disk_is_low_by_what_is_free(long free, AlertSeverity? expected)
    {
        var findings = new Findings();
        new DiskLow().Judge(RuleTable.Facts() with { Disks = [new("/", "journal, log", free)] }, findings);
        Assert.That(findings.Seen.Select(one => (AlertSeverity?)one.Severity).SingleOrDefault(), Is.EqualTo(expected));
    }

    [Test]
    public void Each_disk_is_an_alert_of_its_own_that_names_what_lies_on_it()
    {
        var findings = new Findings();
        var disks = new DiskFacts[]
        {
            new("/", "journal, database", 900_000_000_000),
            new("/logs", "log", 1_500_000_000),
            new("/nas", "reports", null),
        };
        new DiskLow().Judge(RuleTable.Facts() with { Disks = disks }, findings);
        Assert.That(findings.Seen.Single().Subject, Is.EqualTo("/logs"));
        Assert.That(findings.Seen.Single().Text, Is.EqualTo("1500 MB are left on the disk of: log"));
    }

    [Test]
    public void A_journal_that_cannot_be_written_is_critical()
    {
        var findings = new Findings();
        new JournalFailing().Judge(RuleTable.Facts() with { JournalFailure = "No space left on device" }, findings);
        Assert.That(findings.Seen.Single().Severity, Is.EqualTo(AlertSeverity.Critical));
        Assert.That(findings.Seen.Single().Text, Does.Contain("No space left on device"));
    }

    [Test]
    public void Facts_of_a_plain_day_find_nothing()
    {
        var facts = RuleTable.Facts(es => es with { OwnLots = 2, WorkingStopLots = 2, SlowestFrameMs = 4, SecondsWithoutVolume = 1 });
        var findings = new Findings();
        foreach (var rule in AlertRules.Create())
            rule.Judge(facts with { Disks = [new("/", "journal", 50_000_000_000)] }, findings);
        Assert.That(findings.Seen, Is.Empty);
    }
}
