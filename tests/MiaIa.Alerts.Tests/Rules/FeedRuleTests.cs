using MiaIa.Alerts.Book;
using MiaIa.Alerts.Facts;
using MiaIa.Alerts.Rules;

namespace MiaIa.Alerts.Tests.Rules;

public sealed class FeedRuleTests
{
    [Test]
    public void One_slow_second_is_no_latency_and_three_of_ten_are()
    {
        var table = new RuleTable(new LatencyHigh());
        Assert.That(table.Play(60, (second, es) => es with { SlowestFrameMs = second % 10 == 0 ? 400 : 3 }), Is.Empty);
        var found = new RuleTable(new LatencyHigh()).Play(
            60,
            (second, es) => es with { SlowestFrameMs = second is 20 or 24 or 28 ? 51 : 3 }
        );
        Assert.That(found, Is.EqualTo(Enumerable.Range(28, 2)), "from the third slow second until the first is ten seconds ago");
        Assert.That(
            new RuleTable(new LatencyHigh()).Play(60, (_, es) => es with { SlowestFrameMs = 50 }),
            Is.Empty,
            "above 50 ms, not at it"
        );
    }

    [Test]
    public void The_text_of_a_latency_has_its_figures()
    {
        var table = new RuleTable(new LatencyHigh());
        table.Play(10, (second, es) => es with { SlowestFrameMs = second < 6 ? 3 : 60 + second });
        Assert.That(table.Newest.Text, Is.EqualTo("from the study to the engine up to 69 ms, above 50 ms in 4 of the last 10 s"));
        Assert.That((table.Newest.Subject, table.Newest.Severity), Is.EqualTo(("ES", AlertSeverity.Warning)));
    }

    [Test]
    public void No_volume_begins_at_its_limit_and_is_never_found_outside_regular_hours()
    {
        var table = new RuleTable(new NoVolume());
        Assert.That(table.Play(100, (second, es) => es with { SecondsWithoutVolume = second }), Is.EqualTo(Enumerable.Range(60, 40)));
        Assert.That(table.Newest.Text, Does.Contain("99 s").And.Contain("NO_VOLUME"));
        Assert.That(table.Newest.Severity, Is.EqualTo(AlertSeverity.Error));
        // Outside them, on a half-day from 13:00 on too, the core says 0: however long nothing trades.
        Assert.That(table.Play(4000, (_, es) => es with { SecondsWithoutVolume = 0, IsRegular = false }), Is.Empty);
    }

    [Test]
    public void Before_the_first_trade_of_all_the_wait_is_by_the_engines_clock()
    {
        var found = new RuleTable(new NoVolume()).Play(
            100,
            (second, es) => es with { SecondsWithoutVolume = second is >= 10 and < 90 ? double.NaN : 0 }
        );
        Assert.That(found, Is.EqualTo(Enumerable.Range(70, 20)));
    }

    [Test]
    public void A_feed_is_stale_after_five_seconds_of_an_open_market_and_worse_with_a_position()
    {
        var table = new RuleTable(new StaleFeed());
        Assert.That(table.Play(20, (second, es) => es with { IsFeedStale = second >= 10 }), Is.EqualTo(Enumerable.Range(15, 5)));
        Assert.That(table.Newest.Severity, Is.EqualTo(AlertSeverity.Warning));
        Assert.That(table.Play(30, (_, es) => es with { IsFeedStale = true, OwnLots = -2 }, from: 20), Has.Length.EqualTo(10));
        Assert.That(table.Newest.Severity, Is.EqualTo(AlertSeverity.Error));
        Assert.That(table.Newest.Text, Does.Contain("-2 lots of ours are open"));
        _ = table.Play(31, (_, es) => es with { IsFeedStale = true, OwnLots = 1 }, from: 30);
        Assert.That(table.Newest.Text, Does.EndWith("; +1 lot of ours is open"));
    }

    [TestCase(true, 0.4, "the study or its book is silent; no entries")]
    [TestCase(true, 7, "the study or its book is silent, last heard 7 s ago; no entries")]
    [TestCase(false, 0.4, "no study is attached, last heard 0 s ago; no entries")]
    public void One_that_is_heard_all_the_time_is_not_said_to_be_heard_last(bool isAttached, double secondsAgo, string text)
    {
        var table = new RuleTable(new StaleFeed());
        table.Play(10, (_, es) => es with { IsFeedStale = true, IsAttached = isAttached, SecondsSinceHeard = secondsAgo });
        Assert.That(table.Newest.Text, Is.EqualTo(text));
    }

    [TestCase(false, true, TestName = "A feed that nobody uses is not missed")]
    [TestCase(true, false, TestName = "A feed of a closed market is not missed")]
    public void Nobody_misses_it(bool isUsed, bool isOpen) =>
        Assert.That(
            new RuleTable(new StaleFeed()).Play(60, (_, es) => es with { IsFeedStale = true, IsUsed = isUsed, IsMarketOpen = isOpen }),
            Is.Empty
        );

    [Test]
    public void A_study_that_comes_back_is_told_and_the_first_time_is_not()
    {
        var table = new RuleTable(new Reconnected());
        var found = table.Play(100, (second, es) => es with { IsAttached = second is (>= 5 and < 20) or >= 50 });
        Assert.That(found, Is.EqualTo(Enumerable.Range(50, 1)));
        Assert.That((table.Newest.Text, table.Newest.IsEvent), Is.EqualTo(("the study is attached again, after 30 s", true)));
    }

    [Test]
    public void So_is_the_gateway()
    {
        var table = new RuleTable(new Reconnected());
        var found = table.Play(100, second => RuleTable.Facts() with { Ibkr = new IbkrFacts { IsLive = second is not (>= 40 and < 60) } });
        Assert.That(found, Is.EqualTo(Enumerable.Range(60, 1)));
        Assert.That(table.Newest.Subject, Is.EqualTo("IBKR"));
    }

    [Test]
    public void A_clock_that_is_off_is_found_while_a_study_is_attached()
    {
        var table = new RuleTable(new ClockOff());
        Assert.That(
            table.Play(10, (second, es) => es with { IsClockOff = second >= 3, IsAttached = second < 7 }),
            Is.EqualTo(Enumerable.Range(3, 4))
        );
        Assert.That(table.Newest.Severity, Is.EqualTo(AlertSeverity.Error));
    }

    [Test]
    public void A_clock_that_agrees_again_is_told_before_a_signal_can_stand_beside_its_alert()
    {
        var (book, rule, findings) = (new AlertBook(), new ClockOff(), new Findings());
        var facts = RuleTable.Facts(es => es with { IsClockOff = true });
        rule.Judge(facts, findings);
        Assert.That(book.Step(facts.At, findings).Single().Cause, Is.EqualTo(NoticeCause.Raised));
        findings.Clear();
        rule.Judge(RuleTable.Facts(), findings);
        Assert.That(book.Step(facts.At.AddSeconds(1), findings).Single().Cause, Is.EqualTo(NoticeCause.Resolved));
    }

    [Test]
    public void Of_a_clock_that_was_off_when_the_market_closed_nobody_can_tell_anything()
    {
        var facts = RuleTable.Facts(es => es with { IsClockOff = true, IsMarketOpen = false });
        var findings = new Findings();
        new ClockOff().Judge(facts, findings);
        Assert.That(findings.Seen, Is.Empty);
        var book = new AlertBook();
        var open = new Findings();
        new ClockOff().Judge(RuleTable.Facts(es => es with { IsClockOff = true }), open);
        Assert.That(book.Step(facts.At, open).Single().Cause, Is.EqualTo(NoticeCause.Raised));
        Assert.That(book.Step(facts.At.AddMinutes(9), findings).Select(told => told.Cause), Has.None.EqualTo(NoticeCause.Resolved));
        Assert.That(book.Step(facts.At.AddMinutes(11), findings).Single().Cause, Is.EqualTo(NoticeCause.Expired));
    }

    [Test]
    public void An_error_of_IBKR_is_critical_and_lasts_until_a_minute_of_a_live_link()
    {
        var table = new RuleTable(new IbkrError());
        var found = table.Play(
            200,
            second =>
                RuleTable.Facts() with
                {
                    Ibkr = new IbkrFacts
                    {
                        Link = second < 100 ? "Waiting" : "Live",
                        IsLive = second >= 100,
                        News =
                            second == 10
                                ? [new IbkrNews("connected", false, "all is well"), new IbkrNews("gateway_wedged", true, "restart it")]
                                : [],
                    },
                }
        );
        Assert.That(found, Is.EqualTo(Enumerable.Range(10, 90)), "it was told more than a minute before the link is live");
        Assert.That(table.Newest.Severity, Is.EqualTo(AlertSeverity.Critical));
        Assert.That(table.Newest.Text, Is.EqualTo("gateway_wedged: restart it (link Waiting)"));
    }

    [Test]
    public void An_error_that_is_not_over_lasts_on_a_live_link_too()
    {
        var told = new IbkrNews("competing_session", true, "log it out");
        IReadOnlyList<IbkrNews> open = [new IbkrNews("clock_differs", true, "set it right"), told];
        var table = new RuleTable(new IbkrError());
        var found = table.Play(
            400,
            second =>
                RuleTable.Facts() with
                {
                    Ibkr = new IbkrFacts
                    {
                        Link = "Live",
                        IsLive = true,
                        News = second == 10 ? [told] : [],
                        OpenErrors = second is >= 10 and < 300 ? open : [],
                    },
                }
        );
        Assert.That(found, Is.EqualTo(Enumerable.Range(10, 290)), "told once, long ago, and not over");
        Assert.That(table.Newest.Text, Is.EqualTo("competing_session: log it out; also clock_differs (link Live)"));
    }

    [Test]
    public void A_contract_that_IBKR_does_not_know_is_told_by_its_name_until_it_is_found()
    {
        var table = new RuleTable(new ContractUnknown());
        var found = table.Play(
            100,
            second =>
                RuleTable.Facts() with
                {
                    Ibkr = new IbkrFacts { IsLive = true, UnknownContracts = second is >= 10 and < 60 ? ["SPX IND"] : [] },
                }
        );
        Assert.That(found, Is.EqualTo(Enumerable.Range(10, 50)));
        Assert.That((table.Newest.Subject, table.Newest.Severity), Is.EqualTo(("SPX IND", AlertSeverity.Warning)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Without_IBKR_nobody_can_tell_whether_it_knows_a_contract_by_now(bool isLive)
    {
        var (book, facts) = (new AlertBook(), RuleTable.Facts());
        Assert.That(Step(facts.At, true, ["SPX IND"]).Single().Cause, Is.EqualTo(NoticeCause.Raised));
        var told = Step(facts.At.AddMinutes(9), isLive, []).Select(notice => notice.Cause);
        Assert.That(told, isLive ? Has.One.EqualTo(NoticeCause.Resolved) : Is.Empty);

        IReadOnlyList<AlertNotice> Step(DateTimeOffset at, bool live, string[] unknown)
        {
            var findings = new Findings();
            new ContractUnknown().Judge(
                facts with
                {
                    At = at,
                    Ibkr = new IbkrFacts { IsLive = live, UnknownContracts = unknown },
                },
                findings
            );
            return book.Step(at, findings);
        }
    }

    [TestCase(6800, 1, "up", false)]
    [TestCase(6800, 60, "unknown", false)]
    [TestCase(6800, 61, "up", true)]
    [TestCase(0, 0, "unknown", true)]
    [TestCase(double.NaN, 0, "up", true)]
    [TestCase(6800, 1, "down", true)]
    [TestCase(6800, 1, "delayed", true)]
    [TestCase(6800, 1, "frozen", true)]
    public void An_index_is_judged_in_regular_hours(double points, double age, string condition, bool isWrong)
    {
        var index = new IndexFacts("SPX", points, age, condition);
        var table = new RuleTable(new IndexInvalid());
        Assert.That(table.Play(1, (_, es) => es with { Index = index }), Has.Length.EqualTo(isWrong ? 1 : 0));
        Assert.That(table.Play(1, (_, es) => es with { Index = index, IsRegular = false }), Is.Empty);
        Assert.That(table.Play(1, (_, es) => es with { Index = index, IsUsed = false }), Is.Empty);
    }

    [Test]
    public void Two_instruments_of_one_index_make_one_alert()
    {
        var facts = RuleTable.Facts(es => es with { Index = new IndexFacts("SPX", 0, 0, "down") });
        var findings = new Findings();
        new IndexInvalid().Judge(facts with { Instruments = [facts.Instruments[0], facts.Instruments[0] with { Name = "MES" }] }, findings);
        Assert.That(findings.Seen.Single().Subject, Is.EqualTo("SPX"));
    }
}
