using MiaIa.Engine.Patterns;
using MiaIa.Engine.Tests.Patterns.Naive;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns;

/// <summary>Each detector says what a slow second implementation says, at the same event, on tapes on which it really fires.</summary>
public sealed class AgainstNaiveTests
{
    private const int Tapes = 24;
    private const int EachWayMin = 12;

    private static readonly List<List<TapeEvent>> Sessions = [.. Enumerable.Range(1, Tapes).Select(seed => PatternTape.Session(seed))];

    private static readonly Lazy<List<Dictionary<PatternKind, List<Said>>>> Traces = new(() =>
        [.. Sessions.Select(tape => PatternTrace.Of(tape, PinAt))]
    );

    [Test]
    public void Battle_navale_is_found_and_cancelled_as_the_design_says()
    {
        Compare(PatternKind.BattleNavale, NaivePatterns.BattleNavale);
        Assert.That(Traces.Value.Sum(trace => trace[PatternKind.BattleNavale].Count(s => s.Points == 0)), Is.GreaterThan(5), "cancelled");
    }

    [Test]
    public void Headfake_is_found_as_the_design_says() => Compare(PatternKind.Headfake, NaivePatterns.Headfake);

    [Test]
    public void Absorption_is_found_as_the_design_says() => Compare(PatternKind.Absorption, NaiveTapePatterns.Absorption);

    [Test]
    public void Exhaustion_is_found_as_the_design_says() => Compare(PatternKind.Exhaustion, NaivePatterns.Exhaustion);

    [Test]
    public void Stacked_imbalance_is_found_as_the_design_says() => Compare(PatternKind.StackedImbalance, NaivePatterns.StackedImbalance);

    [Test]
    public void Sweep_is_found_grows_and_is_contradicted_as_the_design_says()
    {
        Compare(PatternKind.Sweep, NaiveTapePatterns.Sweep);
        Assert.That(Traces.Value.Sum(trace => trace[PatternKind.Sweep].Count(s => s.Points == 0)), Is.GreaterThan(5), "contradicted");
    }

    [Test]
    public void Gamma_pin_is_found_as_the_design_says() => Compare(PatternKind.GammaPin, tape => NaiveTapePatterns.GammaPin(tape, PinAt));

    [Test]
    public void Long_bar_reversal_is_found_as_the_design_says() => Compare(PatternKind.LongBarReversal, NaivePatterns.LongBarReversal);

    [Test]
    public void Delta_divergence_is_found_as_the_design_says() => Compare(PatternKind.DeltaDivergence, NaivePatterns.DeltaDivergence);

    // Another strike, reach and regime every quarter of an hour, as far as the tape's prices wander.
    private static GammaPinInput PinAt(long millis)
    {
        var quarter = (int)(millis / 900_000 % 1_000);
        return quarter % 4 == 3
            ? default
            : new GammaPinInput(17_590 + (quarter * 7 % 23) + 0.25, 40 + (quarter % 3 * 30), 0.45 + (quarter % 5 * 0.12));
    }

    private static void Compare(PatternKind kind, Func<IReadOnlyList<TapeEvent>, IEnumerable<Said>> naive)
    {
        var (longs, shorts) = (0, 0);
        for (var i = 0; i < Tapes; i++)
        {
            var expected = PatternTrace.Visible(naive(Sessions[i]));
            var actual = Traces.Value[i][kind];
            Assert.That(actual.Select(Place), Is.EqualTo(expected.Select(Place)), $"seed {i + 1}");
            foreach (var (one, other) in actual.Zip(expected))
                Assert.That(one.Strength, Is.EqualTo(other.Strength).Within(1e-9), $"seed {i + 1}, event {one.Event}");
            longs += actual.Count(s => s.Points > 0);
            shorts += actual.Count(s => s.Points < 0);
        }

        TestContext.Out.WriteLine($"{kind}: {longs} long, {shorts} short on {Tapes} tapes");
        Assert.That(longs, Is.GreaterThanOrEqualTo(EachWayMin), "long");
        Assert.That(shorts, Is.GreaterThanOrEqualTo(EachWayMin), "short");
    }

    private static (int Event, int Bar, int Points) Place(Said said) => (said.Event, said.Bar, said.Points);
}
