using MiaIa.Engine.Confluence;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;
using MiaIa.Engine.Tests.Support;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Engine.Tests.Pipeline;

/// <summary>What the demo shows without market data: the made-up session, with the coverage floor that the demo sets.</summary>
public sealed class SyntheticSessionTests
{
    private const double DemoCoverageFloor = 0.30;

    [TestCase("ES")]
    [TestCase("MES")]
    public void The_made_up_session_bears_signals_at_the_demos_coverage_floor(string instrument)
    {
        var folder = Directory.CreateTempSubdirectory("miaia-engine-");
        try
        {
            var files = SyntheticSession.Write(folder.FullName, seed: 1);
            var known = InstrumentOptions.Find(instrument)!;
            var core = new EngineCore(known with { Signals = known.Signals with { CoverageFloor = DemoCoverageFloor } });
            var born = new Dictionary<Tier, int>();
            foreach (var e in new SierraReplay(files.ScidPath, files.DepthPath).Events())
            {
                core.Process(e());
                foreach (var decision in core.Decisions)
                {
                    if (decision.Event == SignalEvent.Born)
                        born[decision.Tier] = born.GetValueOrDefault(decision.Tier) + 1;
                }
            }

            TestContext.Out.WriteLine($"{instrument}: {string.Join(", ", born.Select(pair => $"{pair.Value} {pair.Key}"))}");
            Assert.That(core.Counters.Trades, Is.EqualTo(files.Trades));
            Assert.That(born.Values.Sum(), Is.GreaterThan(0));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
