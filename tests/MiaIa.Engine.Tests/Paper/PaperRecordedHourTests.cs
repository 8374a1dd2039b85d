using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Paper;

/// <summary>
/// The recorded first hour of 2023-12-26 under orders that know nothing of it: whatever the market did, what was filled has stood in the book
/// or was traded through, and every fill adds up.
/// </summary>
public sealed class PaperRecordedHourTests
{
    private readonly BookSnapshot _book = new();
    private readonly Dictionary<(bool IsAsk, int Price), int> _takenSinceBook = [];
    private MarketEvent _newest;

    [Test]
    public void Nothing_is_filled_in_the_recorded_hour_that_was_not_there()
    {
        var replay = new SierraReplay(
            Recorded.File("es-2023-12-25/ESH24_FUT_CME.scid"),
            Recorded.File("es-2023-12-25/ESH24_FUT_CME.2023-12-25.depth")
        );
        var broker = new PaperBroker(new PaperOptions());
        var (position, events, id, cash) = (0, 0, 0UL, 0L);
        var roles = new Dictionary<OrderRole, int>();
        foreach (var make in replay.Events())
        {
            _newest = make();
            Apply(broker);
            Check(broker, roles, ref position, ref cash);
            if (++events % 250 != 0 || !_book.IsSound)
                continue;
            broker.Submit(Next(++id, _newest.ObservedAt));
            Check(broker, roles, ref position, ref cash);
        }

        broker.Submit(new OrderIntent(OrderIntentKind.Flatten, ++id, default, "test", _newest.ObservedAt));
        Check(broker, roles, ref position, ref cash);
        TestContext.Out.WriteLine(
            $"{broker.Day.Trips} trips, {broker.Day.LotTicks} ticks, {broker.Day.Profit}; by queue {broker.QueueDay.Trips} trips, {broker.QueueDay.Profit}; "
                + string.Join(", ", roles.Select(role => $"{role.Key} {role.Value}"))
        );
        Assert.Multiple(() =>
        {
            Assert.That(position, Is.Zero);
            Assert.That(roles.Keys, Is.SupersetOf(Reached));
            Assert.That(broker.Day.Trips, Is.GreaterThan(50));
            Assert.That(broker.Day.LotTicks, Is.EqualTo(cash), "what was sold less what was bought");
            Assert.That(broker.Day.Profit.Zero, Is.EqualTo((cash * 1250) - (2 * 215 * broker.Day.Lots)));
        });
    }

    private static readonly OrderRole[] Reached = [OrderRole.Entry, OrderRole.Stop, OrderRole.Target];

    // Long and short in turn, at the market and at the touch, near brackets, so that an hour ends many of them.
    private OrderIntent Next(ulong id, UnixNanos now)
    {
        var isLong = id % 2 == 0;
        var touch = (isLong ? _book.BestBid : _book.BestAsk).Price.Value;
        var limit = id % 3 == 0 ? touch : 0;
        var step = PaperStep.Enter(id, 1 + (int)(id % 2), isLong, limit, stopTicks: 2, targetTicks: 2);
        return new OrderIntent(OrderIntentKind.Enter, id, PaperRun.Approve(step), "test", now);
    }

    private void Apply(PaperBroker broker)
    {
        if (_newest.Kind == MarketEventKind.Book)
        {
            _book.CopyFrom(_newest.Book!);
            _takenSinceBook.Clear();
            broker.BookChanged(_book, _newest.ObservedAt);
        }
        else
        {
            broker.Traded(_newest, _newest.ObservedAt);
        }
    }

    private void Check(PaperBroker broker, Dictionary<OrderRole, int> roles, ref int position, ref long cash)
    {
        foreach (var fill in broker.Fills)
        {
            position += fill.SignedLots;
            cash -= (long)fill.SignedLots * fill.Price.Value;
            roles[fill.Role] = roles.GetValueOrDefault(fill.Role) + 1;
            var isBuy = fill.Direction == Direction.Long;
            var wasTradedThrough =
                _newest.Kind == MarketEventKind.Trade
                && (isBuy ? _newest.Price < fill.Price : _newest.Price > fill.Price)
                && fill.Lots.Value <= _newest.Volume.Value;
            if (!wasTradedThrough)
                TakeFromBook(isBuy, fill.Price.Value, fill.Lots.Value);
        }

        Assert.That(broker.Position, Is.EqualTo(position));
        Assert.That(broker.WorkingStopLots, Is.GreaterThanOrEqualTo(broker.WorkingTargetLots));
    }

    private void TakeFromBook(bool isBuy, int price, int lots)
    {
        var stood = 0;
        foreach (var level in isBuy ? _book.Asks : _book.Bids)
            stood += level.Price.Value == price ? level.Lots.Value : 0;
        var taken = _takenSinceBook[(isBuy, price)] = _takenSinceBook.GetValueOrDefault((isBuy, price)) + lots;
        Assert.That(taken, Is.LessThanOrEqualTo(stood), $"{(isBuy ? "bought" : "sold")} {taken} at {price}");
    }
}
