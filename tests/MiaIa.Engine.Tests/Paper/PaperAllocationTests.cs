using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Tests.Paper;

public sealed class PaperAllocationTests
{
    [Test]
    public void Trades_books_and_orders_allocate_nothing()
    {
        var broker = new PaperBroker(new PaperOptions { EntriesMax = 100 });
        var ghosts = new GhostBook(new PaperOptions { GhostsMax = 100 });
        var book = new BookSnapshot();
        var tape = PaperTape.Random(seed: 7, steps: 20_000).ToArray();
        var (before, trips) = (0L, 0);
        for (var i = 0; i < 2 * tape.Length; i++)
        {
            if (i == tape.Length)
                (before, trips) = (AllocatedBytes.OfThisThread(), broker.Day.Trips);
            Play(broker, ghosts, book, tape[i % tape.Length], i);
        }

        var allocated = AllocatedBytes.OfThisThread() - before;
        Assert.That(allocated, Is.Zero);
        Assert.That(broker.Day.Trips - trips, Is.GreaterThan(100), "entries and exits were filled while it was measured");
    }

    private static void Play(PaperBroker broker, GhostBook ghosts, BookSnapshot book, PaperStep step, int number)
    {
        var now = UnixNanos.Trusted((number + 1L) * UnixNanos.PerMilli);
        ghosts.Advance(now);
        switch (step.Kind)
        {
            case PaperStepKind.Trade:
                var trade = PaperRun.Trade(step, now);
                broker.Traded(trade, now);
                ghosts.Traded(trade, now);
                break;
            case PaperStepKind.Book:
                PaperRun.Refill(book, step);
                broker.BookChanged(book, now);
                ghosts.BookChanged(book, now);
                break;
            case PaperStepKind.Enter:
                broker.Submit(new OrderIntent(OrderIntentKind.Enter, (ulong)number + 1, PaperRun.Approve(step), "test", now));
                ghosts.Begin(
                    new Decision
                    {
                        SignalId = (ulong)number + 1,
                        Direction = step.IsBuy ? Direction.Long : Direction.Short,
                        Reference = PriceTicks.Trusted(1_000),
                        Stop = PriceTicks.Trusted(1_000 - step.StopTicks),
                        Target = PriceTicks.Trusted(1_000 + step.TargetTicks),
                    },
                    default,
                    now
                );
                break;
            default:
                broker.Submit(new OrderIntent(OrderIntentKind.Flatten, (ulong)number + 1, default, "test", now));
                break;
        }
    }
}
