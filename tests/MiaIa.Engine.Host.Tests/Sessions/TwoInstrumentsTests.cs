using MiaIa.Engine.Runtime.Tests;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>One engine, one core an instrument: what one study sends is as if the other were not there.</summary>
public sealed class TwoInstrumentsTests
{
    private const double Floor = 0.30;
    private const int AtOnce = 200;

    [Test]
    public async Task Two_studies_feed_two_cores_that_do_not_influence_each_other()
    {
        var alone = await PlayAsync(withEs: false);
        var together = await PlayAsync(withEs: true);
        Assert.That(alone.Told, Is.Not.Empty, "without signals nothing is compared");
        Assert.That(together.Told, Is.EqualTo(alone.Told));
        Assert.That(Facts(together.State), Is.EqualTo(Facts(alone.State)));
        Assert.That(together.Heard.All(signal => signal.Instrument == "MES"), "the study of MES hears of MES alone");
        Assert.That(together.EsState!.TradeRecords, Is.EqualTo(3_000), "and ES was fed meanwhile");
        Assert.That(together.EsState.Lots, Is.Not.EqualTo(together.State.Lots));
    }

    private static async Task<Played> PlayAsync(bool withEs)
    {
        await using var engine = await RunningEngine.StartAsync(coverageFloor: Floor);
        using var mes = engine.Study();
        using var es = engine.Study();
        await mes.GreetAsync(TrendTape.Hello(5));
        if (withEs)
            await es.GreetAsync(SampleFrames.Hello(8));
        var (frames, others) = (TrendTape.Frames(5), TrendTape.Frames(8)[..3_000]);
        for (var i = 0; i < frames.Count; i += AtOnce)
        {
            await SendAsync(mes, frames[i..Math.Min(i + AtOnce, frames.Count)]);
            if (withEs && i < others.Count)
                await SendAsync(es, others[i..Math.Min(i + AtOnce, others.Count)]);
        }

        List<Signal> heard = [.. mes.Heard.Where(f => f.BodyCase == Body.Signal).Select(f => f.Signal)];
        return new(
            [.. heard.Select(s => (s.Id, s.Event, s.ObservedUnixUs, s.Score, s.Tier))],
            heard,
            await engine.InstrumentAsync("MES"),
            withEs ? await engine.InstrumentAsync("ES") : null
        );
    }

    private static async Task SendAsync(ScriptedStudy study, List<StudyFrame> frames)
    {
        await study.SendAsync([.. frames]);
        await study.AckedAsync(frames[^1].Counter);
    }

    private static (ulong, ulong, ulong, int, double, double, ulong) Facts(InstrumentState state) =>
        (
            state.TradeRecords,
            state.Lots,
            state.DepthSnapshots,
            state.LastPriceTicks,
            state.State.Score,
            state.State.Coverage,
            state.DepthHash
        );

    private sealed record Played(
        List<(ulong Id, SignalEvent Event, long At, double Score, Tier Tier)> Told,
        List<Signal> Heard,
        InstrumentState State,
        InstrumentState? EsState
    );
}
