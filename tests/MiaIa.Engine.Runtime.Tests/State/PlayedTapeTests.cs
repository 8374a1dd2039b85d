using Google.Protobuf;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Tests.State;

/// <summary>Live follows the market of now: a tape without a label that is more than a day behind the local clock makes no entry.</summary>
public sealed class PlayedTapeTests
{
    private const ulong Epoch = 7;
    private const long Start = SampleFrames.OpenUnixUs;
    private const long HourUs = 3_600_000_000;

    private readonly FrameReader _reader = new();
    private EngineState _step = null!;
    private EpochState _state = null!;
    private ulong _counter;

    private EngineCore Core => _state.Instrument.Core;

    private bool RefusesEntries => Core.IsClockOff && Core.Trading.State == TradingState.Reducing;

    [TestCase(25, false, true)]
    [TestCase(30_000, false, true)]
    [TestCase(30_000, true, false)]
    [TestCase(0, false, false)]
    public void A_tape_more_than_a_day_behind_makes_no_entry_in_live(int hoursBehind, bool isAllowed, bool isRefused)
    {
        Attach(TradingMode.Live, isAllowed);
        for (var second = 1; second <= 20; second++)
        {
            Trade(second, hoursBehind);
            Assert.That(RefusesEntries, Is.EqualTo(isRefused), $"trade {second}");
        }

        Assert.That(_state.Clock.HoursBehind, Is.EqualTo(hoursBehind).Within(1e-9));
    }

    [TestCase(TradingMode.DryRun)]
    [TestCase(TradingMode.Sim)]
    public void Without_real_money_any_tape_is_traded(TradingMode mode)
    {
        Attach(mode, isAllowed: false);
        for (var second = 1; second <= 20; second++)
            Trade(second, hoursBehind: 30_000);
        Assert.That(Core.IsClockOff, Is.False);
    }

    [Test]
    public void In_live_no_book_makes_an_entry_before_a_trade_has_told_the_time()
    {
        Attach(TradingMode.Live, isAllowed: false);
        Assert.That(RefusesEntries);
        Take(SampleFrames.Depth(Epoch, timeUnixUs: Start), Start);
        Assert.That(RefusesEntries);
        Trade(1, hoursBehind: 0);
        Assert.That(Core.IsClockOff, Is.False);
    }

    private void Attach(TradingMode mode, bool isAllowed)
    {
        var trading = new TradingSettings
        {
            Mode = mode,
            AllowLive = true,
            LiveAccounts = ["U1"],
            LiveOnPlayedTape = isAllowed,
        };
        _step = new EngineState(EngineOptions.From(new EngineSettings { Trading = trading }), 1, new DecisionOutbox());
        _state = _step.Attach(Epoch, SampleFrames.Hello().Hello, Start * 1_000);
        _counter = 0;
    }

    private void Trade(int second, int hoursBehind)
    {
        var market = Start + (second * 1_000_000L);
        Take(SampleFrames.Trades(Epoch, trades: 1, timeUnixUs: market), market + (hoursBehind * HourUs));
    }

    private void Take(V1.StudyFrame frame, long receivedUs)
    {
        frame.Counter = ++_counter;
        Assert.That(_reader.TryRead(frame.ToByteArray()));
        _step.Apply(_state, _reader, receivedUs * 1_000);
    }
}
