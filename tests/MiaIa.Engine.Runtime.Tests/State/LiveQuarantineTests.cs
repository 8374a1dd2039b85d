using Google.Protobuf;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.State;

/// <summary>
/// Fault 61 live: a record more than two seconds ahead of its stream's median offset to the local clock, or at no price of the
/// instrument, is quarantined and counted. The local clock is the time of receipt, which the journal holds.
/// </summary>
public sealed class LiveQuarantineTests
{
    private const ulong Epoch = 7;
    private const long Start = SampleFrames.OpenUnixUs;
    private const long Year2099Us = 4_077_000_000_000_000;

    private readonly FrameReader _reader = new();
    private EngineState _step = null!;
    private EpochState _state = null!;
    private ulong _counter;

    private EngineCore Core => _state.Instrument.Core;

    private RefusalCounts Refused => _state.Instrument.Refused;

    [TestCase(1UL, TestName = "Fault_61_a_first_trade_dated_2099_does_not_freeze_the_core")]
    [TestCase(9UL, TestName = "Fault_61_a_trade_dated_2099_does_not_freeze_the_core")]
    public void Misdated(ulong place)
    {
        Attach("");
        for (var second = 1UL; second <= 20; second++)
        {
            if (second == place)
                Take(Trade(Year2099Us), At(second));
            Take(Trade(At(second)), At(second));
        }

        using var all = Assert.EnterMultipleScope();
        Assert.That(Core.Counters.TradeRecords, Is.EqualTo(20));
        Assert.That(Core.Now.Micros, Is.EqualTo(At(20)));
        Assert.That((Refused[RefusalReason.Misdated], Refused.Total), Is.EqualTo((1, 1)));
        Assert.That(Core.IsClockOff, Is.False);
    }

    [TestCase(1UL, 2UL, TestName = "Fault_61_two_first_trades_dated_2099_do_not_freeze_the_core")]
    [TestCase(9UL, 20UL, TestName = "Fault_61_a_burst_of_trades_dated_2099_does_not_freeze_the_core")]
    public void MisdatedBurst(ulong from, ulong to)
    {
        Attach("");
        for (var second = 1UL; second <= 40; second++)
        {
            if ((second >= from && second <= to) || second == to + 2)
                Take(Trade(Year2099Us + (long)second), At(second));
            if (second < from || second > to)
                Take(Trade(At(second)), At(second));
        }

        using var all = Assert.EnterMultipleScope();
        Assert.That(Core.Counters.TradeRecords, Is.EqualTo(40 - (int)(to - from + 1)));
        Assert.That(Core.Now.Micros, Is.EqualTo(At(40)));
        Assert.That(Refused[RefusalReason.Misdated], Is.EqualTo((int)(to - from + 2)));
        Assert.That(Core.IsClockOff, Is.False);
    }

    [TestCase(2_000_000, true)]
    [TestCase(2_000_001, false)]
    public void Two_seconds_ahead_of_the_streams_own_offset_is_the_limit(long aheadUs, bool isTaken)
    {
        Attach("");
        for (var second = 1UL; second <= 10; second++)
            Take(Trade(At(second) + 700_000), At(second));
        Take(Trade(At(11) + 700_000 + aheadUs), At(11));
        Assert.That(Core.Counters.TradeRecords, Is.EqualTo(isTaken ? 11 : 10));
    }

    [Test]
    public void Whatever_the_frame_is_a_date_ahead_does_not_move_the_market()
    {
        Attach("");
        Take(Trade(At(1)), At(1));
        Take(SampleFrames.Depth(Epoch, timeUnixUs: Year2099Us), At(2));
        var bar = SampleFrames.Bar(Epoch);
        bar.BarClose.StartUnixUs = Year2099Us;
        Take(bar, At(2));
        var heartbeat = SampleFrames.Heartbeat(Epoch, 0);
        heartbeat.Heartbeat.MarketUnixUs = Year2099Us;
        Take(heartbeat, At(2));
        var history = Trade(Year2099Us);
        history.Trades.History = true;
        Take(history, At(2));
        using var all = Assert.EnterMultipleScope();
        Assert.That(Core.Now.Micros, Is.EqualTo(At(1)));
        Assert.That(Refused[RefusalReason.Misdated], Is.EqualTo(4));
    }

    [TestCase(680_025 * 4, TestName = "Fault_61_a_price_times_100_is_quarantined")]
    [TestCase(68 * 4, TestName = "Fault_61_a_price_in_hundredths_is_quarantined")]
    public void OffScale(int ticks)
    {
        Attach("");
        Take(Trade(At(1)), At(1));
        var vwap = Core.Averages.GlobexVwap;
        var frame = Trade(At(2));
        frame.Trades.BasePriceTicks = ticks;
        Take(frame, At(2));
        using var all = Assert.EnterMultipleScope();
        Assert.That(Core.LastPrice.Value, Is.EqualTo(SampleFrames.PriceTicks));
        Assert.That(Core.Averages.GlobexVwap, Is.EqualTo(vwap));
        Assert.That((Core.Counters.TradeRecords, Refused[RefusalReason.OffScale]), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_book_off_scale_is_left_out()
    {
        Attach("");
        Take(SampleFrames.Depth(Epoch, timeUnixUs: At(1)), At(1));
        var book = SampleFrames.Depth(Epoch, timeUnixUs: At(2));
        for (var i = 0; i < book.Depth.BidPriceTicks.Count; i++)
        {
            book.Depth.BidPriceTicks[i] *= 100;
            book.Depth.AskPriceTicks[i] *= 100;
        }

        Take(book, At(2));
        Assert.That((Core.Counters.DepthSnapshots, Refused[RefusalReason.OffScale]), Is.EqualTo((1, 1)));
    }

    [TestCase(-5_000_000L)]
    [TestCase(5_000_000L)]
    public void An_offset_above_two_seconds_blocks_entries_and_keeps_the_records(long offsetUs)
    {
        Attach("");
        for (var second = 1UL; second <= 20; second++)
            Take(Trade(At(second) + offsetUs), At(second));
        Assert.That(Core.IsClockOff);
        Assert.That(_state.Clock.OffsetMicros, Is.EqualTo(offsetUs));
        // Ahead, the first two come before the offset is known.
        Assert.That(Core.Counters.TradeRecords, Is.EqualTo(offsetUs > 0 ? 18 : 20));
        for (var second = 21UL; second <= 60; second++)
            Take(Trade(At(second)), At(second));
        Assert.That(Core.IsClockOff, Is.False, "the clocks agree again");
    }

    [TestCase(250_000, "", false)]
    [TestCase(250_001, "", true)]
    [TestCase(-250_001, "", true)]
    [TestCase(-2_000_000, "", true)]
    [TestCase(250_001, "REPLAY", false)]
    public void Fault_10_A_skew_above_250_ms_is_one_to_be_told_and_blocks_nothing(long offsetUs, string label, bool isSkewed)
    {
        Attach(label);
        for (var second = 1UL; second <= 20; second++)
            Take(Trade(At(second) + offsetUs), At(second));
        Assert.That((_state.Clock.IsSkewed, Core.IsClockOff), Is.EqualTo((isSkewed, false)));
    }

    [Test]
    public void A_played_session_has_its_own_time_and_prices()
    {
        Attach("REPLAY");
        for (var second = 1UL; second <= 6; second++)
        {
            var frame = Trade(At(3_600 * second));
            frame.Trades.BasePriceTicks = 99;
            Take(frame, At(second));
        }

        Assert.That((Core.Counters.TradeRecords, Refused.Total, Core.IsClockOff), Is.EqualTo((6, 0, false)));
    }

    [Test]
    public void A_session_of_years_ago_without_a_label_is_a_played_one()
    {
        Attach("");
        for (var second = 1UL; second <= 5; second++)
            Take(Trade(At(60 * second)), At(100_000_000 + second));
        Assert.That((Core.Counters.TradeRecords, Refused.Total, Core.IsClockOff), Is.EqualTo((5, 0, false)));
    }

    [Test]
    public void The_same_frames_with_the_same_times_of_receipt_are_judged_the_same_in_a_replay()
    {
        var seen = new List<(long Records, ulong Misdated, long Now, bool IsOff)>();
        for (var run = 0; run < 2; run++)
        {
            var random = new Random(11);
            Attach("");
            for (var second = 1UL; second <= 200; second++)
                Take(Trade(At(second) + random.NextInt64(-4_000_000, 4_000_000)), At(second));
            seen.Add((Core.Counters.TradeRecords, Refused[RefusalReason.Misdated], Core.Now.Micros, Core.IsClockOff));
        }

        Assert.That(seen[1], Is.EqualTo(seen[0]));
        Assert.That(seen[0].Misdated, Is.InRange(20, 180), "both verdicts were met");
    }

    [Test]
    public void The_median_is_that_of_the_newest_31_frames()
    {
        var clock = new StreamClock();
        clock.Begin(isLabelled: false);
        var random = new Random(3);
        var all = new List<long>();
        for (var i = 0; i < 500; i++)
        {
            var offset = random.NextInt64(-400, 400) * (i < 250 ? 1 : 3);
            all.Add(offset);
            clock.Saw(Start + offset, Market.UnixNanos.Trusted(Start * 1_000));
            var kept = all.TakeLast(31).Order().ToArray();
            Assert.That(clock.OffsetMicros, Is.EqualTo(all.Count < 3 ? 0 : kept[kept.Length / 2]), $"after {i + 1}");
        }
    }

    private static long At(ulong second) => Start + ((long)second * 1_000_000);

    private static StudyFrame Trade(long unixUs) => SampleFrames.Trades(Epoch, trades: 1, timeUnixUs: unixUs);

    private void Attach(string label)
    {
        _step = new EngineState(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
        var hello = SampleFrames.Hello(Epoch).Hello;
        hello.Label = label;
        _state = _step.Attach(Epoch, hello, Start * 1_000);
        _counter = 0;
    }

    private void Take(StudyFrame frame, long localUnixUs)
    {
        frame.Counter = ++_counter;
        Assert.That(_reader.TryRead(frame.ToByteArray()), Is.True);
        Assert.That(_reader.Refusal, Is.Null);
        _step.Apply(_state, _reader, localUnixUs * 1_000);
    }
}
