using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Sweeps.Surrogates;
using MiaIa.Evidence.Tests.Screening;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>
/// Surrogates that go through prices day by day say what a plain program says which has all days before it at once: each surrogate is made whole, all its
/// signals are put where they belong, and each is traded by a loop.
/// </summary>
public sealed class NaiveSurrogatesTests
{
    private const int Surrogates = 59;
    private const ulong Seed = 11;
    private const long First = 1_700_000_000;
    private const long Day = 86_400;

    // Of different lengths, and not all from the same time of day: a signal may come to a time that another day does not have.
    private static readonly SecondGrid[] Grids =
    [
        Made(1, 0, 7_000),
        Made(2, 0, 5_000),
        Made(3, 1_800, 7_200),
        Made(4, -900, 4_000),
        Made(5, 0, 6_001),
        .. Enumerable.Range(6, 17).Select(seed => Made(seed, 0, 1_500)),
    ];

    private static readonly InstrumentOptions Set = InstrumentOptions.Es with
    {
        Confluence = InstrumentOptions.Es.Confluence with
        {
            Tiers = new()
            {
                Weak = 0.04,
                Good = 0.08,
                Strong = 0.12,
                Premium = 0.2,
            },
        },
        Signals = InstrumentOptions.Es.Signals with { HoldMillis = 2_000, CoverageFloor = 0.3, StopTicks = 7, TargetTicks = 9 },
    };

    [TestCase(SurrogateKind.Signs)]
    [TestCase(SurrogateKind.Days)]
    [TestCase(SurrogateKind.Minutes)]
    public void One_day_after_the_other_says_what_all_at_once_says(SurrogateKind kind)
    {
        var days = Grids.Select((grid, day) => new KeptDay(new DateOnly(2025, 3, 3).AddDays(day), () => grid, () => [])).ToArray();
        var plan = SweepPlan.AsSet("ES") with { Surrogates = Surrogates, Seed = Seed };
        var told = SurrogateResult.Of(plan, Set, 0, days, CancellationToken.None).Single(result => result.Kind == kind);

        var costs = TradeCosts.Of(Set, days[0].Date);
        var one = new ParameterSet(0, Set.Confluence, Set.Signals);
        var born = Grids.Select(grid => GridScreen.Run(grid, [one], costs)[0].Trades.Select(trade => SignalOf(trade)).ToArray()).ToArray();
        Assert.That(born.Sum(of => of.Length), Is.GreaterThan(50));
        var found = MeanOf(born, costs, out var trades);
        // Days are moved by each number of days once; there are not as many numbers as surrogates asked for.
        var made = kind == SurrogateKind.Days ? Grids.Length - 1 : Surrogates;
        var means = Enumerable.Range(0, made).Select(number => MeanOf(Robbed(born, kind, number), costs, out _)).Order().ToArray();
        Assert.That(means.Distinct().Count(), Is.GreaterThan(made * 3 / 4), "draws differ");
        Assert.That((told.Trades, told.MeanCents), Is.EqualTo((trades, (double?)found)));
        Assert.That(told.SurrogateCents, Is.EqualTo(means.Average()).Within(1e-9));
        Assert.That(told.SurrogateHigh, Is.EqualTo(means[(int)(0.95 * (made - 1))]).Within(1e-9));
        Assert.That(told.Surrogates, Is.EqualTo(made));
        Assert.That(told.Chance, Is.EqualTo((1.0 + means.Count(mean => mean >= found - 1e-9)) / (1.0 + made)));
    }

    // Seconds since 1970 and the side: where a signal stands before anybody asks in which day's prices.
    private static (long Second, int Side) SignalOf(SetTrade trade) =>
        (trade.BornAt.Value / UnixNanos.PerSecond, trade.Direction == Direction.Long ? 1 : -1);

    private static (long Second, int Side)[][] Robbed((long Second, int Side)[][] born, SurrogateKind kind, int number)
    {
        var robbed = born.Select(_ => new List<(long, int)>()).ToArray();
        var shift = 1 + number;
        for (var day = 0; day < born.Length; day++)
        {
            var random = Draw(kind, number, day);
            var minutes = kind == SurrogateKind.Minutes ? Minutes(Grids[day], ref random) : [];
            foreach (var (second, side) in born[day])
            {
                var at = second - Grids[day].FirstSecond;
                switch (kind)
                {
                    case SurrogateKind.Signs:
                        robbed[day].Add((second, random.Next() >> 63 == 1 ? -side : side));
                        break;
                    case SurrogateKind.Days:
                        var other = (day + shift) % born.Length;
                        // The same time of day on the other one, if it has that time.
                        var there = Grids[other].FirstSecond;
                        while ((there - second) % Day != 0)
                            there++;
                        if (there < Grids[other].FirstSecond + Grids[other].Count)
                            robbed[other].Add((there, side));
                        break;
                    default:
                        var to = minutes.TryGetValue(at / 60, out var minute) ? minute : at / 60;
                        if ((to * 60) + (at % 60) < Grids[day].Count)
                            robbed[day].Add((Grids[day].FirstSecond + (to * 60) + (at % 60), side));
                        break;
                }
            }
        }

        return [.. robbed.Select(signals => signals.ToArray())];
    }

    // Each minute in which a signal can be born, and the one in whose place it comes.
    private static Dictionary<long, long> Minutes(SecondGrid grid, ref RandomBits random)
    {
        long[] open =
        [
            .. Enumerable
                .Range(0, grid.Count)
                .Where(i => (grid.Conditions[i] & (byte)SignalConditions.MayBear) != 0 && grid.Bid[i] > 0)
                .Select(i => i / 60L)
                .Distinct()
                .Order(),
        ];
        var mixed = open.ToArray();
        for (var i = mixed.Length - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (mixed[i], mixed[other]) = (mixed[other], mixed[i]);
        }

        return open.Zip(mixed).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static RandomBits Draw(SurrogateKind kind, int number, int day)
    {
        var first = new RandomBits(Seed + (ulong)kind);
        var second = new RandomBits(first.Next() + (ulong)number);
        return new RandomBits(second.Next() + (ulong)day);
    }

    private static double MeanOf((long Second, int Side)[][] signals, TradeCosts costs, out int trades)
    {
        var cents = new List<long>();
        for (var day = 0; day < signals.Length; day++)
        {
            foreach (var (second, side) in signals[day])
            {
                if (CentsOf(Grids[day], (int)(second - Grids[day].FirstSecond), side, costs) is { } earned)
                    cents.Add(earned);
            }
        }

        trades = cents.Count;
        return trades == 0 ? 0 : cents.Average();
    }

    private static long? CentsOf(SecondGrid grid, int at, int side, TradeCosts costs)
    {
        var entry = side > 0 ? grid.Ask[at] : grid.Bid[at];
        if (entry == 0)
            return null;
        for (var i = at + 1; i < grid.Count; i++)
        {
            if (grid.High[i] == 0)
                continue;
            var (worst, best) = side > 0 ? (grid.Low[i] - entry, grid.High[i] - entry) : (entry - grid.High[i], entry - grid.Low[i]);
            if (worst <= -Set.Signals.StopTicks)
                return ((-Set.Signals.StopTicks - 1) * costs.TickCents) - (2 * costs.FeeCents);
            if (best > Set.Signals.TargetTicks)
                return (Set.Signals.TargetTicks * costs.TickCents) - (2 * costs.FeeCents);
        }

        return ((((grid.Last[^1] - entry) * side) - 1) * costs.TickCents) - (2 * costs.FeeCents);
    }

    private static SecondGrid Made(int seed, long later, int seconds)
    {
        var random = new RandomBits((ulong)seed);
        var made = MadeUpGrid.Make(ref random, seconds);
        var grid = new SecondGrid(First + (seed * Day) + later, seconds);
        foreach (var (from, to) in made.Values.Zip(grid.Values))
            from.CopyTo(to, 0);
        made.Masks.CopyTo(grid.Masks, 0);
        made.Conditions.CopyTo(grid.Conditions, 0);
        made.Last.CopyTo(grid.Last, 0);
        made.High.CopyTo(grid.High, 0);
        made.Low.CopyTo(grid.Low, 0);
        made.Bid.CopyTo(grid.Bid, 0);
        made.Ask.CopyTo(grid.Ask, 0);
        for (var i = 0; i < seconds; i++)
        {
            // Seconds without a trade, and some without a book.
            if (i % 7 == 3)
                (grid.High[i], grid.Low[i]) = (0, 0);
            if (i % 97 == 0)
                (grid.Bid[i], grid.Ask[i]) = (0, 0);
        }

        return grid;
    }
}
