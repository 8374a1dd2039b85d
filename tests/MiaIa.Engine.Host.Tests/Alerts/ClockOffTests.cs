using MiaIa.Engine.Host.Tests.Journal;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.Engine.Runtime.Tests;

namespace MiaIa.Engine.Host.Tests.Alerts;

/// <summary>A PC whose clock is wrong: who is told, from the study's trades to a channel, and what ends it.</summary>
public sealed class ClockOffTests
{
    private const int SecondsALook = 10;

    private static readonly DateTimeOffset Monday = new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private ulong _counter;
    private AlertLooks _looks = null!;

    [TestCase(-5)]
    [TestCase(-3600)]
    [TestCase(5)]
    public async Task A_PC_clock_that_is_wrong_is_told_and_setting_it_right_ends_it_without_a_restart(double wrongBy)
    {
        _counter = 0;
        await using var webhook = new Webhook();
        var wrong = TimeSpan.FromSeconds(wrongBy);
        var time = new MovedTime(Monday + wrong, oftener: 20);
        await using var engine = await RunningEngine.StartAsync(time: time, alerts: new AlertSettings { Discord = webhook.Settings });
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        _looks = await AlertLooks.BeginAsync(engine);
        await webhook.UntilAsync("ERROR clock_off MES: market time and this PC", () => TradeAsync(study, time, -wrong));
        for (var second = 0; second < 60; second++)
            await TradeAsync(study, time, -wrong);
        Assert.That(webhook.Count("RESOLVED clock_off"), Is.Zero);
        // Not later: a clock that is set an hour on is followed at once, and the cooldown is over by it.
        Assert.That(webhook.Count("ERROR clock_off"), Is.EqualTo(1), "a minute is within its cooldown");

        time.MoveWall(-wrong);
        await webhook.UntilAsync("RESOLVED clock_off MES", () => TradeAsync(study, time, TimeSpan.Zero));
        Assert.That((await engine.InstrumentAsync("MES")).Trading.Reason, Does.Not.Contain("clock_off"));
    }

    [Test]
    public async Task In_Live_nobody_is_told_of_a_clock_before_the_market_opens()
    {
        var trading = new TradingSettings
        {
            Mode = Accounts.TradingMode.Live,
            AllowLive = true,
            LiveAccounts = ["A1"],
        };
        var heard = new SaidLines();
        var time = new MovedTime(Saturday);
        await using var engine = await RunningEngine.StartAsync(time: time, trading: trading, heard: heard);
        using var study = engine.Study();
        var hello = TrendTape.Hello(5);
        (hello.Hello.Account, hello.Hello.Mode) = ("A1", V1.TradingMode.Live);
        await study.GreetAsync(hello);
        var facts = engine.Server.Runner.Facts(Saturday, isOpen: false, hasGateway: false).Instruments.Single(one => one.Name == "MES");
        Assert.That((facts.IsAttached, facts.IsClockOff), Is.EqualTo((true, false)));
        Assert.That(engine.Server.Runner.Read(state => state.FindInstrument("MES")!.Core.IsClockOff), Is.True, "and nothing is entered");
    }

    // A second of market time, as the exchange has it.
    private async Task TradeAsync(ScriptedStudy study, MovedTime time, TimeSpan ahead)
    {
        time.Move(Second);
        var at = (time.GetUtcNow() + ahead - DateTimeOffset.UnixEpoch).Ticks / 10;
        await study.SendAsync(SampleFrames.Trades(5, ++_counter, trades: 1, timeUnixUs: at));
        await study.AckedAsync(_counter);
        // More would have passed while nobody looks.
        if (_counter % SecondsALook == 0)
            await _looks.PassAsync();
    }
}
