using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>A table of sets and days says what naive sums say, and holds no trade.</summary>
public sealed class SweepTableTests
{
    private const int Sets = 70;
    private const int Days = 9;

    [Test]
    public void Sums_and_days_are_those_of_the_trades()
    {
        var all = Made();
        int[] order = [.. Enumerable.Range(0, Sets).OrderBy(set => set * 37 % Sets)];
        foreach (var (table, places) in new[] { (TableOf(all), Enumerable.Range(0, Sets).ToArray()), (TableOf(all).Ordered(order), order) })
        {
            for (var set = 0; set < Sets; set++)
            {
                var days = all.Select(day => day[places[set]]).ToArray();
                Assert.That(table.Cents(set), Is.EqualTo(days.Select(day => (double)day.Cents)));
                Assert.That(table.Births(set), Is.EqualTo(days.Sum(day => day.Births)));
                Assert.That(table.NearBirths(set), Is.EqualTo(days.Sum(day => day.NearBirths)));
                var trades = days[2..7].SelectMany(day => day.Trades).ToArray();
                var sum = table.Sum(set, 2, 7);
                Assert.That(sum.Trades, Is.EqualTo(trades.Length));
                Assert.That(sum.Cents, Is.EqualTo(trades.Sum(trade => trade.Cents)));
                Assert.That(sum.WonCents, Is.EqualTo(trades.Where(trade => trade.Cents > 0).Sum(trade => trade.Cents)));
                Assert.That(sum.LostCents, Is.EqualTo(-trades.Where(trade => trade.Cents < 0).Sum(trade => trade.Cents)));
                Assert.That(table.DaysOf(set).Select(day => day.Trades), Is.EqualTo(days.Select(day => day.Trades)));
            }
        }
    }

    [TestCase(8_000_000, 1)]
    [TestCase(60, 20)]
    [TestCase(1, 40)]
    public void Trades_are_read_of_as_many_sets_at_a_time_as_fit_and_each_set_comes_once(long held, int readsMin)
    {
        var (all, reads) = (Made(), 0);
        int[] order = [.. Enumerable.Range(0, Sets).Reverse()];
        var table = TableOf(all, held, () => reads++).Ordered(order);
        reads = 0;
        int[] asked = [.. Enumerable.Range(0, Sets).Where(set => set % 3 != 0)];
        var told = table.Profits(asked).ToDictionary(one => one.Set, one => one.Cents);
        Assert.That(told.Keys, Is.EquivalentTo(asked));
        foreach (var (set, cents) in told)
            Assert.That(cents, Is.EqualTo(all.SelectMany(day => day[order[set]].Trades).Select(trade => trade.Cents)));
        Assert.That(reads / Days, Is.GreaterThanOrEqualTo(readsMin));
        if (readsMin == 1)
            Assert.That(reads, Is.EqualTo(Days), "one pass");
    }

    [Test]
    public void No_trade_is_held()
    {
        var made = new List<WeakReference>();
        SetDays[] days = [.. Enumerable.Range(0, Days).Select(day => (SetDays)((first, count) => Added(day).Skip(first).Take(count)))];
        var table = new SweepTable(Sets, days, []);
        foreach (var (_, cents) in table.Profits(Enumerable.Range(0, Sets)))
            Assert.That(cents, Is.Not.Null);
        GC.Collect();
        Assert.That(made, Has.Count.EqualTo(2 * Sets * Days));
        // The last one may still stand in a local.
        Assert.That(made.Count(one => one.IsAlive), Is.LessThanOrEqualTo(2));
        GC.KeepAlive(table);

        IEnumerable<SetDay> Added(int day)
        {
            for (var set = 0; set < Sets; set++)
            {
                var one = DayOf(day, set);
                made.Add(new(one.Trades));
                yield return one;
            }
        }
    }

    [Test]
    public void A_day_without_all_of_its_sets_is_refused() =>
        Assert.That(
            () => new SweepTable(Sets + 1, [(first, count) => Made()[0].Skip(first).Take(count)], []),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("has 70 sets of 71")
        );

    [TestCase(10_000, 2_500, 1, 5_000, null)]
    [TestCase(12_000, 2_500, 1, 5_000, null)]
    [TestCase(12_001, 2_500, 1, 5_000, "12001 sets on 2500 days are 30002500 results, and 30000000 can be held at once")]
    [TestCase(100_000, 300, 1, 5_000, null)]
    [TestCase(100, 250, 200, 5_000, null)]
    [TestCase(100, 250, 201, 5_000, "201 combinations of constants of features on 250 days are 50250 days of readings")]
    [TestCase(2_000, 2_500, 1, 100, null)]
    [TestCase(2_001, 2_500, 1, 100, "52500 shards of 100 sets each, and a plan has 50000 at most")]
    [TestCase(2_000, 2_500, 2, 100, "52500 shards of 100 sets each, and a plan has 50000 at most")]
    public void What_cannot_be_held_is_refused(int sets, int days, int versions, int setsAShard, string? why)
    {
        void Check() => SweepRoom.Check(sets, days, versions, setsAShard);
        Assert.That(Check, why is null ? Throws.Nothing : Throws.TypeOf<EvidenceException>().With.Message.Contains(why));
    }

    [Test]
    public void A_plan_asks_for_room_by_the_sets_that_it_has()
    {
        var plan = new SweepPlan("ES", SetDesignKind.Random, 15_000, 1, [new("stop_ticks", [6, 9], 0, 0)]);
        Assert.That(plan.Versions(InstrumentOptions.Es, 2_000, 5_000).Single().Settings, Is.Empty);
        Assert.That(
            () => plan.Versions(InstrumentOptions.Es, 2_001, 5_000),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("30015000 results")
        );
    }

    private static SweepTable TableOf(SetDay[][] all, long held = 1_000, Action? read = null) =>
        new(
            Sets,
            [
                .. all.Select(day =>
                    (SetDays)(
                        (first, count) =>
                        {
                            read?.Invoke();
                            return day.Skip(first).Take(count);
                        }
                    )
                ),
            ],
            [],
            held
        );

    private static SetDay[][] Made() =>
        [.. Enumerable.Range(0, Days).Select(day => Enumerable.Range(0, Sets).Select(set => DayOf(day, set)).ToArray())];

    private static SetDay DayOf(int day, int set)
    {
        var random = new RandomBits((ulong)((day * 1_000) + set));
        var trades = new SetTrade[random.Below(6)];
        for (var i = 0; i < trades.Length; i++)
        {
            var at = UnixNanos.Trusted((i + 1) * UnixNanos.PerSecond);
            trades[i] = new(at, at, Direction.Long, Tier.Good, 1, random.Below(40_000) - 20_000);
        }

        return new(trades.Length + random.Below(3), random.Below(5), trades);
    }
}
