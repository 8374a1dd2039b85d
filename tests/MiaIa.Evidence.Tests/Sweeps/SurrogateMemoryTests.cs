using System.Runtime.CompilerServices;
using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Sweeps.Surrogates;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>Surrogates hold the prices of one day, however many days there are, and do not hang on the order in which they go through them.</summary>
public sealed class SurrogateMemoryTests
{
    private const int Days = 24;

    [Test]
    public void The_prices_of_one_day_are_held_at_a_time()
    {
        var (made, alive) = (new List<WeakReference>(), 0);
        var days = Enumerable.Range(0, Days).Select(day => new KeptDay(new DateOnly(2025, 1, 1).AddDays(day), () => Next(day), () => []));
        var results = Run([.. days]);
        Assert.That(results.Select(result => result.Trades), Is.All.GreaterThan(Days));
        Assert.That(made, Has.Count.GreaterThanOrEqualTo(Days));
        // The last one may still stand in a local, and the one before in another.
        Assert.That(alive, Is.LessThanOrEqualTo(2));

        SecondGrid Next(int day)
        {
            GC.Collect();
            alive = Math.Max(alive, made.Count(one => one.IsAlive));
            return Added(day);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        SecondGrid Added(int day)
        {
            var grid = GridOf(day);
            made.Add(new WeakReference(grid));
            return grid;
        }
    }

    [Test]
    public void One_seed_gives_one_answer_and_another_seed_another()
    {
        KeptDay[] days =
        [
            .. Enumerable.Range(0, 6).Select(day => new KeptDay(new DateOnly(2025, 1, 1).AddDays(day), () => GridOf(day), () => [])),
        ];
        var first = Run(days);
        Assert.That(Run(days), Is.EqualTo(first));
        Assert.That(Run(days, 4).Select(one => one.SurrogateCents), Is.Not.EqualTo(first.Select(one => one.SurrogateCents)));
    }

    private static IReadOnlyList<SurrogateResult> Run(IReadOnlyList<KeptDay> days, ulong seed = 3)
    {
        var weights = new double[FeatureNames.Count];
        weights[(int)MadeUpMarket.Caller] = 1;
        var es = InstrumentOptions.Es;
        var alone = es with { Confluence = es.Confluence with { Weights = weights } };
        return SurrogateResult.Of(SweepPlan.AsSet("ES") with { Surrogates = 19, Seed = seed }, alone, 0, days, CancellationToken.None);
    }

    private static SecondGrid GridOf(int day) => new MadeUpMarket(0.5, Days: 1, Calls: 8).Make((ulong)day + 1)[0].Seconds();
}
