using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Accounts;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>What Sierra tells goes into the account, and the account is flat when Sierra is.</summary>
public sealed class OrderExecutionTests
{
    private readonly List<string> _remarks = [];
    private AccountLedger _ledger = null!;
    private OrderExecution _execution = null!;
    private long _at;
    private ulong _readings;

    [SetUp]
    public void Attach()
    {
        _remarks.Clear();
        _ledger = Books.Ledger();
        _execution = new OrderExecution(
            new OrderTracker(new OrderOptions { Mode = TradingMode.Sim }),
            new PaperBroker(new PaperOptions()),
            _ledger,
            Books.Es,
            isOnPaper: false
        );
        _at = Books.Morning.Value;
        Step(moment => _execution.Attached(moment));
    }

    [Test]
    public void A_position_from_before_that_is_closed_leaves_no_position_in_the_account()
    {
        Reads(1);
        Reads(1);
        Reads(1);
        Assert.That((_execution.Orders.ExternalPosition, _ledger.LotsOf(Books.Es)), Is.EqualTo((1, 0)), "nobody was shown its execution");
        Fills(-1, 20_000);
        Assert.That(_ledger.LotsOf(Books.Es), Is.EqualTo(-1), "for the account that opened a short position");
        Reads(0);
        Assert.That(_ledger.LotsOf(Books.Es), Is.EqualTo(-1), "one reading proves nothing");
        Reads(0);
        Assert.That((_execution.Orders.IsFlat, _execution.Orders.IsReconciled), Is.EqualTo((true, true)));
        Assert.That((_ledger.LotsOf(Books.Es), _ledger.Engaged), Is.EqualTo((0, 0)));
        Assert.That(_ledger.RealizedCents, Is.EqualTo(-215), "no profit is made up: the one side's fee");
        Assert.That(_remarks, Has.One.Contains("-1 lots that Sierra does not have"));
    }

    [Test]
    public void A_trade_by_hand_whose_executions_were_shown_is_booked_as_it_was()
    {
        Reads(0);
        Reads(0);
        Fills(1, 20_000);
        Reads(1);
        Fills(-1, 20_004);
        Reads(0);
        Reads(0);
        Assert.That((_ledger.LotsOf(Books.Es), _ledger.RealizedCents), Is.EqualTo((0, (4 * 1250) - (2 * 215))));
        Assert.That(_remarks, Is.Empty);
    }

    private void Reads(int lots)
    {
        _at += 3 * UnixNanos.PerSecond;
        var reading = new PositionReading(++_readings, lots, 0, 0, 0, null, "", UnixNanos.Trusted(_at));
        Step(moment => _execution.Take(new OrderSnapshot(reading, [], [], AreFillsKnown: true, 0, IsAskedKnown: false), moment));
    }

    private void Fills(int lots, int price) => Step(moment => _execution.Take(Books.Fill(lots, price, moment.Now), moment));

    private void Step(Action<TradingMoment> happens)
    {
        var moment = new TradingMoment
        {
            Now = UnixNanos.Trusted(_at),
            LocalNow = UnixNanos.Trusted(_at),
            AreFeedsFresh = true,
            IsClockOff = false,
            IsHistory = false,
            IsNews = true,
        };
        _execution.Begin();
        happens(moment);
        _execution.Advance(moment, isTick: true);
        _remarks.AddRange(_execution.Remarks.Where(remark => !remark.Contains("adopted", StringComparison.Ordinal)));
    }
}
