using Google.Protobuf;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.State;

/// <summary>
/// Fault 61, live and played alike: a print that is farther from the trade before it than the market can move is quarantined, and a market
/// that is elsewhere is believed after a while.
/// </summary>
public sealed class FarPriceTests
{
    private const ulong Epoch = 7;
    private const long Start = SampleFrames.OpenUnixUs;
    private const int Market = 4806 * 4;

    private readonly FrameReader _reader = new();
    private EngineState _step = null!;
    private EpochState _state = null!;
    private ulong _counter;

    private EngineCore Core => _state.Instrument.Core;

    private ulong OffScale => _state.Instrument.Refused[RefusalReason.OffScale];

    [TestCase("REPLAY", 48 * 4)]
    [TestCase("REPLAY", Market * 100)]
    [TestCase("SYNTHETIC", 48 * 4)]
    [TestCase("", 4000 * 4)]
    [TestCase("", 5400 * 4)]
    public void Fault_61_a_print_far_from_the_market_is_quarantined(string label, int ticks)
    {
        Attach(label);
        Trades(Market, 20);
        var vwap = Core.Averages.GlobexVwap;
        Trades(ticks, 1);
        Assert.That((Core.LastPrice.Value, Core.Averages.GlobexVwap), Is.EqualTo((Market, vwap)));
        Trades(Market + 1, 20);
        Assert.That((Core.Counters.TradeRecords, OffScale), Is.EqualTo((40, 1)));
    }

    [TestCase(-7)]
    [TestCase(7)]
    public void A_gap_of_a_weekend_or_a_limit_is_taken_at_once(int percent)
    {
        Attach("");
        Trades(Market, 20);
        Trades(Market + (Market * percent / 100), 1);
        Assert.That((Core.Counters.TradeRecords, OffScale), Is.EqualTo((21, 0)));
    }

    [Test]
    public void A_market_that_is_elsewhere_is_believed_after_thirty_two_trades()
    {
        Attach("REPLAY");
        Trades(Market, 40);
        Trades(Market / 2, 40);
        Assert.That((Core.Counters.TradeRecords, OffScale, Core.LastPrice.Value), Is.EqualTo((49, 31, Market / 2)));
        Trades(Market, 1);
        Assert.That((Core.Counters.TradeRecords, OffScale), Is.EqualTo((49, 32)));
    }

    [Test]
    public void Wrong_prints_that_agree_with_nobody_are_never_believed()
    {
        Attach("REPLAY");
        Trades(Market, 40);
        for (var i = 1; i <= 100; i++)
            Trades(i % 2 == 0 ? 48 * 4 : Market * 10, 1);
        Assert.That((Core.Counters.TradeRecords, OffScale), Is.EqualTo((40, 100)));
    }

    [Test]
    public void A_wrong_first_trade_of_a_batch_does_not_count()
    {
        Attach("REPLAY");
        var frame = SampleFrames.Trades(Epoch, trades: 9, timeUnixUs: Start + 1_000_000);
        var right = frame.Trades.BasePriceTicks;
        frame.Trades.BasePriceTicks = 48 * 4;
        frame.Trades.PriceDeltaTicks[0] = 0;
        frame.Trades.PriceDeltaTicks[1] = right - (48 * 4);
        Take(frame);
        Assert.That((Core.Counters.TradeRecords, OffScale), Is.EqualTo((8, 1)));
    }

    [Test]
    public void A_wrong_first_trade_on_its_own_shuts_out_one_other()
    {
        Attach("REPLAY");
        Trades(48 * 4, 1);
        Trades(Market, 10);
        Assert.That((Core.Counters.TradeRecords, OffScale, Core.LastPrice.Value), Is.EqualTo((10, 1, Market)));
    }

    [Test]
    public void A_book_far_from_the_trades_is_left_out()
    {
        Attach("REPLAY");
        var price = SampleFrames.PriceTicks;
        Trades(price, 5);
        Take(SampleFrames.Depth(Epoch, timeUnixUs: Start + 1_000_000));
        var book = SampleFrames.Depth(Epoch, timeUnixUs: Start + 2_000_000);
        for (var i = 0; i < book.Depth.BidPriceTicks.Count; i++)
        {
            book.Depth.BidPriceTicks[i] *= 2;
            book.Depth.AskPriceTicks[i] *= 2;
        }

        Take(book);
        Assert.That((Core.Counters.DepthSnapshots, OffScale), Is.EqualTo((1, 1)));
    }

    private void Trades(int ticks, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var frame = SampleFrames.Trades(Epoch, trades: 1, timeUnixUs: Start + ((long)_counter * 1_000_000));
            frame.Trades.BasePriceTicks = ticks;
            Take(frame);
        }
    }

    private void Attach(string label)
    {
        _step = new EngineState(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
        var hello = SampleFrames.Hello(Epoch).Hello;
        hello.Label = label;
        _state = _step.Attach(Epoch, hello, Start * 1_000);
        _counter = 0;
    }

    private void Take(StudyFrame frame)
    {
        frame.Counter = ++_counter;
        Assert.That(_reader.TryRead(frame.ToByteArray()), Is.True);
        Assert.That(_reader.Refusal, Is.Null);
        _step.Apply(_state, _reader, (Start + ((long)_counter * 1_000_000)) * 1_000);
    }
}
