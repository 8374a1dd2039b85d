using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Tests.Work;
using MiaIa.Evidence.Work;
using MiaIa.Replay;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Evidence.Tests.Kept;

/// <summary>A day as it is kept for sweeps, against the same day as a backtest plays it.</summary>
public sealed class KeptDayRunTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly DateOnly Tuesday = new(2026, 11, 17);
    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings());

    private MadeUpDays _days = null!;

    [OneTimeSetUp]
    public void Make_days() => _days = new MadeUpDays(60, SyntheticSession.Symbol, Monday, Tuesday);

    [OneTimeTearDown]
    public void Remove_days() => _days.Dispose();

    [Test]
    public void Any_set_gives_the_backtest_s_signals_to_the_nanosecond()
    {
        var run = new KeptDayRun(Inputs(Tuesday), Options);
        var store = new UnitStore(_days.Empty("store"));
        Assert.That(store.Run(run, NoProgress.Instance, CancellationToken.None), Is.EqualTo(UnitOutcome.Made));
        var es = Options.Instruments[0];
        InstrumentOptions[] sets =
        [
            es with
            {
                Signals = es.Signals with { CoverageFloor = 0.4 },
            },
            es with
            {
                Confluence = es.Confluence with
                {
                    Tiers = new()
                    {
                        Weak = 0.05,
                        Good = 0.1,
                        Strong = 0.15,
                        Premium = 0.2,
                    },
                },
                Signals = es.Signals with { CoverageFloor = 0.3, HoldMillis = 750, RearmSeconds = 5, StopTicks = 4, TargetTicks = 6 },
            },
        ];
        foreach (var set in sets)
        {
            var told = new List<(ulong, SignalEvent, long, double)>();
            new DayRun(Inputs(Tuesday), Options with { Instruments = [set] }).Play(
                new Heard(told),
                new NobodyLooks(),
                CancellationToken.None
            );
            var played = new List<(ulong, SignalEvent, long, double)>();
            var player = new ExactPlayer(
                new(1, set.Confluence, set.Signals),
                set with
                {
                    FirstSignalId = told[0].Item1,
                },
                decision => played.Add((decision.SignalId, decision.Event, decision.ObservedAt.Value, decision.Score))
            );
            foreach (var block in KeptDayRun.ReadRows(store.FolderOf(run.Id), run.Key))
                player.Play(block);
            Assert.That(played, Is.EqualTo(told));
            Assert.That(told, Is.Not.Empty);
        }
    }

    [Test]
    public void Only_what_makes_readings_is_in_its_key()
    {
        var es = Options.Instruments[0];
        var key = KeyOf(es);
        Assert.That(KeyOf(es with { Confluence = new() { Tiers = new() { Weak = 0.1 } } }), Is.EqualTo(key));
        Assert.That(
            KeyOf(
                es with
                {
                    Signals = new()
                    {
                        StopTicks = 3,
                        HoldMillis = 1,
                        CoverageFloor = 0.1,
                    },
                }
            ),
            Is.EqualTo(key)
        );
        Assert.That(KeyOf(es with { Trading = es.Trading with { Risk = new() { RollDays = 9 } } }), Is.EqualTo(key));
        Assert.That(KeyOf(es with { Features = es.Features with { BookDepthLevels = 4 } }), Is.Not.EqualTo(key));
        Assert.That(KeyOf(es with { BookStaleMillis = 1 }), Is.Not.EqualTo(key));
        Assert.That(new KeptDayRun(Inputs(Monday), Options).Key, Is.Not.EqualTo(key));
    }

    private string KeyOf(InstrumentOptions instrument) => new KeptDayRun(Inputs(Tuesday), Options with { Instruments = [instrument] }).Key;

    private DayInputs Inputs(DateOnly date) => new(date, "ES", _days.ScidPath) { DepthPaths = [_days.DepthPath(date)] };

    private sealed class Heard(List<(ulong, SignalEvent, long, double)> told) : IDecisionSink
    {
        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
        {
            foreach (ref readonly var decision in decisions)
                told.Add((decision.SignalId, decision.Event, decision.ObservedAt.Value, decision.Score));
        }

        public void Traded(InstrumentEngine instrument) { }
    }

    private sealed class NobodyLooks : IReplayListener
    {
        public void Looked(InstrumentEngine instrument) { }

        public void Progressed(in ReplayProgress progress) { }
    }
}
