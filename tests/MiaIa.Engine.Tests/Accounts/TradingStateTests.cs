using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;
using static MiaIa.Engine.Tests.Accounts.Books;

namespace MiaIa.Engine.Tests.Accounts;

public sealed class TradingStateTests
{
    [Test]
    public void Conditions_block_their_instrument_and_heal_by_themselves()
    {
        var ledger = Ledger();
        ledger.SetCondition(Es, TradingCondition.StaleFeed, true);
        ledger.SetCondition(Es, TradingCondition.Reconciling, true);
        Assert.Multiple(() =>
        {
            Assert.That(ledger.StateOf(Es), Is.EqualTo(TradingState.Reducing));
            Assert.That(ledger.ReasonOf(Es), Is.EqualTo("stale_feed, reconciling"));
            Assert.That(ledger.StateOf(Mes), Is.EqualTo(TradingState.Active), "another chart is not stale by it");
        });
        ledger.SetCondition(Es, TradingCondition.StaleFeed, false);
        Assert.That(ledger.ReasonOf(Es), Is.EqualTo("reconciling"));
        ledger.SetCondition(Es, TradingCondition.Reconciling, false);
        Assert.That(ledger.StateOf(Es), Is.EqualTo(TradingState.Active));
        Assert.That(ledger.ReasonOf(Es), Is.Empty);
    }

    [TestCase(TradingBreach.Kill, "kill")]
    [TestCase(TradingBreach.Runaway, "runaway")]
    [TestCase(TradingBreach.Person, "person")]
    public void A_breach_halts_every_instrument_until_a_person_lifts_it(TradingBreach breach, string reason)
    {
        var ledger = Ledger();
        ledger.Trip(breach);
        ledger.SetCondition(Es, TradingCondition.StaleFeed, true);
        ledger.SetCondition(Es, TradingCondition.StaleFeed, false);
        ledger.Advance(NewYork.At("2026-06-11 10:00"));
        Assert.That((ledger.StateOf(Es), ledger.StateOf(Mes)), Is.EqualTo((TradingState.Halted, TradingState.Halted)));
        Assert.That(ledger.ReasonOf(Mes), Is.EqualTo(reason));
        Assert.That(ledger.Resume(), Is.EqualTo(TradingBreach.None));
        Assert.That(ledger.StateOf(Es), Is.EqualTo(TradingState.Active));
    }

    [Test]
    public void The_loss_limit_is_reached_by_an_open_loss_too()
    {
        var ledger = Ledger();
        ledger.Fills(Es, 2, 24_000, Morning);
        // Less the fees of two sides, 1995.70 $ are left: 79 ticks of 25 $ are 1975 $, 80 are 2000 $.
        Assert.That(ledger.Mark(Es, PriceTicks.Trusted(24_000 - 79)), Is.False);
        Assert.That(ledger.Mark(Es, PriceTicks.Trusted(24_000 - 80)), Is.True, "it is said when it happens");
        Assert.That(ledger.Mark(Es, PriceTicks.Trusted(24_000 - 81)), Is.False, "and once");
        Assert.That(ledger.Mark(Es, PriceTicks.Trusted(24_010)), Is.False);
        Assert.That(ledger.ReasonOf(Es), Is.EqualTo("daily_loss"), "a recovery does not lift it");
    }

    [Test]
    public void Old_tape_from_before_the_position_reaches_no_limit()
    {
        var ledger = Ledger();
        ledger.Fills(Es, 2, 24_000, Morning);
        ledger.Mark(Es, PriceTicks.Trusted(24_001), Morning);
        Assert.That(ledger.Mark(Es, PriceTicks.Trusted(23_000), Morning.Plus(-0.001)), Is.False);
        Assert.That(ledger.OpenCents, Is.EqualTo(2_500));
        Assert.That(ledger.Mark(Es, PriceTicks.Trusted(23_000), Morning), Is.True);
    }

    // 80 ticks of two contracts and the fees of two sides are 2004.30 $.
    [TestCase(200_430, true)]
    [TestCase(200_431, false)]
    public void The_loss_limit_is_reached_by_exactly_its_sum(long limit, bool isReached)
    {
        var ledger = Ledger(new AccountOptions { DailyLossLimitCents = limit });
        ledger.Fills(Es, 2, 24_000, Morning);
        Assert.That(ledger.Mark(Es, PriceTicks.Trusted(24_000 - 80)), Is.EqualTo(isReached));
    }

    [Test]
    public void An_open_gain_is_no_allowance_for_what_is_lost()
    {
        var ledger = Ledger();
        ledger.Fills(Mes, 10, 24_000, Morning);
        ledger.Mark(Mes, PriceTicks.Trusted(24_100));
        ledger.Trips(Es, 24_000, -160, Morning);
        Assert.That(ledger.Breaches, Is.EqualTo(TradingBreach.DailyLoss));
    }

    [Test]
    public void Runaway_that_a_person_lifts_begins_to_count_anew()
    {
        var ledger = Ledger();
        for (ulong i = 1; i <= 6; i++)
            ledger.EntrySent(Es, Note(i, i, 1, 24_000, Morning));
        ledger.Trip(TradingBreach.Runaway);
        Assert.That(ledger.EntriesInMinuteWith(Morning), Is.EqualTo(7));
        ledger.Resume();
        Assert.That(ledger.EntriesInMinuteWith(Morning), Is.EqualTo(1));
        Assert.That(ledger.IdenticalWith(Es, Direction.Long, 1, PriceTicks.Trusted(24_000)), Is.EqualTo(1));
    }
}
