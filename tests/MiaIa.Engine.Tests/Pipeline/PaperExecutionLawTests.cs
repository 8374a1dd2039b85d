using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Accounts;
using MiaIa.Engine.Tests.Paper;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>Order tracker, paper broker and account over random tapes: three that count for themselves, and agree after every step.</summary>
public sealed class PaperExecutionLawTests
{
    [Test]
    public void Tracker_broker_and_account_agree_after_every_step_to_the_lot_and_to_the_cent() => Law.Holds(seed => Play(seed), seeds: 200);

    [Test]
    public void The_tapes_order_fill_and_flatten()
    {
        var (trips, entries) = (0, 0);
        for (var seed = 0; seed < 20; seed++)
        {
            var execution = Play(seed);
            trips += execution.Paper.Day.Trips;
            entries += execution.Orders.Orders.ToArray().Count(order => order.Role == OrderRole.Entry);
        }

        Assert.That(trips, Is.GreaterThan(200));
        Assert.That(entries, Is.GreaterThan(100));
    }

    private static OrderExecution Play(int seed)
    {
        var ledger = Books.Ledger(new AccountOptions { DailyLossLimitCents = 10_000_000_000 });
        var execution = new OrderExecution(
            new OrderTracker(new OrderOptions()),
            new PaperBroker(new PaperOptions()),
            ledger,
            Books.Es,
            isOnPaper: true
        );
        var book = new BookSnapshot();
        var at = Books.Morning.Value;
        foreach (var step in PaperTape.Random(seed))
        {
            at += 50 * UnixNanos.PerMilli;
            Play(execution, book, step, Moment(at));
            execution.Advance(Moment(at), isTick: true);
            Agree(execution, ledger, $"{step.Kind} at {(at - Books.Morning.Value) / UnixNanos.PerMilli} ms");
        }

        return execution;
    }

    private static void Play(OrderExecution execution, BookSnapshot book, PaperStep step, in TradingMoment moment)
    {
        execution.Begin();
        switch (step.Kind)
        {
            case PaperStepKind.Trade:
                execution.Traded(PaperRun.Trade(step, moment.Now), moment);
                break;
            case PaperStepKind.Book:
                PaperRun.Refill(book, step);
                execution.BookChanged(book, moment);
                break;
            case PaperStepKind.LoseBook:
                execution.Gap(moment);
                break;
            case PaperStepKind.Enter:
                execution.Submit(PaperRun.Approve(step), moment);
                break;
            case PaperStepKind.Cancel:
                execution.CancelEntry(step.Id + 10_000, "signal_ended", moment);
                break;
            default:
                execution.Flatten("test", moment);
                break;
        }
    }

    private static void Agree(OrderExecution execution, AccountLedger ledger, string when)
    {
        var remarks = execution.Remarks.Where(remark => !remark.Contains("is not ordered", StringComparison.Ordinal));
        Assert.That(remarks, Is.Empty, when);
        Assert.That(execution.Orders.OwnPosition, Is.EqualTo(execution.Paper.Position), when);
        Assert.That(ledger.LotsOf(Books.Es), Is.EqualTo(execution.Paper.Position), when);
        Assert.That(execution.Orders.WorkingStopLots, Is.EqualTo(execution.Paper.WorkingStopLots), when);
        Assert.That(execution.Orders.WorkingTargetLots, Is.EqualTo(execution.Paper.WorkingTargetLots), when);
        if (execution.Paper.Position == 0)
            Assert.That(ledger.RealizedCents, Is.EqualTo(execution.Paper.Day.Profit.Zero), when);
    }

    private static TradingMoment Moment(long at) =>
        new()
        {
            Now = UnixNanos.Trusted(at),
            LocalNow = UnixNanos.Trusted(at),
            AreFeedsFresh = true,
            IsClockOff = false,
            IsHistory = false,
            IsNews = true,
        };
}
