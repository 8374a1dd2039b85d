using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>The chart comes to show another contract while something of ours, or of a ghost, is open in the one before.</summary>
public sealed class ContractRollTests
{
    private const string Next = "ESU26_FUT_CME";

    [Test]
    public void Fault_44_A_chart_of_another_contract_says_nothing_of_what_is_open_and_no_entry_stands_beside_it()
    {
        var stage = new Stage(TradingMode.Sim);
        stage.Read(0);
        stage.Read(0);
        stage.Take(MarketEvent.Clock(stage.Now));
        stage.Born(1);
        Assert.That(stage.Refusals, Is.Empty);
        var entry = stage.Trading.Intents[0].OrderId;
        stage.Tell(entry, OrderReportKind.Working);
        stage.Take(OrderEvents.Filled(stage.Now, Of(entry, OrderRole.Entry, Direction.Long, 24_000, stage.Now)));
        stage.Read(1);
        Assert.That(stage.Trading.Orders.OwnPosition, Is.EqualTo(1));

        stage.Take(MarketEvent.StudyDetached(stage.Now));
        stage.Attach("SIM1", "ESU26_FUT_CME", isRoll: true);
        stage.LoseBracket();
        stage.Attach("SIM1", "ESU26_FUT_CME");
        stage.LoseBracket();
        Assert.That((stage.Trading.Orders.OwnPosition, stage.Trading.Account.LotsOf(0)), Is.EqualTo((1, 1)), "nothing was inferred");
        stage.Born(2);
        Assert.That(stage.Refusals, Does.Contain("RECONCILING"));
        Assert.That(stage.Trading.Account.RealizedCents, Is.GreaterThanOrEqualTo(-215), "only the entry's fee");

        stage.Attach("SIM1", isRoll: true);
        for (var i = 0; i < 30; i++)
        {
            stage.Read(1);
            stage.Take(MarketEvent.Clock(stage.Now));
        }

        Assert.That((stage.Trading.Orders.OwnPosition, stage.Trading.Orders.ExternalPosition), Is.EqualTo((1, 0)), "back, and known");
    }

    [Test]
    public void Fault_44_The_price_of_another_contract_is_no_loss_of_what_is_open()
    {
        var stage = new Stage(TradingMode.Sim);
        EnterSim(stage);
        stage.Take(MarketEvent.StudyDetached(stage.Now));
        stage.Attach("SIM1", Next, isRoll: true);
        // 250 points lower: 12,500 $ if it were a price of the position.
        stage.Trade(23_000);
        var account = stage.Trading.Account;
        Assert.That((account.Breaches, account.OpenCents), Is.EqualTo((TradingBreach.None, 0L)));
    }

    [TestCase(Direction.Long)]
    [TestCase(Direction.Short)]
    public void Fault_44_A_position_on_paper_ends_at_the_old_contracts_last_price(Direction direction)
    {
        var stage = new Stage();
        stage.Born(1, direction);
        var sign = direction == Direction.Long ? 1 : -1;
        stage.Trade(24_000 - sign);
        Assert.That(stage.Trading.Paper.Position, Is.EqualTo(sign), "the limit at 24,000 was traded through");
        stage.Trade(24_000 + (3 * sign));

        stage.Take(MarketEvent.StudyDetached(stage.Now));
        stage.Attach("SIM1", Next, isRoll: true);
        var flatten = stage.Trading.Intents.ToArray().Single(intent => intent.Kind == OrderIntentKind.Flatten);
        var trip = stage.Trading.RoundTrips.ToArray().Single();
        stage.Trade(23_000);
        stage.Trade(25_000);

        Assert.That(flatten.Reason, Is.EqualTo("contract_changed"));
        Assert.That(
            (stage.Trading.Paper.Position, stage.Trading.Account.LotsOf(0), stage.Trading.Orders.HasSomething),
            Is.EqualTo((0, 0, false))
        );
        // Three ticks of 12.50 $, less 2.15 $ a side.
        Assert.That(trip.ProfitCents, Is.EqualTo((3 * 1_250) - 430));
        Assert.That(stage.Trading.Account.RealizedCents, Is.EqualTo(trip.ProfitCents), "and nothing of the new contract's prices");
        Assert.That(stage.Trading.Ghosts.Open, Is.Zero);
        Assert.That(stage.Trading.Ghosts.Lost, Is.EqualTo(1), "a ghost has no price in another contract");
    }

    [Test]
    public void Fault_44_An_entry_on_paper_that_rests_is_cancelled()
    {
        var stage = new Stage();
        stage.Born(1);
        Assert.That(stage.Trading.Orders.HasOpenEntry, Is.True);
        stage.Attach("SIM1", Next, isRoll: true);
        stage.Trade(23_000);
        Assert.That((stage.Trading.Orders.HasOpenEntry, stage.Trading.Paper.Position), Is.EqualTo((false, 0)));
    }

    private static void EnterSim(Stage stage)
    {
        stage.Read(0);
        stage.Read(0);
        stage.Take(MarketEvent.Clock(stage.Now));
        stage.Born(1);
        var entry = stage.Trading.Intents[0].OrderId;
        stage.Tell(entry, OrderReportKind.Working);
        stage.Take(OrderEvents.Filled(stage.Now, Of(entry, OrderRole.Entry, Direction.Long, 24_000, stage.Now)));
        stage.Read(1);
        Assert.That(stage.Trading.Account.LotsOf(0), Is.EqualTo(1));
    }

    private static Fill Of(ulong id, OrderRole role, Direction direction, int price, UnixNanos at) =>
        new(id + 100, id, role, direction, Contracts.Trusted(1), PriceTicks.Trusted(price), at, false);
}
