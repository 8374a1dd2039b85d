using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Tests.Patterns.Naive;
using MiaIa.Engine.Tests.Support;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>
/// Which patterns fire in the made-up session and in the recorded hour, and how often: up/down. The slow second implementation
/// finds the same ones. The made-up session claims sweeps and absorption in its legs, and has both; gamma_pin needs option data.
/// </summary>
public sealed class PlayedSessionsTests
{
    private static readonly Dictionary<PatternKind, Func<IReadOnlyList<TapeEvent>, IEnumerable<Said>>> Naive = new()
    {
        [PatternKind.BattleNavale] = NaivePatterns.BattleNavale,
        [PatternKind.Headfake] = NaivePatterns.Headfake,
        [PatternKind.Absorption] = NaiveTapePatterns.Absorption,
        [PatternKind.Exhaustion] = NaivePatterns.Exhaustion,
        [PatternKind.StackedImbalance] = NaivePatterns.StackedImbalance,
        [PatternKind.Sweep] = NaiveTapePatterns.Sweep,
        [PatternKind.LongBarReversal] = NaivePatterns.LongBarReversal,
        [PatternKind.DeltaDivergence] = NaivePatterns.DeltaDivergence,
    };

    [Test]
    public void The_made_up_session_shows_the_patterns_that_it_was_made_for()
    {
        var folder = Directory.CreateTempSubdirectory("miaia-patterns-");
        try
        {
            var files = SyntheticSession.Write(folder.FullName, seed: 1);
            var tape = Play(new SierraReplay(files.ScidPath, files.DepthPath), out var counts);
            Assert.That(
                counts,
                Is.EqualTo(
                    "battle_navale 2/3, headfake 0/1, absorption 3/4, exhaustion 0/1, stacked_imbalance 2/3, sweep 11/15, gamma_pin 0/0, "
                        + "long_bar_reversal 0/0, delta_divergence 1/0"
                )
            );
            Compare(tape);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void The_recorded_hour_shows_these_patterns()
    {
        var tape = Play(
            new SierraReplay(
                Recorded.File("es-2023-12-25/ESH24_FUT_CME.scid"),
                Recorded.File("es-2023-12-25/ESH24_FUT_CME.2023-12-25.depth")
            ),
            out var counts
        );
        Assert.That(
            counts,
            Is.EqualTo(
                "battle_navale 2/0, headfake 0/1, absorption 1/5, exhaustion 0/0, stacked_imbalance 0/0, sweep 5/0, gamma_pin 0/0, "
                    + "long_bar_reversal 0/0, delta_divergence 1/2"
            )
        );
        Compare(tape);
    }

    private static List<TapeEvent> Play(SierraReplay replay, out string counts)
    {
        var core = new EngineCore(InstrumentOptions.Es);
        var tape = new List<TapeEvent>();
        var (valid, active, largest) = (0, 0, 0.0);
        foreach (var next in replay.Events())
        {
            var e = next();
            core.Process(e);
            var millis = e.ObservedAt.Value / UnixNanos.PerMilli;
            tape.Add(
                e.Kind == MarketEventKind.Trade
                    ? new TapeEvent(millis, e.Price.Value, e.Volume.Value, e.Aggressor == Aggressor.Buy)
                    : new TapeEvent(millis)
            );
            var reading = core.State.Readings[(int)FeatureId.SierraPatternStrength].Reading;
            valid += reading.IsValid ? 1 : 0;
            active += Math.Abs(reading.Value) > 0.05 ? 1 : 0;
            largest = Math.Max(largest, Math.Abs(reading.Value));
        }

        counts = string.Join(
            ", ",
            Enum.GetValues<PatternKind>()
                .Select(kind =>
                    $"{PatternNames.Of(kind)} {core.Patterns.Times(kind, Direction.Long)}/{core.Patterns.Times(kind, Direction.Short)}"
                )
        );
        TestContext.Out.WriteLine(
            $"{core.Counters.MinuteBars} bars; of {valid} valid readings {active} are beyond 0.05, the largest is {largest:0.000}"
        );
        TestContext.Out.WriteLine(counts);
        return tape;
    }

    private static void Compare(List<TapeEvent> tape)
    {
        var trace = PatternTrace.Of(tape);
        foreach (var (kind, naive) in Naive)
        {
            var expected = PatternTrace.Visible(naive(tape));
            Assert.That(
                trace[kind].Select(said => said with { Strength = Math.Round(said.Strength, 9) }),
                Is.EqualTo(expected.Select(said => said with { Strength = Math.Round(said.Strength, 9) })),
                $"{kind}"
            );
        }
    }
}
