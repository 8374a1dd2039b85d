using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using static MiaIa.Engine.Tests.Paper.PaperStep;

namespace MiaIa.Engine.Tests.Paper;

public sealed class PaperBrokerTests
{
    private static PaperStep Quiet => Book([new(99, 50), new(98, 50)], [new(100, 50), new(101, 50)]);

    [Test]
    public void Fault_29_Stop_and_target_cover_the_lots_that_are_filled()
    {
        var run = new PaperRun();
        run.Play(Book([new(99, 9)], [new(100, 2)]), Enter(1, 5, isLong: true, stopTicks: 4, targetTicks: 4));
        Assert.That(Protection(run), Is.EqualTo((2, 2, 2)), "the book had two");
        run.Play(Book([new(99, 9)], [new(100, 1), new(101, 9)]));
        Assert.That(Protection(run), Is.EqualTo((5, 5, 5)));
        Assert.That(Filled(run), Is.EqualTo("Entry 100×2, Entry 100×1, Entry 101×2"));
        // The target stands 4 ticks from the first fill, and a trade of 3 beyond it fills 3.
        run.Play(Trade(105, 3, isBuy: true));
        Assert.That(Protection(run), Is.EqualTo((2, 2, 2)));
        run.Play(Trade(96, 1, isBuy: false));
        Assert.That(Filled(run), Does.EndWith("Target 104×3"), "nobody bids at 96 any more: it waits");
        run.Play(Book([new(95, 1), new(94, 9)], [new(96, 9)]));
        Assert.That(Filled(run), Does.EndWith("Target 104×3, Stop 95×1, Stop 94×1"));
        Assert.That(Protection(run), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void Fault_29_The_first_exit_cancels_what_is_left_of_the_entry()
    {
        var run = new PaperRun();
        run.Play(Quiet, Enter(1, 5, isLong: true, limit: 98), Trade(97, 2, isBuy: false));
        Assert.That(Filled(run), Is.EqualTo("Entry 98×2"));
        run.Play(Trade(115, 9, isBuy: true));
        Assert.That(
            run.Reports.Single(report => report.Kind == OrderReportKind.Canceled && report.Role == OrderRole.Entry).FilledLots.Value,
            Is.EqualTo(2)
        );
        run.Play(Trade(90, 9, isBuy: false));
        Assert.That(Filled(run), Is.EqualTo("Entry 98×2, Target 114×2"));
    }

    [TestCase("none")]
    [TestCase("crossed")]
    [TestCase("locked")]
    [TestCase("one-sided")]
    [TestCase("lost")]
    public void Fault_11_A_market_order_waits_for_a_sound_book_and_says_so(string book)
    {
        var run = new PaperRun();
        run.Play(
            book switch
            {
                "crossed" => Book([new(101, 5)], [new(100, 5)]),
                "locked" => Book([new(100, 5)], [new(100, 5)]),
                "one-sided" => Book([], [new(100, 5)]),
                "lost" => Quiet,
                _ => Trade(100, 1, isBuy: true),
            }
        );
        if (book == "lost")
            run.Play(Lose());
        run.Play(Enter(1, 2, isLong: true), Trade(100, 5, isBuy: true), Trade(100, 5, isBuy: false));
        Assert.Multiple(() =>
        {
            Assert.That(run.Fills, Is.Empty);
            Assert.That(run.Broker.IsWaiting);
            Assert.That(run.Reports.Select(report => report.Kind), Is.EqualTo(SentAndWorking));
        });
        run.Play(Quiet);
        Assert.That(Filled(run), Is.EqualTo("Entry 100×2"));
        Assert.That(run.Broker.IsWaiting, Is.False);
    }

    [Test]
    public void Fault_27_An_entry_that_comes_twice_is_one_order()
    {
        var run = new PaperRun();
        run.Play(Quiet, Enter(1, 1, isLong: true), Enter(1, 1, isLong: true));
        Assert.That(run.Reports[^1].Kind, Is.EqualTo(OrderReportKind.Exists));
        Assert.That(run.Broker.Position, Is.EqualTo(1));
        run.Play(Flatten(2), Enter(1, 1, isLong: true));
        Assert.That(run.Broker.Position, Is.Zero, "also when it is long over");
    }

    [Test]
    public void Fault_30_A_cancel_that_comes_after_the_fill_leaves_the_position_and_its_protection()
    {
        var run = new PaperRun();
        run.Play(Quiet, Enter(1, 2, isLong: false), Cancel(1));
        Assert.That(run.Broker.Reports.IsEmpty, "nothing was cancelled");
        Assert.That(Protection(run), Is.EqualTo((-2, 2, 2)));
    }

    [Test]
    public void Fault_39_A_flatten_that_comes_again_never_reverses()
    {
        var run = new PaperRun();
        run.Play(Quiet, Enter(1, 5, isLong: true), Lose(), Flatten(2), Flatten(3));
        Assert.That(run.Reports[^1] is { Kind: OrderReportKind.Exists, OrderId: 3, Role: OrderRole.Exit, BrokerId: 0 });
        run.Play(Book([new(99, 3)], [new(100, 9)]), Flatten(4), Book([new(98, 9)], [new(100, 9)]), Flatten(5), Quiet);
        Assert.Multiple(() =>
        {
            Assert.That(Filled(run), Is.EqualTo("Entry 100×5, Exit 99×3, Exit 98×2"));
            Assert.That(run.Fills.Where(fill => fill.Role == OrderRole.Exit).Select(fill => fill.OrderId), Is.All.EqualTo(2));
            Assert.That(run.Reports[^1] is { Kind: OrderReportKind.Refused, OrderId: 5, Code: "flat" });
            Assert.That(run.Broker.Position, Is.Zero);
        });
    }

    [Test]
    public void Fault_39_A_flatten_while_the_stop_is_being_filled_makes_no_second_exit()
    {
        var run = new PaperRun();
        run.Play(Quiet, Enter(1, 5, isLong: true), Lose(), Trade(90, 1, isBuy: false), Flatten(2), Quiet, Quiet);
        Assert.That(Filled(run), Is.EqualTo("Entry 100×5, Stop 99×5"));
    }

    [Test]
    public void A_stop_that_is_jumped_over_is_filled_where_the_book_stands_not_at_its_price()
    {
        var run = new PaperRun();
        run.Play(Quiet, Enter(1, 1, isLong: true), Book([new(85, 5)], [new(86, 5)]));
        Assert.That(Filled(run), Is.EqualTo("Entry 100×1"), "a quote triggers nothing");
        run.Play(Trade(86, 1, isBuy: true));
        Assert.That(Filled(run), Is.EqualTo("Entry 100×1, Stop 85×1"));
        Assert.That(run.Trips[0] is { AdverseTicks: 14, FavourableTicks: 0, LotTicks: -15 });
    }

    [Test]
    public void The_trade_that_was_there_before_the_stop_does_not_trigger_it()
    {
        var run = new PaperRun();
        // Bought at 95 by a trade at 80, which is far beyond the stop at 87; the next trade at 88 is not.
        run.Play(Quiet, Enter(1, 1, isLong: true, limit: 95), Trade(80, 1, isBuy: false), Quiet, Trade(88, 1, isBuy: true));
        Assert.That(Filled(run), Is.EqualTo("Entry 95×1"));
        run.Play(Trade(87, 1, isBuy: false), Quiet);
        Assert.That(Filled(run), Is.EqualTo("Entry 95×1, Stop 99×1"));
    }

    [Test]
    public void Our_own_fills_are_missing_from_the_book_until_the_next_one()
    {
        var run = new PaperRun();
        run.Play(Book([new(99, 9)], [new(100, 3), new(101, 9)]), Enter(1, 2, isLong: true), Enter(2, 2, isLong: true));
        Assert.That(Filled(run), Is.EqualTo("Entry 100×2, Entry 100×1, Entry 101×1"));
        run.Play(Book([new(99, 9)], [new(100, 3), new(101, 9)]), Enter(3, 3, isLong: true));
        Assert.That(Filled(run), Does.EndWith("Entry 100×3"));
    }

    [Test]
    public void A_limit_that_meets_the_other_side_takes_up_to_its_price_and_the_rest_waits_in_front()
    {
        var run = new PaperRun();
        run.Play(Book([new(99, 9)], [new(100, 2), new(101, 2), new(102, 9)]), Enter(1, 6, isLong: true, limit: 101));
        Assert.That(Filled(run), Is.EqualTo("Entry 100×2, Entry 101×2"));
        run.Play(Trade(101, 1, isBuy: false));
        Assert.That(Filled(run.QueueFills), Does.EndWith("Entry 101×2, Entry 101×1"), "nobody stood before it");
        run.Play(Trade(100, 5, isBuy: false));
        Assert.That(Filled(run), Does.EndWith("Entry 101×2, Entry 101×2"));
    }

    [Test]
    public void Cancels_shorten_the_queue_only_as_far_as_the_level_shrinks()
    {
        var run = new PaperRun();
        run.Play(Book([new(99, 100)], [new(100, 9)]), Enter(1, 5, isLong: true, limit: 99));
        run.Play(Book([new(99, 400)], [new(100, 9)]), Book([new(99, 60)], [new(100, 9)]), Book([new(99, 90)], [new(100, 9)]));
        run.Play(Trade(99, 60, isBuy: false));
        Assert.That(run.QueueFills, Is.Empty);
        run.Play(Trade(99, 1, isBuy: true));
        Assert.That(run.QueueFills, Is.Empty, "a buyer at our bid takes nothing from it");
        run.Play(Trade(99, 2, isBuy: false));
        Assert.That(Filled(run.QueueFills), Is.EqualTo("Entry 99×2"));
    }

    [Test]
    public void Behind_what_is_visible_a_limit_waits_behind_everything_that_shows_up()
    {
        var run = new PaperRun();
        run.Play(Quiet, Enter(1, 1, isLong: true, targetTicks: 5), Trade(105, 500, isBuy: true));
        Assert.That(Filled(run.QueueFills), Is.EqualTo("Entry 100×1"), "what stood at 105 was never seen");
        run.Play(Book([new(103, 9)], [new(104, 9), new(105, 20)]), Trade(105, 20, isBuy: true));
        Assert.That(Filled(run.QueueFills), Is.EqualTo("Entry 100×1"));
        run.Play(Trade(105, 1, isBuy: true));
        Assert.That(Filled(run.QueueFills), Is.EqualTo("Entry 100×1, Target 105×1"));
        Assert.That(run.Broker.Position, Is.EqualTo(1), "by the lower bound it is still open");
    }

    [Test]
    public void Money_is_in_whole_cents_after_fees_with_slippage_for_what_left_at_the_market()
    {
        var run = new PaperRun();
        run.Play(
            Quiet,
            Enter(1, 2, isLong: true),
            Trade(117, 1, isBuy: true),
            Book([new(92, 9)], [new(93, 9)]),
            Trade(92, 1, isBuy: false)
        );
        // One contract won 16 ticks by its target, one lost 8 by its stop: 8 ticks of 12.50 $, four fees of 2.15 $.
        var trip = run.Trips.Single();
        Assert.Multiple(() =>
        {
            Assert.That(trip.Profit, Is.EqualTo(new SlippageCents(9_140, 7_890, 6_640)));
            Assert.That(trip is { MarketLots: 1, LotTicks: 8, AdverseTicks: 8, FavourableTicks: 17, Rule: LimitRule.Through });
            Assert.That(run.Broker.Day.Profit, Is.EqualTo(trip.Profit));
            Assert.That(run.Broker.Day is { Trips: 1, Lots: 2, LotTicks: 8 });
            Assert.That(run.Broker.Day.Winners(2), Is.EqualTo(1));
        });
        run.Broker.BeginDay(100);
        Assert.That(run.Broker.Day.Profit, Is.Default);
        run.Play(Quiet, Enter(2, 1, isLong: true), Trade(117, 1, isBuy: true));
        Assert.That(run.Trips[^1].Profit.Zero, Is.EqualTo(20_000 - 200));
    }

    [Test]
    public void What_the_risk_gate_did_not_make_is_refused()
    {
        var run = new PaperRun(new PaperOptions { EntriesMax = 1 });
        run.Play(Quiet);
        run.Broker.Submit(new OrderIntent(OrderIntentKind.Enter, 1, default, "test", run.Now));
        Assert.That(run.Broker.Reports[0] is { Kind: OrderReportKind.Refused, Code: "not_approved" });
        run.Play(Enter(1, 1, isLong: true, stopTicks: 0));
        Assert.That(run.Reports[^1] is { Kind: OrderReportKind.Refused, Code: "bracket_invalid" });
        run.Play(Enter(1, 1, isLong: true), Enter(2, 1, isLong: true));
        Assert.That(run.Reports[^1] is { Kind: OrderReportKind.Refused, Code: "too_many_orders", OrderId: 2 });
        Assert.That(run.Broker.Position, Is.EqualTo(1));
        Assert.That(() => run.Broker.Submit(default), Throws.ArgumentException);
    }

    [TestCase(0, 215, "TickValueCents 0 is not within 1 to")]
    [TestCase(1250, -1, "FeeCentsASide -1 is not within 0 to")]
    public void Fault_50_An_option_out_of_its_range_is_named(int tickValueCents, int feeCents, string message) =>
        Assert.That(
            () => new PaperBroker(new PaperOptions { TickValueCents = tickValueCents, FeeCentsASide = feeCents }),
            Throws.ArgumentException.With.Message.Contains(message)
        );

    [Test]
    public void A_carry_that_ends_anywhere_is_refused_and_leaves_no_order()
    {
        var run = new PaperRun();
        run.Play(Quiet, Enter(1, 2, isLong: true), Enter(2, 2, isLong: true, limit: 98));
        var writer = new CarryWriter();
        run.Broker.Save(writer);
        var whole = writer.Written.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            var broker = new PaperBroker(new PaperOptions());
            Assert.That(() => Load(broker, whole.AsSpan(0, length)), Throws.TypeOf<CarryException>());
            Assert.That(broker.Position, Is.Zero);
            Assert.That(broker is { WorkingStopLots: 0, IsWaiting: false });
        }
    }

    private static readonly OrderReportKind[] SentAndWorking = [OrderReportKind.Sent, OrderReportKind.Working];

    private static void Load(PaperBroker broker, ReadOnlySpan<byte> bytes)
    {
        var reader = new CarryReader(bytes);
        broker.Load(ref reader);
    }

    private static (int Position, int Stops, int Targets) Protection(PaperRun run) =>
        (run.Broker.Position, run.Broker.WorkingStopLots, run.Broker.WorkingTargetLots);

    private static string Filled(PaperRun run) => Filled(run.Fills);

    private static string Filled(List<Fill> fills) =>
        string.Join(", ", fills.Select(fill => $"{fill.Role} {fill.Price.Value}×{fill.Lots.Value}"));
}
