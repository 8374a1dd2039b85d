using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Tests.Accounts;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Risk;

public sealed class RiskGateTests
{
    private static readonly UnixNanos Now = new EntryCase().Now;

    [Test]
    public void An_entry_that_nothing_stands_against_is_approved_as_it_was_born()
    {
        Assert.That(
            new EntryCase { Lots = 2, Direction = Direction.Short }
                .Judge()
                .TryGetApproved(out var approved)
        );
        Assert.Multiple(() =>
        {
            Assert.That(approved.SignalId, Is.EqualTo(1));
            Assert.That(approved.Direction, Is.EqualTo(Direction.Short));
            Assert.That(approved.Lots.Value, Is.EqualTo(2));
            Assert.That(approved.Reference.Value, Is.EqualTo(24_000));
            Assert.That(approved.Limit.IsKnown, Is.False, "a market order");
            Assert.That((approved.StopTicks, approved.TargetTicks), Is.EqualTo((8, 16)));
        });
    }

    [Test]
    public void A_doubt_in_another_instrument_refuses_and_one_of_its_own_is_left_to_the_reconciliation()
    {
        var entry = new EntryCase();
        entry.Ledger.SetDoubt(Books.Es, true);
        Assert.That(entry.Refusals(), Is.Empty);
        entry.Ledger.SetDoubt(Books.Mes, true);
        Assert.That(entry.Refusals(), Is.EqualTo("POSITION_OPEN"));
        entry.Ledger.SetDoubt(Books.Mes, false);
        Assert.That(entry.Refusals(), Is.Empty);
    }

    [Test]
    public void By_setting_an_entry_is_a_limit_order_at_the_last_price()
    {
        var options = new RiskOptions { EntersAtLimit = true };
        Assert.That(
            new EntryCase
            {
                Options = options,
                Last = 24_001,
                Ask = 24_001,
            }
                .Judge()
                .TryGetApproved(out var approved)
        );
        Assert.That((approved.Limit.Value, approved.Reference.Value), Is.EqualTo((24_001, 24_001)));
    }

    [Test]
    public void Every_rule_speaks_on_every_signal_in_the_order_of_the_codes()
    {
        foreach (var entry in new[] { new EntryCase(), Hopeless() })
        {
            var verdict = entry.Judge();
            Assert.That(verdict.Findings.ToArray().Select(finding => (int)finding.Code), Is.EqualTo(Enumerable.Range(0, RiskCodes.Count)));
        }

        Assert.That(Enum.GetValues<RiskCode>(), Has.Length.EqualTo(RiskCodes.Count));
    }

    [Test]
    public void What_refuses_does_not_stop_the_others_from_being_recorded() =>
        Assert.That(
            Hopeless().Refusals().Split(' '),
            Is.EqualTo(Enum.GetValues<RiskCode>().Select(RiskCodes.NameOf).Except(["POSITION_CEILING", "PRICE_COLLAR"]))
        );

    [Test]
    public void A_verdict_that_nobody_made_refuses() =>
        Assert.Multiple(() =>
        {
            Assert.That(default(RiskVerdict).TryGetApproved(out _), Is.False);
            Assert.That(default(RiskFinding).Passed, Is.False);
            Assert.That(default(Approved).IsIssued, Is.False);
            Assert.That(RiskVerdict.Refusing(1, Now).RefusedText.Split(' '), Has.Length.EqualTo(RiskCodes.Count));
        });

    [Test]
    public void Nothing_known_is_no_entry()
    {
        var entry = new EntryCase();
        var gate = new RiskGate(entry.Options, EntryCase.Calendar);
        Assert.That(gate.Judge(entry.Born(), default, entry.Ledger, 0).IsApproved, Is.False);
        Assert.That(gate.Judge(default, entry.Moment(), entry.Ledger, 0).IsApproved, Is.False);
    }

    // Each case breaks one thing and is refused by the codes that it is about, and by no other.
    [TestCaseSource(nameof(Broken))]
    public void Refuses(EntryCase entry, string codes) => Assert.That(entry.Refusals(), Is.EqualTo(codes));

    // Each stands just on the right side of a limit.
    [TestCaseSource(nameof(Borderline))]
    public void Lets_pass(EntryCase entry) => Assert.That(entry.Refusals(), Is.Empty);

    [Test]
    public void Judging_allocates_nothing()
    {
        var (good, bad) = (new EntryCase(), Hopeless());
        var gate = new RiskGate(good.Options, EntryCase.Calendar);
        var meter = new GateMeter();
        var (born, moment, worseBorn, worse) = (good.Born(), good.Moment(), bad.Born(), bad.Moment());
        var approved = 0;
        void Many()
        {
            for (var i = 0; i < 500; i++)
            {
                meter.Take(gate.Judge(born, moment, good.Ledger, 0));
                approved += gate.Judge(worseBorn, worse, bad.Ledger, 0).IsApproved ? 1 : 0;
            }
        }

        Many();
        var before = AllocatedBytes.OfThisThread();
        Many();
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
        Assert.That(approved, Is.Zero);
    }

    private static IEnumerable<TestCaseData> Broken()
    {
        var entry = new EntryCase();
        yield return Case("a halted account", entry with { Ledger = With(l => l.Trip(TradingBreach.Kill)) }, "HALTED");
        yield return Case("a condition", entry with { Ledger = With(l => l.SetCondition(0, TradingCondition.Replay, true)) }, "HALTED");
        yield return Case("a stale feed", entry with { AreFeedsFresh = false }, "STALE_FEED");
        yield return Case("low coverage", entry with { Coverage = 0.6999 }, "COVERAGE");
        yield return Case("a wide spread", entry with { Bid = 23_997 }, "SPREAD");
        yield return Case("a one-sided book", entry with { Bid = 0 }, "SPREAD");
        yield return Case("no size", entry with { Lots = 0 }, "SIZE_ZERO");
        yield return Case("an open entry", entry with { HasOpenEntry = true }, "POSITION_OPEN");
        yield return Case(
            "an open entry elsewhere",
            entry with
            {
                Ledger = With(l => l.EntrySent(1, Books.Note(1, 1, 1, 1, Now))),
            },
            "POSITION_OPEN"
        );
        yield return Case("a position", entry with { Ledger = With(l => l.Fills(0, 1, 24_000, Now)) }, "POSITION_OPEN");
        yield return Case("a position elsewhere", entry with { Ledger = With(l => l.Fills(1, -1, 24_000, Now)) }, "POSITION_OPEN");
        yield return Case(
            "a position against it",
            entry with
            {
                Ledger = With(l => l.Fills(0, -1, 24_000, Now)),
            },
            "POSITION_OPEN OPPOSITE_POSITION"
        );
        yield return Case("little balance", entry with { BalanceCents = 1_299_999 }, "MARGIN");
        yield return Case("a fresh loss", entry with { Ledger = With(l => l.Trips(0, 23_900, -1, Now.Plus(-119.9))) }, "LOSS_COOLDOWN");
        yield return Case(
            "a fresh loss elsewhere",
            entry with
            {
                Ledger = With(l => l.Trips(1, 24_000, -1, Now.Plus(-119.9))),
            },
            "LOSS_COOLDOWN"
        );
        yield return Case("a losing level", entry with { Ledger = With(l => l.Trips(0, 24_008, -1, Now.Plus(-1_799))) }, "LOSS_LEVEL");
        yield return Case("a losing level below", entry with { Ledger = With(l => l.Trips(0, 23_992, -1, Now.Plus(-121))) }, "LOSS_LEVEL");
        yield return Case("no reconciliation", entry with { IsReconciled = false }, "RECONCILING");
        yield return Case("no stop", entry with { StopTicks = 0 }, "BRACKET_INVALID");
        yield return Case("a stop on the wrong side", entry with { StopTicks = -8 }, "BRACKET_INVALID");
        yield return Case("no direction", entry with { Direction = Direction.None }, "BRACKET_INVALID");
        yield return Case("no target", entry with { TargetTicks = 0 }, "BRACKET_INVALID");
    }

    private static IEnumerable<TestCaseData> Borderline()
    {
        var entry = new EntryCase();
        yield return Pass("coverage at its floor", entry with { Coverage = 0.70 });
        yield return Pass("a spread of two ticks", entry with { Bid = 23_998 });
        yield return Pass("a balance that is the margin", entry with { BalanceCents = 1_300_000 });
        yield return Pass("no balance told", entry with { BalanceCents = null });
        yield return Pass("a loss 120 s ago", entry with { Ledger = With(l => l.Trips(0, 23_900, -1, Now.Plus(-120))) });
        yield return Pass("a losing level 9 ticks away", entry with { Ledger = With(l => l.Trips(0, 24_009, -1, Now.Plus(-121))) });
        yield return Pass("a losing level 30 minutes ago", entry with { Ledger = With(l => l.Trips(0, 24_000, -1, Now.Plus(-1_800))) });
        yield return Pass(
            "a losing level of another instrument",
            entry with
            {
                Ledger = With(l => l.Trips(1, 24_000, -1, Now.Plus(-121))),
            }
        );
        yield return Pass("a gain just now", entry with { Ledger = With(l => l.Trips(0, 24_000, 16, Now)) });
        yield return Pass("an entry that ended", entry with { Ledger = With(Ended) });
    }

    // One price after another, so that nothing is merely unknown.
    private static EntryCase Hopeless()
    {
        var now = NewYork.At("2026-06-18 15:56");
        var ledger = Books.Ledger(new AccountOptions { TradesPerDay = 1, EntriesPerMinute = 1 }, now);
        ledger.Trips(0, 24_000, -160, now);
        ledger.Fills(0, -1, 24_000, now);
        ledger.EntrySent(0, Books.Note(1, 1, 1, 24_000, now));
        return new EntryCase
        {
            Ledger = ledger,
            Now = now,
            Options = new RiskOptions { NoVolumeSeconds = 1 },
            Lots = 0,
            StopTicks = 0,
            Coverage = 0.1,
            AreFeedsFresh = false,
            BookUnsoundSeconds = 5,
            Bid = 23_990,
            LastTradeSecondsAgo = 90,
            Mode = TradingMode.Live,
            BalanceCents = 0,
            IsReconciled = false,
        };
    }

    private static AccountLedger With(Action<AccountLedger> happened)
    {
        var ledger = Books.Ledger(at: Now.Plus(-3_600));
        happened(ledger);
        return ledger;
    }

    private static void Ended(AccountLedger ledger)
    {
        ledger.EntrySent(0, Books.Note(1, 1, 1, 23_000, Now));
        ledger.EntryEnded(0);
    }

    private static TestCaseData Case(string name, EntryCase entry, string codes) =>
        new TestCaseData(entry, codes).SetName($"Refuses {name}");

    private static TestCaseData Pass(string name, EntryCase entry) => new TestCaseData(entry).SetName($"Lets pass {name}");
}
