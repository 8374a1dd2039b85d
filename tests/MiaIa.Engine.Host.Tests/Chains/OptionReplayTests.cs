using Google.Protobuf;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Engine.Signals;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Chains;

public sealed class OptionReplayTests
{
    private const double Floor = 0.30;

    [Test]
    public async Task A_replay_with_options_makes_the_decisions_of_the_live_run_byte_for_byte_and_the_chart_gets_the_levels()
    {
        using var folder = new TemporaryFolder();
        var engine = await RunningEngine.StartAsync(folder.FullName, Floor);
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        await PlayAsync(study, engine.Server.Runner, TrendTape.Frames(5));
        var live = (await engine.InstrumentAsync("MES")).State.Reading;
        using var reader = engine.Study();
        await reader.GreetAsync(TrendTape.Hello(6));
        var levels = (await reader.NextAsync(Body.Levels)).Levels.Level;
        await engine.DisposeAsync();

        var replay = ReplayOf.Folder(folder.FullName, Floor);

        var (gamma, flow) = (live.Single(r => r.Name == "gamma_levels_proximity"), live.Single(r => r.Name == "options_flow_bias"));
        // The price ends far from every level: 0 is then the value. That levels were read is asked of the signals.
        Assert.That((gamma.Reason, flow.Reason), Is.EqualTo(("", "")));
        var signals = study.Heard.Where(f => f.BodyCase == Body.Signal).Select(f => f.Signal).ToList();
        Assert.That(
            signals.Any(s => s.Reading.Any(r => r.Name == gamma.Name && r.Valid && r.Value != 0)),
            Is.True,
            "a signal read the walls"
        );
        Assert.That(replay.Signals.Take(signals.Count), Is.EqualTo(signals.Select(s => s.ToByteString())));
        Assert.That(replay.Totals.Difference, Is.Null);
        Assert.That(replay.Totals.EndsConfirmed, Is.EqualTo(1));
        Assert.That(study.Heard.First(f => f.BodyCase == Body.Levels).Levels.Level, Is.Empty, "told at once, before anything is known");
        Assert.That(levels.Select(l => l.Name), Is.SupersetOf(["call_wall", "put_wall", "absolute_gamma", "vwap", "poc", "vah", "val"]));
        Assert.That(levels.Single(l => l.Name == "call_wall").PriceTicks, Is.EqualTo(WallTicks(replay)));
    }

    [Test]
    public async Task Levels_of_a_chain_that_is_not_live_say_so()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        var frames = TrendTape.Frames(5)[..400];
        await PlayAsync(study, engine.Server.Runner, frames, OptionSource.Delayed);
        using var reader = engine.Study();
        await reader.GreetAsync(TrendTape.Hello(6));
        var levels = (await reader.NextAsync(Body.Levels)).Levels;
        Assert.That(levels.Level.Single(l => l.Name == "put_wall").Text, Is.EqualTo("put wall (delayed)"));
        Assert.That(
            levels.Level.Single(l => l.Name == "absolute_gamma").Text,
            Does.Match(@"^absolute gamma \(delayed\), VIX \d+\.\d, put/call \d+\.\d\d$")
        );
        var reading = (await engine.InstrumentAsync("MES")).State.Reading.Single(r => r.Name == "gamma_levels_proximity");
        Assert.That(reading.Reason, Is.EqualTo("the options are delayed or frozen"));
    }

    [Test]
    public async Task Levels_of_a_chain_of_which_much_open_interest_is_missing_say_so_and_so_does_the_state()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        await PlayAsync(study, engine.Server.Runner, TrendTape.Frames(5)[..400], hasOpenInterest: contract => contract % 3 != 0);
        var state = (await engine.InstrumentAsync("MES")).State;
        Assert.That(state.Market.Levels.Level.Single(l => l.Name == "put_wall").Text, Is.EqualTo("put wall (partial)"));
        Assert.That(state.Market.Options.OpenInterestShare, Is.InRange(0.5, 0.8));
        Assert.That(state.Market.Options.Coverage, Is.LessThanOrEqualTo(state.Market.Options.OpenInterestShare));
        Assert.That(
            state.Reading.Single(r => r.Name == "gamma_levels_proximity").Reason,
            Is.EqualTo("under 0.80 of the chain's open interest has arrived")
        );
        var facts = engine.Server.Runner.Facts(DateTimeOffset.UtcNow, isOpen: true, hasGateway: true);
        var feature = facts.Instruments.Single(one => one.Name == "MES").Features.Single(one => one.Name == "gamma_levels_proximity");
        Assert.That(feature.Arrived, Is.EqualTo(state.Market.Options.OpenInterestShare), "how much of what it waits for has come");
    }

    [Test]
    public async Task Exposure_by_strike_and_expiry_comes_to_those_who_ask_for_it()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        await PlayAsync(study, engine.Server.Runner, TrendTape.Frames(5)[..400]);
        var asked = new WatchStateRequest
        {
            Instrument = "MES",
            IntervalMs = 500,
            Exposure = true,
        };
        using var call = engine.Client.WatchState(asked);
        var states = new List<ConfluenceState>();
        while (states.Count < 3 && await call.ResponseStream.MoveNext(CancellationToken.None))
            states.Add(call.ResponseStream.Current);

        // Twice a second the state, once a second the exposure.
        Assert.That(states.Take(3).Select(state => state.Exposure is not null), Is.EqualTo([true, false, true]));
        var exposure = states[0].Exposure;
        Assert.That((await engine.InstrumentAsync("MES")).State.Exposure, Is.Null, "nobody asked");
        Assert.That(study.Heard.Where(f => f.BodyCase == Body.State).Select(f => f.State.Exposure), Is.All.Null);
        Assert.That(exposure.Index, Is.EqualTo("SPX"));
        Assert.That(exposure.Scope.Select(scope => scope.Name), Is.EqualTo(["all", "first_expiry", "todays_volume"]));
        Assert.That(exposure.Expiry.Select(e => (e.Root, e.Date)), Is.EqualTo(MadeUpSpx.Expiries));
        Assert.That(exposure.Expiry.Sum(e => e.GrossUsd), Is.EqualTo(exposure.Scope[0].GrossUsd).Within(0.1).Percent);
        Assert.That(
            exposure.Strike.Sum(s => s.CallUsd - s.PutUsd),
            Is.InRange(0.9 * exposure.Scope[0].GrossUsd, exposure.Scope[0].GrossUsd)
        );
        Assert.That(exposure.Cell, Has.Count.InRange(100, 200));
        Assert.That(exposure.CurvePoints, Has.Count.EqualTo(exposure.CurveNetUsd.Count).And.Count.EqualTo(121));
        var wall = exposure.Scope[0].Level.Single(level => level.Name == "call_wall");
        Assert.That(exposure.Strike.MaxBy(s => s.CallUsd + s.PutUsd)!.Strike, Is.EqualTo(wall.Strike));
    }

    [Test]
    public async Task A_chart_is_told_of_tier_limits_every_gate_and_the_age_of_the_chain_with_the_score()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        await PlayAsync(study, engine.Server.Runner, TrendTape.Frames(5)[..400]);
        var state = (await engine.InstrumentAsync("MES")).State;

        Assert.That(
            state.Gate.Select(gate => gate.Gate),
            Is.EqualTo(Enumerable.Range(0, GateNames.Count).Select(g => GateNames.Of((Gate)g)))
        );
        Assert.That(state.Gate.Where(gate => !gate.Passed).Select(gate => gate.Detail), Is.All.Contains("limit"));
        var limits = state.TierLimits;
        Assert.That(new[] { limits.Weak, limits.Good, limits.Strong, limits.Premium }, Is.Ordered.And.All.InRange(0.01, 1));
        Assert.That(state.Market.Options.FittedUnixUs, Is.InRange(state.ObservedUnixUs - 3_600_000_000, state.ObservedUnixUs));
    }

    [Test]
    public async Task A_chart_that_comes_in_the_middle_is_told_the_sessions_VWAP_from_its_beginning_and_not_with_each_state()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        await PlayAsync(study, engine.Server.Runner, TrendTape.Frames(5));
        using var reader = engine.Study();
        await reader.GreetAsync(TrendTape.Hello(6));
        var told = (await reader.NextAsync(f => f.State?.Market.SessionVwap.Count > 0, "the line")).State;
        var line = told.Market.SessionVwap;

        var all = engine.Server.Runner.Read(step => step.FindInstrument("MES")!.Core.ChartBars.Newest(int.MaxValue));
        var bars = all.Where(bar => bar.Vwap is not null).SkipLast(1).ToList();
        Assert.That(bars, Has.Count.GreaterThan(5), "the tape has minutes");
        Assert.That(line[0].UnixUs, Is.EqualTo((bars[0].StartMillis + 60_000) * 1000), "the session's first bar");
        Assert.That(line[^1].UnixUs, Is.EqualTo((bars[^1].StartMillis + 60_000) * 1000));
        foreach (var point in line)
        {
            var bar = bars.Single(bar => (bar.StartMillis + 60_000) * 1000 == point.UnixUs);
            Assert.That((point.Ticks, point.DeviationTicks), Is.EqualTo((bar.Vwap!.Value.Ticks, bar.Vwap.Value.DeviationTicks)));
        }

        var states = study.Heard.Where(f => f.State is not null).Select(f => f.State.Market.SessionVwap.Count).ToList();
        Assert.That(
            states.Count(points => points > 0),
            Is.LessThanOrEqualTo(bars.Count + 4 + (states.Count / 10)),
            "once a minute, where a chart has come, and each 5 s"
        );
    }

    [Test]
    public async Task Levels_are_sent_again_when_one_has_moved_by_a_tick_and_at_most_once_a_second()
    {
        await using var engine = await RunningEngine.StartAsync();
        using var study = engine.Study();
        await study.GreetAsync(TrendTape.Hello(5));
        await study.SendAsync([.. TrendTape.Frames(5)[..100]]);
        var moved = (await study.NextAsync(f => f.BodyCase == Body.Levels && f.Levels.Level.Count > 0, "levels of the tape")).Levels;
        Assert.That(moved.Level.Select(l => l.Name), Is.EqualTo(["vwap", "poc", "vah", "val"]));
        // One set at the greeting, one for what has moved: a hundred frames within a second are not a hundred sets.
        Assert.That(study.Heard.Count(f => f.BodyCase == Body.Levels), Is.LessThanOrEqualTo(3));
    }

    private static int WallTicks(ReplayOf replay)
    {
        var levels = replay.Step.FindInstrument("MES")!.Core.Levels;
        return (int)Math.Round((levels.Analytics!.AllExpiries.CallWall.Strike + levels.BasisPoints) / 0.25);
    }

    /// <summary>Ten seconds of the tape at a time, and after each what the options said meanwhile.</summary>
    internal static async Task PlayAsync(
        ScriptedStudy study,
        IOptionIngress intake,
        List<StudyFrame> frames,
        OptionSource source = OptionSource.Live,
        Predicate<uint>? hasOpenInterest = null
    )
    {
        Assert.That(intake.Apply(MadeUpSpx.Listed(source)), Is.Null);
        for (var i = 0; i < frames.Count; i += 20)
        {
            var cut = frames[i..(i + 20)];
            await study.SendAsync([.. cut]);
            await study.AckedAsync(cut[^1].Counter);
            var at = cut[^1].Depth.ObservedUnixUs;
            if (i % 600 == 0)
                Assert.That(intake.Apply(MadeUpSpx.Values(at, (uint)i / 600, hasOpenInterest)), Is.Null);
            Assert.That(intake.Apply(MadeUpSpx.Print(Underlying.Vix, 14, at, source)), Is.Null);
            // A live index beside a delayed chain: the basis is known, the chain may still not serve.
            for (var print = 0; print < 10; print++)
            {
                Assert.That(
                    intake.Apply(MadeUpSpx.Print(Underlying.Spx, (cut[^1].Depth.BidPriceTicks[0] * 0.25) - 10, at + print)),
                    Is.Null
                );
            }
        }
    }
}
