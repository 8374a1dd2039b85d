using MiaIa.Engine.Host.Sessions;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>Fault 41: the engine, or the bridge, has stood still, and finds in its queue what is long over.</summary>
public sealed class StoodStillTests
{
    [TestCase(0, true)]
    [TestCase(8, false)]
    public async Task Fault_41_What_waited_in_the_queue_of_an_engine_that_stood_still_leads_to_no_entry(int seconds, bool enters)
    {
        var said = new SaidLines();
        await using var engine = await RunningEngine.StartAsync(
            coverageFloor: 0.30,
            // As long as may be: the machine of a test stands still too.
            trading: new() { Mode = Accounts.TradingMode.Sim, TimeToLiveMs = 1_500 },
            heard: said
        );
        using var study = engine.Study();
        await study.GreetAsync(SimulatedTrader.Hello(5, "SIM1"));
        await study.SendAsync(SimulatedTrader.Beat(5), SimulatedTrader.Flat(5, 1), SimulatedTrader.Flat(5, 2));
        await study.AckedAsync(2);
        foreach (var part in SimulatedTrader.Tape(5).Chunk(200))
        {
            foreach (var frame in part)
                frame.StudySeenUnixNs = EdgeClock.UnixNsOf(TimeProvider.System) - (seconds * 1_000_000_000L);
            // The newest of the turn is young, and its time is what a command would carry.
            await study.SendAsync([.. part, SimulatedTrader.Beat(5)]);
            await study.AckedAsync(part[^1].Counter);
            if (Commands(study).Any() || (!enters && IsKept(said)))
                break;
        }

        if (enters)
            await study.OrderAsync();
        else
            await engine.UntilAsync(state => state.Order.Count == 0 && IsKept(said), "MES");
        Assert.That(Commands(study).Any(), Is.EqualTo(enters));
    }

    private static bool IsKept(SaidLines said) => said.All.Any(line => line.Contains("was NOT sent: \"it is ", StringComparison.Ordinal));

    private static IEnumerable<EngineFrame> Commands(ScriptedStudy study) => study.Heard.Where(ScriptedStudy.IsOrder);
}
