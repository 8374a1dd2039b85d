using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>From a signal to an order by events alone: what the stage has to know of study, market and switches.</summary>
public sealed class TradingStageTests
{
    [Test]
    public void An_approved_signal_is_an_order_on_paper()
    {
        var stage = new Stage();
        stage.Born(1);
        Assert.That(stage.Refusals, Is.Empty);
        Assert.That((stage.Trading.Orders.HasOpenEntry, stage.Trading.Paper.Position), Is.EqualTo((true, 0)), "a limit order that rests");
        stage.Trade(23_999);
        Assert.That((stage.Trading.Paper.Position, stage.Trading.Account.LotsOf(0)), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_halt_cancels_an_entry_that_has_not_filled()
    {
        var stage = new Stage();
        stage.Born(1);
        stage.Take(MarketEvent.Halt(stage.Now));
        Assert.That(stage.Trading.Orders.HasOpenEntry, Is.False);
        stage.Trade(23_990);
        Assert.That((stage.Trading.Paper.Position, stage.Trading.Account.LotsOf(0)), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_halt_closes_no_position()
    {
        var stage = new Stage();
        stage.Born(1);
        stage.Trade(23_999);
        stage.Take(MarketEvent.Halt(stage.Now));
        Assert.That((stage.Trading.Paper.Position, stage.Trading.Paper.WorkingStopLots), Is.EqualTo((1, 1)));
    }

    [Test]
    public void The_balance_of_another_account_is_not_this_ones()
    {
        var stage = new Stage();
        stage.Take(OrderEvents.PositionRead(stage.Now, new PositionReading(1, 0, 0, 0, 0, 1_000_00, "", stage.Now)));
        stage.Born(1);
        Assert.That(stage.Refusals, Is.EqualTo("MARGIN"));
        stage.Attach("SIM2");
        stage.Book();
        stage.Born(2);
        Assert.That(stage.Refusals, Is.Empty, "nobody has told its balance");
    }

    /// <summary>An entry that ended unasked may have filled: another instrument waits as the same one does.</summary>
    [Test]
    public void An_entry_that_ended_unasked_keeps_the_entries_of_other_instruments_back()
    {
        const int AnotherSlot = 1;
        var stage = new Stage(TradingMode.Sim);
        stage.Read(0);
        stage.Read(0);
        stage.Born(1);
        Assert.That(stage.Refusals, Is.Empty);
        var account = stage.Trading.Account;
        Assert.That(account.InDoubtBeside(AnotherSlot), Is.Zero);
        stage.Tell(stage.Trading.Intents[0].OrderId, OrderReportKind.Canceled);
        Assert.That((account.HasOpenEntry(0), account.LotsOf(0)), Is.EqualTo((false, 0)));
        Assert.That(account.InDoubtBeside(AnotherSlot), Is.EqualTo(1));
        for (var i = 0; i < 60; i++)
        {
            stage.Read(0);
            stage.Take(MarketEvent.Clock(stage.Now));
        }

        Assert.That(account.InDoubtBeside(AnotherSlot), Is.Zero, "two equal positions were told");
    }

    [Test]
    public void Fault_38_What_fills_after_a_kill_that_had_seen_flat_is_closed_too()
    {
        var stage = new Stage(TradingMode.Sim);
        stage.Read(0);
        stage.Read(0);
        stage.Take(MarketEvent.Clock(stage.Now));
        stage.Born(1);
        Assert.That(stage.Refusals, Is.Empty);
        var entry = stage.Trading.Intents[0].OrderId;
        stage.Tell(entry, OrderReportKind.Working);
        stage.Take(OrderEvents.Flatten(stage.Now, "by hand"));
        var flatten = stage.Trading.Intents.ToArray().Single(intent => intent.Kind == OrderIntentKind.Flatten).OrderId;
        stage.Tell(entry, OrderReportKind.Canceled);
        stage.Read(0);
        stage.Read(0);
        for (var tick = 0; tick < 50 && stage.Trading.Orders.IsFlattening; tick++)
        {
            stage.Read(0);
            stage.Take(MarketEvent.Clock(stage.Now));
        }

        Assert.That(stage.Trading.Orders.IsFlattening, Is.False, "flat was seen twice");
        var fill = new Fill(1, entry, OrderRole.Entry, Direction.Long, Contracts.Trusted(1), PriceTicks.Trusted(24_000), stage.Now, false);
        stage.Take(OrderEvents.Filled(stage.Now, fill));
        stage.Read(1);
        stage.Take(MarketEvent.Clock(stage.Now));
        var again = stage.Trading.Intents.ToArray().Single(intent => intent.Kind == OrderIntentKind.Flatten);
        Assert.That((again.OrderId == flatten, again.Reason), Is.EqualTo((false, "killed")));
    }

    [Test]
    public void Fault_42_The_close_comes_also_when_the_market_has_fallen_silent_and_no_clock_that_is_set_brings_it()
    {
        var stage = new Stage();
        stage.Born(1);
        stage.Trade(23_999);
        stage.Silent(1, hours: 3);
        Assert.That(stage.Trading.Orders.IsFlattening, Is.False, "14:00, and the clock of the PC was set to 17:00");
        stage.Silent(118 * 60);
        Assert.That(stage.Trading.Orders.IsFlattening, Is.False, "15:58");
        stage.Silent(90);
        Assert.That(stage.Trading.Paper.Position == 0 || stage.Trading.Orders.IsFlattening, Is.True, "15:59:30");
    }
}
